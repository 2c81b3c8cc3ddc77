"""What a place is painted on: far and near paper, the hour's colours and a seeded hand."""
from collections.abc import Iterator
from contextlib import contextmanager

import cairo
import numpy as np

from .frame import Frame
from .light import Colour, Hour, shade
from .paper import Paper


class Scene:
    """Lengths are in pixels; multiply by `u` what is meant in pixels of a 256-pixel frame."""

    def __init__(self, frame: Frame, hour: Hour, horizon: float, floor: float, seed: list[int]) -> None:
        self.frame, self.hour = frame, hour
        self.rng = np.random.default_rng(seed)
        self.w, self.h = frame.width, frame.height
        self.u = frame.unit / 256
        self.horizon, self.floor = horizon * self.h, floor * self.h
        offset = (hour.shadow[0] * self.u, hour.shadow[1] * self.u)
        self.far = Paper(self.w, self.h, offset, hour.rim)
        self.near = Paper(self.w, self.h, offset, hour.rim)
        self.left, self.right = (self.w - frame.view) / 2, (self.w + frame.view) / 2

    @property
    def is_dark(self) -> bool:
        return self.hour.name == "night"

    def lit(self, colour: Colour, depth: float = 0.0) -> Colour:
        """A paper colour at this hour, with haze by depth 0..1."""
        return self.hour.lit(colour, depth)

    def pick(self, colours: list[Colour], depth: float = 0.0) -> Colour:
        """One of the colours, a little lighter or darker, lit."""
        return self.lit(shade(colours[self.rng.integers(len(colours))], self.between(0.94, 1.06)), depth)

    def between(self, low: float, high: float) -> float:
        return float(self.rng.uniform(low, high))

    def chance(self, share: float) -> bool:
        return bool(self.rng.random() < share)

    def spread(self, step: float, low: float | None = None, high: float | None = None, wobble: float = 0.35) -> list[float]:
        """Places along the width, about `step` pixels (of 256) apart, never quite even."""
        step *= self.u
        low, high = -0.3 * step if low is None else low, self.w + 0.3 * step if high is None else high
        count = max(1, round((high - low) / step))
        return [low + (i + 0.5 + self.between(-wobble, wobble)) * (high - low) / count for i in range(count)]

    @contextmanager
    def sheet(self, shadow: float = 0.28, blur: float = 3.5, rim: float = 1.0) -> Iterator[cairo.Context]:
        """A sheet of the far layer."""
        with self.far.sheet(shadow, blur * self.u, rim) as ctx:
            yield ctx

    @contextmanager
    def front(self, shadow: float = 0.35, blur: float = 5.0, rim: float = 0.7) -> Iterator[cairo.Context]:
        """A sheet of the near layer."""
        with self.near.sheet(shadow, blur * self.u, rim) as ctx:
            yield ctx

    def frontal(self, colour: Colour) -> Colour:
        """The near layer stands in its own shade, so that it frames the stage and does not shout."""
        return self.lit(shade(colour, 0.62))
