"""The four hours: the sky's colours, what they do to paper, and where the light comes from."""
from dataclasses import dataclass

import numpy as np

Colour = tuple[float, float, float]


def rgb(hexadecimal: str) -> Colour:
    """'#ff8000' -> (1.0, 0.5, 0.0)."""
    return tuple(int(hexadecimal[i:i + 2], 16) / 255 for i in (1, 3, 5))  # type: ignore[return-value]


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """a where share is 0, b where it is 1."""
    return tuple(p + (q - p) * share for p, q in zip(a, b))  # type: ignore[return-value]


def shade(colour: Colour, gain: float) -> Colour:
    """Lighter (gain > 1) towards white, darker towards black."""
    if gain > 1:
        return mix(colour, (1, 1, 1), gain - 1)
    return tuple(p * gain for p in colour)  # type: ignore[return-value]


@dataclass(frozen=True)
class Hour:
    """sky: three colours from the top down. haze: what distance fades to. gain, lift: lit = colour * gain + lift.

    shadow: where shadows fall, in pixels of a 256-pixel frame. rim: colour and alpha of edges that face the light.
    lamp: how bright lamps and windows are, 0..1.
    """
    name: str
    sky: tuple[Colour, Colour, Colour]
    haze: Colour
    gain: Colour
    lift: Colour
    shadow: tuple[float, float]
    rim: tuple[float, float, float, float]
    lamp: float

    def lit(self, colour: Colour, depth: float = 0.0) -> Colour:
        """What a paper's own colour looks like at this hour; depth 0 (near) to 1 (lost in haze)."""
        light = tuple(min(1.0, c * g + l) for c, g, l in zip(colour, self.gain, self.lift))
        return mix(light, self.haze, depth)  # type: ignore[arg-type]


HOURS: dict[str, Hour] = {hour.name: hour for hour in (
    Hour("dawn", (rgb("#86a8dc"), rgb("#f3bfc6"), rgb("#ffe6bd")), rgb("#f6cfc6"), (0.98, 0.86, 0.86), (0.05, 0.02, 0.03),
         (3.5, 2.0), (1.0, 0.93, 0.78, 0.55), 0.35),
    Hour("day", (rgb("#55aee8"), rgb("#9bd7f5"), rgb("#e6f6f6")), rgb("#cfe9f4"), (1.0, 1.0, 1.0), (0.0, 0.0, 0.0),
         (2.0, 3.5), (1.0, 1.0, 0.96, 0.45), 0.0),
    Hour("sunset", (rgb("#5b4796"), rgb("#dc6d83"), rgb("#ffc07a")), rgb("#ee9a7c"), (0.92, 0.68, 0.66), (0.06, 0.01, 0.05),
         (-3.5, 2.0), (1.0, 0.80, 0.50, 0.60), 0.7),
    Hour("night", (rgb("#10163f"), rgb("#26346f"), rgb("#4a62a6")), rgb("#3f5597"), (0.34, 0.42, 0.62), (0.02, 0.03, 0.09),
         (-2.0, 3.0), (0.72, 0.82, 1.0, 0.40), 1.0),
)}


@dataclass(frozen=True)
class Grade:
    """Light on an actor as six numbers: lit = rgb * gain + lift * alpha (premultiplied)."""
    gain: Colour
    lift: Colour

    def numbers(self) -> np.ndarray:
        """[6] float32: gain r, g, b (0..2), lift r, g, b (-1..1)."""
        return np.array([*self.gain, *self.lift], np.float32)
