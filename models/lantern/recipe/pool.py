"""Pictures rendered ahead, so that training never waits for cairo. `./pool` renders what is not there yet; it can be stopped and started at any time.

A round of actors is every subject in its own colour and in two others, with that round's seed; six rounds see each colour once.
A round of scenes is every place at every hour in one frame, with that round's seed. Rounds from HELD_OUT on are for measuring only.
"""
import argparse
import os
from pathlib import Path

import numpy as np

from assets import CACHE
from words.vocabulary import SUBJECTS
from world.actors import actor
from world.backdrop import paint
from world.colour import TARGETS
from world.frame import FRAMES
from world.light import HOURS
from world.places import PLACES

POOL = CACHE / "pool"
HELD_OUT = 9000
ASPECTS = tuple(FRAMES)
SCENES = tuple((place, hour) for place in PLACES for hour in HOURS)


def looks(number: int) -> list[tuple[str, str | None]]:
    """(subject, colour) of a round of actors, in the order in which they lie in its file."""
    colours = list(TARGETS)
    return [(subject, colour) for i, subject in enumerate(SUBJECTS)
            for colour in (None, *(colours[(2 * (number + i) + j) % len(colours)] for j in range(2)))]


def actor_round(number: int) -> np.ndarray:
    """[3 x subjects, 4, 256, 256] uint8, premultiplied."""
    return np.stack([actor(subject, colour, number).transpose(2, 0, 1) for subject, colour in looks(number)])


def scene_round(number: int, aspect: str) -> np.ndarray:
    """[places x hours, 7, h, w] uint8: far red, green, blue, then near red, green, blue, alpha (premultiplied); in the order of SCENES."""
    def layers(place: str, hour: str) -> np.ndarray:
        scene = paint(place, hour, aspect, number)
        return np.concatenate([scene.far, scene.near], -1).transpose(2, 0, 1)
    return np.stack([layers(place, hour) for place, hour in SCENES])


def actor_file(number: int) -> Path:
    return POOL / f"actors-{number:04}.npy"


def scene_file(number: int, aspect: str) -> Path:
    return POOL / f"scenes-{aspect.replace(':', 'x')}-{number:04}.npy"


def rounds(pattern: str) -> list[int]:
    """Numbers of the finished rounds for training, of 'actors' or of 'scenes-1x1' and so on."""
    numbers = sorted(int(path.stem[-4:]) for path in POOL.glob(f"{pattern}-*.npy"))
    return [number for number in numbers if number < HELD_OUT]


def save(path: Path, make) -> None:
    if not path.exists():
        part = path.with_suffix(".part")
        with part.open("wb") as file:
            np.save(file, make())
        os.replace(part, path)
        print(path.name, flush=True)


def main() -> None:
    import texts  # which reads what is above
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--texts", type=int, default=80_000)
    given = parser.parse_args()
    count = given.rounds
    POOL.mkdir(parents=True, exist_ok=True)
    if not texts.FILE.exists():
        np.savez(texts.FILE.with_suffix(".part.npz"), **texts.make(given.texts, 1))
        os.replace(texts.FILE.with_suffix(".part.npz"), texts.FILE)
        print(texts.FILE.name, flush=True)
    for number in (0, HELD_OUT, *range(1, count)):
        save(actor_file(number), lambda: actor_round(number))
        for aspect in ASPECTS:
            save(scene_file(number, aspect), lambda: scene_round(number, aspect))


if __name__ == "__main__":
    main()
