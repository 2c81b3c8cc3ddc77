"""Batches of pictures out of the pool."""
import zlib

import numpy as np
import torch

from pool import ASPECTS, HELD_OUT, actor_file, rounds, scene_file


class Pictures:
    """Rounds of the pool, mapped into memory. kind: 'actors' or 'scenes'."""

    def __init__(self, kind: str, seed: int) -> None:
        self._kind = kind
        self._rng = np.random.default_rng([seed, zlib.crc32(kind.encode())])
        self._files: list[np.ndarray] = []
        self.look_again()

    def look_again(self) -> None:
        """Takes in rounds that were finished meanwhile."""
        if self._kind == "actors":
            self._files = [np.load(actor_file(i), mmap_mode="r") for i in rounds("actors")]
        else:
            self._files = [np.load(scene_file(i, aspect), mmap_mode="r") for aspect in ASPECTS for i in rounds(f"scenes-{aspect.replace(':', 'x')}")]
        if not self._files:
            raise FileNotFoundError(f"no {self._kind} in the pool: run ./pool first")

    def crops(self, count: int, side: int = 128) -> torch.Tensor:
        """[count, channels, side, side] float32 0..1; crops that show nothing at all are mostly drawn again."""
        found = []
        while len(found) < count:
            file = self._files[self._rng.integers(len(self._files))]
            picture = file[self._rng.integers(len(file))]
            top, left = (self._rng.integers(size - side + 1) for size in picture.shape[1:])
            crop = np.ascontiguousarray(picture[:, top:top + side, left:left + side])
            if crop[3].max() > 0 or self._kind == "scenes" or self._rng.random() < 0.05:
                found.append(crop)
        return as_pixels(np.stack(found))

    def whole(self, count: int) -> torch.Tensor:
        """[count, channels, h, w], all of one frame."""
        file = self._files[self._rng.integers(len(self._files))]
        return as_pixels(file[np.sort(self._rng.choice(len(file), count, replace=False))])


def held_out(kind: str, every: int = 1) -> list[torch.Tensor]:
    """Pictures whose seeds are never trained on, one tensor for each frame."""
    files = [actor_file(HELD_OUT)] if kind == "actors" else [scene_file(HELD_OUT, aspect) for aspect in ASPECTS]
    return [as_pixels(np.load(file, mmap_mode="r")[::every]) for file in files]


def as_pixels(values: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(values.astype(np.float32)).div_(255).contiguous(memory_format=torch.channels_last)

