"""From text to concepts by longest match: the rules that the studio's tokenizer follows too (README, "Matching")."""
import json
import unicodedata
from dataclasses import dataclass

from .vocabulary import CONCEPTS, KINDS, Subject, concept_id

LENGTH = 24
PADDING = 0
SEVERAL = concept_id("count", "several")
IGNORED = (
    "a an the is are in on at of to by with and while during through over across into from its it there as who that this very scene video clip "
    "camera shot showing under near around behind together slowly quickly happily gently towards toward up down s i me my show make "
    "一 个 只 条 头 匹 辆 艘 架 朵 棵 座 位 名 颗 块 把 片 本 台 根 株 杯 份 包 间 顶 列 枚 团 道 串 束 张 面 在 的 地 得 着 了 里 上 中 下 边 有 是 和 与 跟 及 正 正在 "
    "从 往 向 到 镜头 画面 视频 场景 慢慢 快速 一起 旁边 这 那 它 们 时 时候 去 来 色 起 过 内 间 伴 随 空").split()


def units(text: str) -> list[str]:
    """Lower case; each Chinese character is a unit, each run of other letters and digits is one; the rest only separates."""
    found: list[str] = []
    run = ""
    for character in unicodedata.normalize("NFKC", text).lower():
        if "\u4e00" <= character <= "\u9fff":
            found += ([run] if run else []) + [character]
            run = ""
        elif character.isalnum() and ord(character) < 0x2e80:
            run += character
        elif run:
            found.append(run)
            run = ""
    return found + ([run] if run else [])


def _phrases() -> dict[str, list[int]]:
    """Phrase (its units, joined by spaces) to concept ids. A plural says 'several' first."""
    table: dict[str, list[int]] = {}

    def add(phrase: str, ids: list[int]) -> None:
        key = " ".join(units(phrase))
        if table.setdefault(key, ids) != ids:
            raise ValueError(f"'{phrase}' means both {table[key]} and {ids}")

    for i, concept in enumerate(CONCEPTS):
        for phrase in (*concept.english, *concept.chinese):
            add(phrase, [i + 1])
        if isinstance(concept, Subject):
            for phrase in concept.plurals:
                if phrase not in concept.english:
                    add(phrase, [SEVERAL, i + 1])
    return table


PHRASES = _phrases()
MOST_UNITS = max(phrase.count(" ") + 1 for phrase in PHRASES)


def match(text: str) -> tuple[list[int], list[str]]:
    """Concept ids in the order in which they are said (not cut to LENGTH), and the units that no phrase explains."""
    parts, ids, unknown, at = units(text), [], [], 0
    while at < len(parts):
        for size in range(min(MOST_UNITS, len(parts) - at), 0, -1):
            found = PHRASES.get(" ".join(parts[at:at + size]))
            if found:
                ids += found
                at += size
                break
        else:
            if parts[at] not in IGNORED:
                unknown.append(parts[at])
            at += 1
    return ids, unknown


def encode(text: str) -> list[int]:
    """Exactly LENGTH ids, padded with 0."""
    ids = match(text)[0][:LENGTH]
    return ids + [PADDING] * (LENGTH - len(ids))


@dataclass(frozen=True)
class SaidGroup:
    """None: not said. count: 1 when nothing was said, 0 for 'several'."""
    subject: str
    colour: str | None
    size: str | None
    count: int


@dataclass(frozen=True)
class Said:
    """What a prompt says. Kinds other than groups: the last one said wins; None was not said."""
    groups: tuple[SaidGroup, ...]
    rest: dict[str, str]


def bind(ids: list[int]) -> Said:
    """Count, size and colour belong to the next subject; those after the last subject belong to that one."""
    groups: list[dict[str, str]] = []
    waiting: dict[str, str] = {}
    rest: dict[str, str] = {}
    for identifier in ids:
        if identifier == PADDING:
            continue
        concept = CONCEPTS[identifier - 1]
        if concept.kind in ("count", "size", "colour"):
            if not (concept.key == "several" and waiting.get("count")):
                waiting[concept.kind] = concept.key
        elif concept.kind == "subject":
            groups.append({"subject": concept.key, **waiting})
            waiting = {}
        else:
            rest[concept.kind] = concept.key
    if groups:
        groups[-1] = {**waiting, **groups[-1]}
    counts = {None: 1, "two": 2, "three": 3, "several": 0}
    return Said(tuple(SaidGroup(g["subject"], g.get("colour"), g.get("size"), counts[g.get("count")]) for g in groups), rest)


def table() -> dict[str, object]:
    """All that the studio's tokenizer needs, as plain JSON."""
    return {
        "tokenizer_class": "PhraseTokenizer",
        "model_max_length": LENGTH,
        "pad_token_id": PADDING,
        "max_words": MOST_UNITS,
        "kinds": list(KINDS),
        "concepts": [{"id": i + 1, "kind": c.kind, "key": c.key, "en": c.english[0], "zh": c.chinese[0]} for i, c in enumerate(CONCEPTS)],
        "phrases": dict(sorted(PHRASES.items())),
        "ignored": sorted(IGNORED),
    }


def write(path: str) -> None:
    """One line for each concept and phrase, so that changes can be read."""
    whole = table()
    lines = []
    for key, value in whole.items():
        if key == "concepts":
            body = "[\n" + ",\n".join("  " + json.dumps(c, ensure_ascii=False) for c in value) + "\n ]"
        elif key == "phrases":
            body = "{\n" + ",\n".join(f"  {json.dumps(p, ensure_ascii=False)}: {json.dumps(ids)}" for p, ids in value.items()) + "\n }"
        else:
            body = json.dumps(value, ensure_ascii=False)
        lines.append(f" {json.dumps(key)}: {body}")
    with open(path, "w", encoding="utf-8") as file:
        file.write("{\n" + ",\n".join(lines) + "\n}\n")
