"""Sheets of what the networks do by now, in artifacts/lantern/looks: `./look codec`, `./look actors`, `./look scenes`, `./look clips`."""
import sys

import numpy as np
import torch
from PIL import Image

from assets import CACHE
from nets.codec import actor_codec, scene_codec
from sheets import flat
from training.pictures import held_out
from training.run import averaged

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


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    for name in sys.argv[1:] or ["codec"]:
        {"codec": codec}[name]()
