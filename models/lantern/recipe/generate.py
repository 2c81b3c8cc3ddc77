"""From a prompt to a clip, as the studio does it, in PyTorch: the reference that export and evaluation lean on."""
from dataclasses import dataclass, field

import numpy as np
import torch

from nets.codec import ACTOR, actor_codec, scene_codec
from nets.denoiser import Mover
from nets.lantern import SIDE, actor_denoiser, motion_denoiser, scene_denoiser, scene_shape
from pool import ASPECTS
from spec import Spec
from training.denoisers import shape_of
from training.run import averaged
from training.text import Reader
from words.tokens import LENGTH, match
from words.wanted import spec_of
from words.whole import whole
from world import weather
from world.actors import light_of, relight
from world.frame import FRAMES
from world.motion import COLUMNS, ROWS
from world.places import PLACES
from world.stage import Layers


@dataclass
class Lantern:
    """All networks, with averaged weights. steps: of Euler, evenly from t = 1 to 0. guidance: by network."""
    steps: int = 14
    guidance: dict[str, float] = field(default_factory=lambda: {"motion": 1.5, "actor": 1.5, "scene": 1.5})

    def __post_init__(self) -> None:
        self.text = averaged("text", Reader()).encoder
        self.actor_decoder = averaged("actor-codec", actor_codec()).decoder
        self.scene_decoder = averaged("scene-codec", scene_codec()).decoder
        self.motion = averaged("motion-denoiser", with_scales(motion_denoiser()))
        self.actor = averaged("actor-denoiser", actor_denoiser())
        self.scene = averaged("scene-denoiser", scene_denoiser())
        self.nothing = self.text(torch.zeros(1, LENGTH, dtype=torch.long))

    @torch.no_grad()
    def states(self, ids: list[int]) -> torch.Tensor:
        return self.text(torch.tensor([ids]))

    @torch.no_grad()
    def denoise(self, name: str, shape: tuple[int, ...], states: torch.Tensor, other: torch.Tensor, seed: int) -> torch.Tensor:
        """A clean sample of `shape` (without the batch), for one prompt's states [1, 4, 256]. other: [1], the slot, the frame's number or its shape."""
        net, scale = getattr(self, name), self.guidance[name]
        x = torch.randn(1, *shape, generator=torch.Generator().manual_seed(seed))
        both, others = torch.cat([self.nothing, states]), other.expand(2)
        for i in range(self.steps):
            t, after = 1 - i / self.steps, 1 - (i + 1) / self.steps
            without, with_ = net(x.expand(2, *shape), torch.full((2,), t), both, others).chunk(2)
            x = x + (after - t) * (without + scale * (with_ - without))
        return x[0]

    def rows(self, states: torch.Tensor, aspect: str, seed: int) -> np.ndarray:
        sample = self.denoise("motion", (ROWS, len(COLUMNS)), states, torch.tensor([shape_of(aspect)]), seed)
        return (sample * self.motion.deviation + self.motion.mean).numpy()

    def actor_picture(self, states: torch.Tensor, slot: int, seed: int) -> np.ndarray:
        """[256, 256, 4] uint8, premultiplied, in neutral light."""
        latents = self.denoise("actor", (ACTOR, SIDE, SIDE), states, torch.tensor([slot]), seed + 1 + slot)
        pixels = as_bytes(self.actor_decoder(latents[None])[0])
        return np.minimum(pixels, pixels[..., 3:])

    def scene_pictures(self, states: torch.Tensor, aspect: str, seed: int) -> tuple[np.ndarray, np.ndarray]:
        """far [h, w, 3] and near [h, w, 4], uint8."""
        latents = self.denoise("scene", scene_shape(aspect), states, torch.tensor([ASPECTS.index(aspect)]), seed)
        pixels = as_bytes(self.scene_decoder(latents[None])[0])
        return pixels[..., :3], np.minimum(pixels[..., 3:], pixels[..., 6:])

    def clip(self, prompt: str, aspect: str, seed: int) -> tuple[Spec, Layers, np.ndarray]:
        """What `world.clip.make` makes, but generated."""
        spec = spec_of(prompt, seed)
        states = self.states(whole(match(prompt)[0], spec))
        far, near = self.scene_pictures(states, aspect, seed)
        grade = light_of(spec.place, spec.hour)
        actors = [relight(self.actor_picture(states, slot, seed), grade) for slot in range(len(spec.actors))]
        tile = weather.tile(spec.weather, seed) if spec.weather else None
        layers = Layers(FRAMES[aspect], PLACES[spec.place].ground(FRAMES[aspect]), far, near, actors, tile, spec.weather)
        return spec, layers, self.rows(states, aspect, seed)


def with_scales(net: Mover) -> Mover:
    net.register_buffer("mean", torch.zeros(len(COLUMNS)))
    net.register_buffer("deviation", torch.ones(len(COLUMNS)))
    return net


def as_bytes(pixels: torch.Tensor) -> np.ndarray:
    """[channels, h, w] about 0..1 -> [h, w, channels] uint8."""
    return (pixels.detach().clamp(0, 1) * 255).round().byte().permute(1, 2, 0).numpy()
