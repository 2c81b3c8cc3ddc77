"""What the stage graph is given besides rows: numbers of the frame, of the weather, and pictures as tensors."""
import numpy as np
import torch

from world.frame import FRAMES, Ground
from world.weather import KINDS


def shape_of(frame: str, ground: Ground) -> torch.Tensor:
    """[7] as stage.FRAME."""
    where = FRAMES[frame]
    return torch.tensor([where.width, where.height, where.view, where.unit, ground.horizon, ground.floor, ground.shadow], dtype=torch.float32)


def sky_of(weather: str | None) -> torch.Tensor:
    """[3] as stage.SKIES."""
    if weather is None:
        return torch.zeros(3)
    return torch.tensor([1, KINDS[weather].repeats, KINDS[weather].in_front], dtype=torch.float32)


def grid_of(width: int, height: int) -> torch.Tensor:
    """[height, width, 2]: centres of pixels, x and y in 0..1."""
    x, y = (torch.arange(width) + 0.5) / width, (torch.arange(height) + 0.5) / height
    return torch.stack([x[None].expand(height, width), y[:, None].expand(height, width)], -1)


def pixels_of(picture: np.ndarray) -> torch.Tensor:
    """[h, w, c] uint8 -> [1, c, h, w] float32 0..1."""
    return torch.from_numpy(picture.astype(np.float32) / 255).permute(2, 0, 1)[None].contiguous()
