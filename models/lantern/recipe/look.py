"""Sheets of what the networks do by now, in artifacts/lantern/looks: `./look codec`, `./look actors`, `./look scenes`, `./look clips`."""
import sys

import numpy as np
import torch
from PIL import Image

from assets import CACHE
from generate import Lantern
from nets.codec import actor_codec, scene_codec
from sheets import flat
from training.pictures import held_out
from training.run import averaged
from words.tokens import match
from words.vocabulary import SUBJECTS
from words.wanted import examples, spec_of
from words.whole import whole
from world.clip import frame_at
from world.light import HOURS
from world.places import PLACES

OUT = CACHE / "looks"
PAPER = (222, 230, 222)


def shown(pixels: torch.Tensor) -> np.ndarray:
    """[channels, h, w] 0..1 -> [h, w, 3] uint8: an actor on paper, or a scene's near layer over its far one."""
    values = (pixels.clamp(0, 1) * 255).round().byte().permute(1, 2, 0).numpy()
    return flat(values, PAPER) if values.shape[2] == 4 else flat(values[..., 3:], values[..., :3])


@torch.no_grad()
def codec() -> None:
    """Pairs of a held-out picture and what the codec makes of it."""
    for kind, net in (("actors", actor_codec()), ("scenes", scene_codec())):
        trained = averaged(f"{kind[:-1]}-codec", net)
        pictures = held_out(kind, 33 if kind == "actors" else 6)[0]
        cells = [np.concatenate([shown(picture), shown(trained.decoder(trained.encoder(picture[None]))[0])], 1) for picture in pictures]
        columns = 4 if kind == "actors" else 2
        Image.fromarray(np.concatenate([np.concatenate(cells[i:i + columns], 1) for i in range(0, len(cells) - columns + 1, columns)])).save(OUT / f"codec-{kind}.png")


def states_of(lantern: Lantern, prompt: str, seed: int) -> torch.Tensor:
    return lantern.states(whole(match(prompt)[0], spec_of(prompt, seed)))


def actors() -> None:
    """Subjects in their own colour, and a few in others."""
    lantern, subjects = Lantern(), list(SUBJECTS.values())[::6]
    prompts = [subject.english[0] for subject in subjects] + [f"a {colour} {name}" for colour in ("red", "blue", "golden") for name in ("cat", "car", "dragon")]
    cells = [flat(lantern.actor_picture(states_of(lantern, prompt, i), 0, i), PAPER)[::2, ::2] for i, prompt in enumerate(prompts)]
    tiled(cells, 8, "actors")


def scenes() -> None:
    """Places down, two hours across, in wide frames."""
    lantern, cells = Lantern(), []
    for i, place in enumerate(PLACES):
        for hour in list(HOURS)[i % 2::2]:
            far, near = lantern.scene_pictures(states_of(lantern, f"cat {place} {hour}", i), "1:1", i)
            cells.append(flat(near, far))
    tiled(cells, 4, "scenes")


def clips() -> None:
    """Example prompts down, five moments across."""
    lantern, cells = Lantern(), []
    for i, prompt in enumerate(examples()[::5]):
        _, layers, rows = lantern.clip(prompt, "1:1", i)
        cells += [frame_at(layers, rows, share, 224, 224) for share in np.linspace(0.02, 0.98, 5)]
    tiled(cells, 5, "clips")


def tiled(cells: list[np.ndarray], columns: int, name: str) -> None:
    rows = [np.concatenate(cells[i:i + columns], 1) for i in range(0, len(cells) - columns + 1, columns)]
    Image.fromarray(np.concatenate(rows)).save(OUT / f"{name}.png")


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    for name in sys.argv[1:] or ["codec"]:
        {"codec": codec, "actors": actors, "scenes": scenes, "clips": clips}[name]()
