"""The stage as a graph shows what the world's stage shows."""
import unittest

import numpy as np
import torch

from spec import Group, Spec
from stage import Stage
from world.actors import light_of
from world.clip import make
from world.stage import at, compose
from stageparts import grid_of, pixels_of, shape_of, sky_of

NEUTRAL = np.array([[1, 1, 1], [0, 0, 0]], np.float32)


class StageTests(unittest.TestCase):
    def check(self, spec: Spec, frame: str, width: int, height: int) -> None:
        layers, rows = make(spec, frame, 3)
        shares, seconds = (0.1, 0.55, 0.9), (0.5, 2.75, 4.5)
        actors = torch.zeros(3, 4, 256, 256)
        for i, picture in enumerate(layers.actors):
            actors[i] = pixels_of(picture)[0]
        tile = pixels_of(layers.weather) if layers.weather is not None else torch.zeros(1, 4, 256, 256)
        got = Stage()(pixels_of(layers.far), pixels_of(layers.near), actors, torch.from_numpy(NEUTRAL), tile, sky_of(spec.weather),
                      shape_of(frame, layers.ground), torch.from_numpy(np.stack([at(rows, share) for share in shares])), torch.tensor(seconds), grid_of(width, height))
        for i, (share, second) in enumerate(zip(shares, seconds)):
            wanted = compose(layers, rows, share, second, width, height)
            difference = np.abs(got[i].permute(1, 2, 0).numpy() - wanted)
            self.assertLess(difference.mean(), 1e-3)
            self.assertLess(np.quantile(difference, 0.999), 0.03)

    def test_one_actor_and_rain(self) -> None:
        self.check(Spec((Group("cat"),), "meadow", "day", "jump", "zoom in", "rain"), "1:1", 96, 96)

    def test_two_actors_fireworks_and_a_shaking_camera(self) -> None:
        self.check(Spec((Group("dragon"), Group("fox")), "city", "night", "circle", "shake", "fireworks"), "16:9", 160, 90)

    def test_three_actors_tall_lanterns(self) -> None:
        self.check(Spec((Group("penguin", count=3),), "village", "dawn", "spin", "tilt up", "lanterns"), "9:16", 72, 128)

    def test_no_weather(self) -> None:
        self.check(Spec((Group("whale"),), "underwater", "day", "go", "pan left"), "1:1", 96, 96)

    def test_light_of_every_place_is_a_grade(self) -> None:
        self.assertEqual(light_of("forest", "night").numbers().shape, (6,))


if __name__ == "__main__":
    unittest.main()
