"""Shapes and first principles of the networks, untrained."""
import unittest

import torch

from nets.codec import Codec
from nets.denoiser import LEAST, ActorPainter, Mover, ScenePainter
from nets.sketch import SceneSketch, Sketch
from nets.text import TextEncoder


def a_codec() -> tuple[Codec, torch.Tensor]:
    torch.manual_seed(0)
    pictures = torch.nn.functional.interpolate(torch.rand(40, 4, 8, 8), 64, mode="bilinear")
    codec = Codec(4, 16)
    codec.fit(pictures, [pictures])
    return codec.eval(), pictures


class CodecTests(unittest.TestCase):
    def test_encode_is_sixteen_times_smaller_with_unit_variance(self) -> None:
        codec, pictures = a_codec()
        latents = codec.encoder(pictures)
        self.assertEqual(latents.shape, (40, 16, 4, 4))
        self.assertAlmostEqual(float(latents.var((0, 2, 3)).mean()), 1, delta=0.05)
        self.assertLess(float(latents.mean((0, 2, 3)).abs().max()), 0.05)

    def test_decode_untrained_is_already_close(self) -> None:
        codec, pictures = a_codec()
        with torch.no_grad():
            error = codec.decoder(codec.encoder(pictures)) - pictures
        self.assertLess(float(error.square().mean()), 0.3 * float(pictures.var()))

    def test_decode_any_size(self) -> None:
        codec, _ = a_codec()
        with torch.no_grad():
            self.assertEqual(codec.decoder(torch.randn(1, 16, 22, 28)).shape, (1, 4, 352, 448))

    def test_fit_twice_gives_the_same_latents(self) -> None:
        (one, pictures), (other, _) = a_codec(), a_codec()
        torch.testing.assert_close(one.encoder(pictures), other.encoder(pictures))


class TextTests(unittest.TestCase):
    def test_encoder_padding_is_not_looked_at(self) -> None:
        torch.manual_seed(0)
        encoder = TextEncoder()
        ids = torch.zeros(1, 24, dtype=torch.long)
        ids[0, :3] = torch.tensor([5, 60, 90])
        before = encoder(ids)
        with torch.no_grad():
            encoder.words.weight[0] += 1
        torch.testing.assert_close(encoder(ids), before)
        self.assertEqual(before.shape, (1, 4, 256))


class SketchTests(unittest.TestCase):
    def test_fit_draws_what_states_say(self) -> None:
        torch.manual_seed(0)
        kinds = torch.randint(5, (600,))
        states, pictures = torch.randn(5, 256)[kinds], torch.randn(5, 4, 80)[kinds]
        sketch = Sketch(4, 80)
        sketch.fit(states, pictures)
        error = sketch.trace(sketch.strokes(states)) - pictures
        self.assertLess(float(error.square().mean()), 0.05)


class DenoiserTests(unittest.TestCase):
    def test_painter_untrained_guesses_the_middle(self) -> None:
        net, sample = ScenePainter(16, 5, (24, 30), width=64, depth=1), torch.randn(2, 16, 8, 12)
        torch.nn.init.zeros_(net.sketch.trace.bias)
        velocity = net(sample, torch.tensor([0.5, 0.01]), torch.randn(2, 4, 256), torch.tensor([0, 0]))
        torch.testing.assert_close(velocity[0], sample[0] / 0.5)
        torch.testing.assert_close(velocity[1], sample[1] / LEAST)

    def test_painter_slots_read_their_own_state(self) -> None:
        torch.manual_seed(0)
        net, sample, states = ActorPainter(16, 8, width=64, depth=1), torch.randn(1, 16, 8, 8), torch.randn(1, 4, 256)
        for parameter in net.parameters():
            torch.nn.init.normal_(parameter, 0, 0.1)

        def velocity(slot: int, states: torch.Tensor) -> torch.Tensor:
            return net(sample, torch.tensor([0.5]), states, torch.tensor([slot]))
        other = states.clone()
        other[:, 1] += 1
        torch.testing.assert_close(velocity(0, states), velocity(0, other))
        self.assertGreater(float((velocity(1, states) - velocity(1, other)).abs().max()), 1e-3)

    def test_scene_sketch_is_the_mean_of_its_kind(self) -> None:
        torch.manual_seed(0)
        kinds, sketch = torch.nn.Linear(256, 3), SceneSketch(3, (4, 6), 80)
        torch.nn.init.zeros_(kinds.bias)
        states = torch.linalg.pinv(kinds.weight.detach()).T * 40  # each surely of its own kind
        scenes = [torch.randn(1, 3, n, 80).expand(9, -1, -1, -1) for n in (4, 6)]
        sketch.fit(kinds, scenes)
        for frame, n in enumerate((4, 6)):
            drawn = sketch.trace(sketch.strokes(states, torch.full((3,), frame), torch.zeros(1, n, 8)))
            self.assertLess(float((drawn - scenes[frame][0]).square().mean()), 0.02)

    def test_mover_gives_a_velocity_for_each_number(self) -> None:
        sample = torch.randn(3, 32, 35)
        self.assertEqual(Mover(35, 32, 96, 1)(sample, torch.rand(3), torch.randn(3, 4, 256), torch.zeros(3)).shape, sample.shape)


if __name__ == "__main__":
    unittest.main()
