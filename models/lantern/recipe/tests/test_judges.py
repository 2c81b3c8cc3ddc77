"""Judges tell renders apart that they have not seen, and do not praise what is wrong."""
import unittest

import numpy as np
import torch

from evaluation.judges import Judge, path_of, thumbs, tints
from spec import Group, Spec
from world.actors import actor
from world.motion import rows


def pictures(subjects: tuple[str, ...], seeds: range, colours: tuple[str | None, ...] = (None,)) -> np.ndarray:
    return np.stack([actor(subject, colour, seed).transpose(2, 0, 1) for seed in seeds for subject in subjects for colour in colours])


class JudgeTests(unittest.TestCase):
    def test_subjects_of_unseen_seeds_are_told_apart(self) -> None:
        names = ("cat", "car", "whale", "tulip")
        judge = Judge.fitted(thumbs(pictures(names, range(6))), torch.arange(4).repeat(6), thumbs(pictures(names, range(90, 93))), torch.arange(4).repeat(3))
        self.assertEqual(judge.own, 1.0)
        self.assertNotEqual(int(judge(thumbs(pictures(("car",), range(95, 96))))), 0)

    def test_colours_of_unseen_seeds_are_told_apart(self) -> None:
        colours, names = ("red", "green", "blue"), ("cat", "car", "fish", "dragon")
        judge = Judge.fitted(tints(pictures(names, range(4), colours)), torch.arange(3).repeat(16),
                             tints(pictures(names, range(90, 92), colours)), torch.arange(3).repeat(8))
        self.assertEqual(judge.own, 1.0)

    def test_paths_of_unseen_seeds_are_told_apart(self) -> None:
        motions = ("jump", "rise", "spin", "still")

        def paths(seeds: range) -> torch.Tensor:
            found = [rows(Spec((Group("cat"),), "meadow", "day", motion), "1:1", seed) for seed in seeds for motion in motions]
            return path_of(torch.from_numpy(np.stack(found)))
        self.assertGreaterEqual(Judge.fitted(paths(range(40)), torch.arange(4).repeat(40), paths(range(900, 910)), torch.arange(4).repeat(10)).own, 0.95)


if __name__ == "__main__":
    unittest.main()
