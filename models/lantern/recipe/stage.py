"""The stage as a graph: world/stage.py in PyTorch operations that ONNX has, for any number of moments at once."""
import math

import torch
import torch.nn.functional as F
from torch import nn

from world.actors import FEET
from world.camera import FLOOR
from world.motion import CAMERA, WEATHER, WIDE
from world.stage import FAR_WEATHER, NEAR, NEAR_ZOOM, SKY

ACTORS = 3
FRAME = ("width", "height", "view", "unit", "horizon", "floor", "shadow")  # what `shape` holds, in this order
SKIES = ("is there", "repeats", "in front")  # what `sky` holds, each 0 or 1
TAU = 2 * torch.pi


class Stage(nn.Module):
    """Numbers that the camera makes are [T, 1, 1]; pictures of numbers [T, h, w]; pictures [T, c, h, w]."""

    def forward(self, far: torch.Tensor, near: torch.Tensor, actors: torch.Tensor, grade: torch.Tensor, tile: torch.Tensor, sky: torch.Tensor,
                shape: torch.Tensor, rows: torch.Tensor, seconds: torch.Tensor, grid: torch.Tensor) -> torch.Tensor:
        """The moments' frames [T, 3, H, W] in 0..1.

        far: [1, 3, h, w]. near: [1, 4, h, w]. actors: [3, 4, 256, 256] in neutral light. grade: [2, 3], gain and lift. tile: [1, 4, 256, 256].
        sky: [3] and shape: [7], as SKIES and FRAME. rows: [T, 35], one for each moment. seconds: [T]. grid: [H, W, 2], pixel centres x, y in 0..1.
        """
        width, height, view, unit, horizon, floor, shadow = shape.unbind(0)
        column = rows[..., None, None].unbind(1)
        pan, zoom = column[CAMERA] * (width - view) / 2, power(column[CAMERA + 2].clamp(min=0))
        lift = column[CAMERA + 1] * height / 2
        s, reach = seconds[:, None, None], 0.010 * unit * column[CAMERA + 3]
        x = (grid[None, ..., 0] - 0.5) * view + reach * (torch.sin(TAU * 5.3 * s) + 0.6 * torch.sin(TAU * 8.9 * s + 1))
        y = (grid[None, ..., 1] - 0.5) * height + reach * (torch.sin(TAU * 6.1 * s + 2) + 0.6 * torch.sin(TAU * 9.7 * s))

        def point(zoom: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
            return width / 2 + x / zoom, height / 2 + y / zoom + lift * (1 - 1 / zoom)

        u, v = point(zoom)
        nearness = ((v / height - horizon) / (floor - horizon).clamp(min=0.05)).clamp(0, 1)
        picture = sample(far, (u + pan * (SKY + (FLOOR - SKY) * nearness)) / width, v / height, "border")
        weather = column[WEATHER:WEATHER + 4]
        picture = over(picture, self._weather(tile, sky, weather, x, y, s, view, height, unit, FAR_WEATHER))
        close = self._weather(tile, sky, weather, x, y, s, view, height, unit, 1.0)
        picture = over(picture, close * (1 - sky[2]))
        cast = [self._place(column[i * WIDE:(i + 1) * WIDE], pan, lift, zoom, view, height, unit) for i in range(ACTORS)]
        for i, place in enumerate(cast):
            picture = picture * (1 - self._shadow(column[i * WIDE:(i + 1) * WIDE], place, zoom, lift, height, unit, shadow, x, y))[:, None]
        lit = torch.cat([(actors[:, :3] * grade[0][:, None, None] + grade[1][:, None, None] * actors[:, 3:]).clamp(min=0).minimum(actors[:, 3:]), actors[:, 3:]], 1)
        shown = torch.stack([self._actor(lit[i:i + 1], column[i * WIDE:(i + 1) * WIDE], cast[i], x, y) for i in range(ACTORS)])
        grounds = torch.stack([column[i * WIDE + 8] for i in range(ACTORS)])[:, :, None]  # [3, T, 1, 1, 1]
        for rank in range(ACTORS):  # the farther back it stands, the earlier; of equals the first
            picture = over(picture, sum(shown[i] * (self._rank(grounds, i) == rank).to(shown.dtype) for i in range(ACTORS)))
        u, v = point(zoom ** NEAR_ZOOM)
        picture = over(picture, sample(near, (u + pan * NEAR) / width, v / height, "border"))
        return over(picture, close * sky[2]).clamp(0, 1)

    def _rank(self, grounds: torch.Tensor, i: int) -> torch.Tensor:
        """How many actors are painted before this one, [T, 1, 1, 1]."""
        before = [(grounds[j] <= grounds[i]) if j < i else (grounds[j] < grounds[i]) for j in range(ACTORS) if j != i]
        return sum(b.to(grounds.dtype) for b in before)

    def _place(self, row: tuple[torch.Tensor, ...], pan, lift, zoom, view, height, unit) -> tuple[torch.Tensor, ...]:
        """Middle and side in pixels of the layers, as the camera sees it."""
        x = (row[0] - 0.5) * view - pan * FLOOR
        y = (row[1] - 0.5) * height - lift * (1 - 1 / zoom)
        return x * zoom, y * zoom, power(row[2]) * unit * zoom

    def _actor(self, picture: torch.Tensor, row: tuple[torch.Tensor, ...], place: tuple[torch.Tensor, ...], x, y) -> torch.Tensor:
        middle_x, middle_y, side = place
        dx, dy = (x - middle_x) / side, (y - middle_y) / side
        length = torch.sqrt(row[4] * row[4] + row[5] * row[5]).clamp(min=1e-4)
        sin, cos = row[4] / length, row[5] / length
        u, v = dx * cos + dy * sin, dy * cos - dx * sin
        stretch = power(row[3])
        flip = torch.where(row[6] < 0, -row[6].abs().clamp(min=0.04), row[6].abs().clamp(min=0.04))
        v = (v - (FEET - 0.5)) / stretch + (FEET - 0.5)
        return sample(picture, u * stretch / flip + 0.5, v + 0.5, "zeros") * row[7].clamp(0, 1)[:, None]

    def _shadow(self, row: tuple[torch.Tensor, ...], place: tuple[torch.Tensor, ...], zoom, lift, height, unit, shadow, x, y) -> torch.Tensor:
        middle_x, middle_y, side = place
        ground = ((row[8] - 0.5) * height - lift * (1 - 1 / zoom)) * zoom
        above = (ground - middle_y - (FEET - 0.5) * side).clamp(min=0) / (unit * zoom)
        strength = 0.40 * shadow * torch.exp(-2.6 * above) * row[7].clamp(0, 1)
        wide = 0.36 * side * (1 + 0.5 * above) * row[6].abs().clamp(min=0.35)
        across, down = (x - middle_x) / wide, (y - ground) / (0.16 * wide + 1)
        return strength * torch.exp(-across * across - down * down)

    def _weather(self, tile: torch.Tensor, sky: torch.Tensor, row: tuple[torch.Tensor, ...], x, y, seconds, view, height, unit, nearness: float) -> torch.Tensor:
        """A tile that repeats, padded by one pixel so that its seam is smooth; or one burst."""
        scale = row[2].clamp(min=0.02) * nearness
        u = x / unit / scale - row[0] * seconds + 0.37 * nearness
        v = y / unit / scale - row[1] * seconds + 0.61 * nearness
        size = tile.shape[-1]
        wrapped = torch.cat([tile[..., -1:], tile, tile[..., :1]], -1)
        wrapped = torch.cat([wrapped[..., -1:, :], wrapped, wrapped[..., :1, :]], -2)
        repeated = sample(wrapped, ((u - torch.floor(u)) * size + 1) / (size + 2), ((v - torch.floor(v)) * size + 1) / (size + 2), "border")
        repeated = repeated * (row[3] * (0.35 + 0.65 * nearness))[:, None]
        middle_x = (row[0] - 0.5) * view * (1 if nearness == 1 else -1)
        middle_y = (row[1] + 0.06 * (nearness < 1) - 0.5) * height
        side = scale * unit
        burst = sample(tile, (x - middle_x) / side + 0.5, (y - middle_y) / side + 0.5, "zeros") * row[3].clamp(0, 1)[:, None]
        return (repeated * sky[1] + burst * (1 - sky[1])) * sky[0]


def power(exponent: torch.Tensor) -> torch.Tensor:
    """2 to the power of it; ONNX has no exp2."""
    return torch.exp(exponent * math.log(2))


def over(below: torch.Tensor, above: torch.Tensor) -> torch.Tensor:
    """Premultiplied RGBA over RGB."""
    return below * (1 - above[:, 3:]) + above[:, :3]


def sample(picture: torch.Tensor, u: torch.Tensor, v: torch.Tensor, border: str) -> torch.Tensor:
    """Bilinear where u, v are in 0..1 over the picture: [1, c, h, w] -> [T, c, H, W]."""
    grid = torch.stack([u * 2 - 1, v * 2 - 1], -1)
    return F.grid_sample(picture.expand(grid.shape[0], -1, -1, -1), grid, mode="bilinear", padding_mode=border, align_corners=False)
