"""The world is a function of what is asked and the seed; motion goes where it was told."""
import unittest

import numpy as np

from spec import Group, Spec
from world import weather
from world.actors import SIDE, actor, light_of, relight
from world.backdrop import paint
from world.clip import frame_at, make
from world.frame import FRAMES
from world.motion import CAMERA, COLUMNS, ROWS, WIDE, rows
from world.paths import PATHS
from world.stage import at


def a_spec(subject: str = "cat", place: str = "meadow", hour: str = "day", motion: str = "go", **more) -> Spec:
    return Spec((Group(subject),), place, hour, motion, **more)


class PaintTests(unittest.TestCase):
    def test_paint_same_seed_same_bytes(self) -> None:
        one, other = paint("forest", "night", "1:1", 3), paint("forest", "night", "1:1", 3)
        self.assertTrue(np.array_equal(one.far, other.far) and np.array_equal(one.near, other.near))

    def test_paint_other_seed_other_layout(self) -> None:
        difference = np.abs(paint("forest", "day", "1:1", 3).far.astype(int) - paint("forest", "day", "1:1", 4).far)
        self.assertGreater(difference.mean(), 2)

    def test_paint_every_frame_has_its_size(self) -> None:
        for name, frame in FRAMES.items():
            scene = paint("beach", "dawn", name, 0)
            self.assertEqual(scene.far.shape, (frame.height, frame.width, 3))
            self.assertEqual(scene.near.shape, (frame.height, frame.width, 4))
            self.assertTrue(frame.height % 32 == 0 and frame.width % 32 == 0, "two by two latents of sixteen pixels")


class ActorTests(unittest.TestCase):
    def test_actor_is_premultiplied(self) -> None:
        picture = actor("fox", "blue", 1)
        self.assertEqual(picture.shape, (SIDE, SIDE, 4))
        self.assertTrue((picture[..., :3] <= picture[..., 3:]).all())

    def test_actor_colour_words_change_the_body(self) -> None:
        red, blue = (actor("car", colour, 0).astype(float)[..., :3].sum((0, 1)) for colour in ("red", "blue"))
        self.assertGreater(red[0] / red[2], 1.3)
        self.assertGreater(blue[2] / blue[0], 1.3)

    def test_relight_night_is_darker_than_day(self) -> None:
        picture = actor("panda", None, 0)
        night, day = (relight(picture, light_of("meadow", hour)).astype(float).mean() for hour in ("night", "day"))
        self.assertLess(night, day)


class MotionTests(unittest.TestCase):
    def test_rows_every_motion_in_every_frame_is_finite(self) -> None:
        for motion in PATHS:
            for frame in FRAMES:
                found = rows(a_spec(motion=motion), frame, 1)
                self.assertEqual(found.shape, (ROWS, len(COLUMNS)))
                self.assertTrue(np.isfinite(found).all())

    def test_rows_direction_decides_where_it_goes(self) -> None:
        for seed in range(8):
            for direction, sign in (("left", -1), ("right", 1)):
                x = rows(a_spec(motion="run", direction=direction), "16:9", seed)[:, 0]
                self.assertGreater(sign * (x[-1] - x[0]), 0.1)

    def test_rows_rise_and_fall_are_opposite(self) -> None:
        rise, fall = (rows(a_spec("balloon", "sky", motion=motion), "1:1", 2)[:, 1] for motion in ("rise", "fall"))
        self.assertLess(rise[-1], rise[0])
        self.assertGreater(fall[-1], fall[0])

    def test_rows_only_the_cast_is_visible(self) -> None:
        found = rows(Spec((Group("cat", count=2),), "meadow", "day", "dance"), "1:1", 0)
        self.assertEqual([bool(found[:, i * WIDE + 7].max() > 0.5) for i in range(3)], [True, True, False])

    def test_rows_camera_pans_as_told(self) -> None:
        x = rows(a_spec(camera="pan right"), "1:1", 0)[:, CAMERA]
        self.assertGreater(x[-1] - x[0], 0.5)

    def test_at_rows_themselves_are_kept(self) -> None:
        found = rows(a_spec(motion="jump"), "1:1", 3)
        for i in (0, 7, 31):
            np.testing.assert_allclose(at(found, i / (ROWS - 1)), found[i], atol=1e-5)


class ClipTests(unittest.TestCase):
    def test_frame_at_is_a_function_of_its_arguments(self) -> None:
        clip = make(a_spec(weather="snow"), "9:16", 5)
        one, other = (frame_at(*clip, 0.4, 72, 128) for _ in range(2))
        self.assertEqual(one.shape, (128, 72, 3))
        self.assertTrue(np.array_equal(one, other))

    def test_weather_tile_repeats_without_a_seam(self) -> None:
        tile = weather.tile("snow", 0).astype(int)
        inside = np.abs(np.diff(tile, axis=1)).mean()
        self.assertLess(np.abs(tile[:, 0] - tile[:, -1]).mean(), 3 * inside + 1)


if __name__ == "__main__":
    unittest.main()
