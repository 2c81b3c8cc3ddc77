"""Specs, what people would type for them, and their motion, in one file; `./pool` writes it. Combinations kept for the evaluation are never in it."""
import zlib

import numpy as np

from captions import caption
from pool import ASPECTS, POOL, SCENES
from spec import Spec, random_spec
from words.tokens import match
from words.vocabulary import SUBJECTS, of_kind
from words.whole import whole
from world.colour import TARGETS
from world.motion import rows

FILE = POOL / "texts.npz"
COLOURS = (None, *TARGETS)
SIZES = (None, *of_kind("size"))
OPTIONAL = {kind: (None, *of_kind(kind)) for kind in ("weather", "direction", "camera")}
MOTIONS = tuple(of_kind("motion"))
HELD_OUT = 20  # one pair of a subject and a place in so many


def is_held_out(spec: Spec) -> bool:
    """Whether a subject stands in a place where training never sees it."""
    return any(zlib.crc32(f"{group.subject} {spec.place}".encode()) % HELD_OUT == 0 for group in spec.groups)


def labels(spec: Spec) -> dict[str, np.ndarray]:
    """What the spec says as numbers. subject: [3], -1 where nobody stands; colour, size: [3], 0 unsaid; the rest: one number each."""
    subjects, slots = list(SUBJECTS), spec.actors + [None] * (3 - len(spec.actors))
    return {
        "subject": np.array([subjects.index(s.subject) if s else -1 for s in slots], np.int16),
        "colour": np.array([COLOURS.index(s.colour) if s else 0 for s in slots], np.int16),
        "size": np.array([SIZES.index(s.size) if s else 0 for s in slots], np.int16),
        "scene": np.int16(SCENES.index((spec.place, spec.hour))), "motion": np.int16(MOTIONS.index(spec.motion)),
        **{kind: np.int16(keys.index(getattr(spec, kind))) for kind, keys in OPTIONAL.items()},
    }


def make(count: int, seed: int) -> dict[str, np.ndarray]:
    """ids: [count, 2, 24], two captions of each spec; aspect: [count]; rows: [count, 32, 35]; and `labels`. A third of the captions is Chinese."""
    rng = np.random.default_rng(seed)
    found: list[dict[str, np.ndarray]] = []
    while len(found) < count:
        spec = random_spec(rng)
        if is_held_out(spec):
            continue
        number = len(found)
        try:
            ids = [whole(match(caption(spec, "zh" if rng.random() < 1 / 3 else "en", rng)[0])[0], spec) for _ in range(2)]
        except ValueError:  # a few specs have no caption that is understood as meant
            continue
        aspect = int(rng.integers(len(ASPECTS)))
        found.append({"ids": np.array(ids, np.int16), "aspect": np.int16(aspect), "rows": rows(spec, ASPECTS[aspect], number), **labels(spec)})
    return {key: np.stack([one[key] for one in found]) for key in found[0]}


def load() -> dict[str, np.ndarray]:
    with np.load(FILE) as file:
        return {key: file[key] for key in file.files}
