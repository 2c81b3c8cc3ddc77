"""What a clip shows, fully said: the world is a function of (Spec, seed)."""
from dataclasses import dataclass

import numpy as np

from words.vocabulary import SUBJECTS, of_kind

DIRECTED = ("go", "run", "fly", "jump", "roll", "float")
MOST_ACTORS = 3


@dataclass(frozen=True)
class Group:
    """Actors that are said together: 'two tiny blue dragons'. colour, size: None is the subject's own."""
    subject: str
    colour: str | None = None
    size: str | None = None
    count: int = 1


@dataclass(frozen=True)
class Spec:
    """Keys of words/concepts.txt. At most three actors in all.

    direction: only where the motion is in DIRECTED; None there is either. camera: None is a gentle drift, which nobody has to ask for.
    """
    groups: tuple[Group, ...]
    place: str
    hour: str
    motion: str
    camera: str | None = None
    weather: str | None = None
    direction: str | None = None

    @property
    def actors(self) -> list[Group]:
        """One for each actor on the stage."""
        return [group for group in self.groups for _ in range(group.count)]


def random_spec(rng: np.random.Generator) -> Spec:
    """Any combination; most have one actor, no weather and no word about the camera, as most prompts do."""
    def choose(kind: str) -> str:
        keys = list(of_kind(kind))
        return keys[rng.integers(len(keys))]

    def maybe(kind: str, share: float) -> str | None:
        return choose(kind) if rng.random() < share else None

    subjects = list(SUBJECTS)
    shape = rng.choice(8, p=[0.56, 0.12, 0.08, 0.12, 0.05, 0.04, 0.02, 0.01])
    counts = ((1,), (2,), (3,), (1, 1), (1, 1, 1), (2, 1), (1, 2), (1, 1))[shape]
    chosen = rng.choice(len(subjects), len(counts), replace=False)
    motion = choose("motion")
    return Spec(
        tuple(Group(subjects[i], maybe("colour", 0.35), maybe("size", 0.3), count) for i, count in zip(chosen, counts)),
        choose("place"), choose("hour"), motion,
        maybe("camera", 0.5),
        maybe("weather", 0.35),
        maybe("direction", 0.6) if motion in DIRECTED else None)
