"""The pool as latents, kept on disk beside the pool: a denoiser's step is matrix products and nothing else."""
import hashlib
import os

import numpy as np
import torch

from assets import CACHE
from nets.codec import Codec, actor_codec, scene_codec
from pool import ASPECTS, HELD_OUT, SCENES, actor_file, looks, rounds, scene_file
from texts import COLOURS
from words.vocabulary import SUBJECTS

from .pictures import as_pixels
from .run import averaged

FOLDER = CACHE / "latents"
LOOKS = len(COLOURS)


class Actors:
    """latents: [N, 96, 16, 16] float16; of_look: which of them show subject * 13 + colour (as texts.labels number them)."""

    def __init__(self, held_out: bool = False) -> None:
        codec = averaged("actor-codec", actor_codec())
        numbers = [HELD_OUT] if held_out else rounds("actors")
        self.latents = torch.cat([encoded(codec, actor_file(number)) for number in numbers])
        subjects = list(SUBJECTS)
        keys = np.array([subjects.index(subject) * LOOKS + COLOURS.index(colour) for number in numbers for subject, colour in looks(number)])
        self.of_look = {int(key): np.flatnonzero(keys == key) for key in np.unique(keys)}


class Scenes:
    """latents: by aspect [rounds, places * hours, 128, h, w] float16, in the order of pool.SCENES."""

    def __init__(self, held_out: bool = False) -> None:
        codec = averaged("scene-codec", scene_codec())
        self.latents = [torch.stack([encoded(codec, scene_file(number, aspect)) for number in
                                     ([HELD_OUT] if held_out else rounds(f"scenes-{aspect.replace(':', 'x')}"))]) for aspect in ASPECTS]
        assert all(latents.shape[1] == len(SCENES) for latents in self.latents)


@torch.no_grad()
def encoded(codec: Codec, pictures) -> torch.Tensor:
    """The latents of one file of the pool; a codec that was fitted anew makes new ones."""
    version = hashlib.sha256(codec.encoder.patches.weight.contiguous().numpy().tobytes()).hexdigest()[:8]
    path = FOLDER / f"{pictures.stem}-{version}.npy"
    if not path.exists():
        FOLDER.mkdir(exist_ok=True)
        pixels = np.load(pictures, mmap_mode="r")
        latents = torch.cat([codec.encoder(as_pixels(pixels[i:i + 16])) for i in range(0, len(pixels), 16)])
        with path.with_suffix(".part").open("wb") as file:
            np.save(file, latents.contiguous().half().numpy())
        os.replace(path.with_suffix(".part"), path)
    return torch.from_numpy(np.load(path))
