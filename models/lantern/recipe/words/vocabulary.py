"""Reads subjects.txt and concepts.txt. A concept's id is its place in the tables, from 1; 0 is padding."""
from dataclasses import dataclass
from pathlib import Path

from .english import plural, verb_forms

HERE = Path(__file__).parent
KINDS = ("count", "size", "colour", "subject", "place", "hour", "weather", "motion", "direction", "camera")


@dataclass(frozen=True)
class Concept:
    """One thing that a prompt can say. The first phrase of each language is the one that captions prefer."""
    kind: str
    key: str
    english: tuple[str, ...]
    chinese: tuple[str, ...]


@dataclass(frozen=True)
class Subject(Concept):
    """sprite: its Unicode. moves: how. size: of its picture's side, a fraction of the frame's unit. faces: l, r or -. plurals: as `english`, in order."""
    sprite: str = ""
    moves: str = ""
    size: float = 0.4
    faces: str = "-"
    plurals: tuple[str, ...] = ()
    measure: str = "个"


def _rows(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#")]


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(",")]


def _subject(row: list[str]) -> Subject:
    key, sprite, moves, size, faces, english, chinese = row
    names = [name.split("/") for name in _split(english)]
    measure, chinese = chinese.split(" ", 1)
    return Subject(
        "subject", key, tuple(name[0] for name in names), tuple(_split(chinese)), sprite, moves, float(size), faces,
        tuple(name[1] if len(name) > 1 else plural(name[0]) for name in names), measure)


def _concept(row: list[str]) -> Concept:
    kind, key, english, chinese = row
    phrases = [form for phrase in _split(english) for form in verb_forms(phrase)]
    return Concept(kind, key, tuple(dict.fromkeys(phrases)), tuple(_split(chinese)))


SUBJECTS: dict[str, Subject] = {subject.key: subject for subject in map(_subject, _rows("subjects.txt"))}
CONCEPTS: tuple[Concept, ...] = (*map(_concept, _rows("concepts.txt")), *SUBJECTS.values())
_IDS = {(concept.kind, concept.key): i + 1 for i, concept in enumerate(CONCEPTS)}


def concept_id(kind: str, key: str) -> int:
    return _IDS[kind, key]


def of_kind(kind: str) -> dict[str, Concept]:
    """Concepts by key, in the tables' order."""
    return {concept.key: concept for concept in CONCEPTS if concept.kind == kind}
