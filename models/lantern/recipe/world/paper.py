"""Cut paper: shapes drawn with cairo, sheet upon sheet, each with a soft shadow and an edge that catches the light."""
from collections.abc import Iterator
from contextlib import contextmanager

import cairo
import numpy as np
from PIL import Image, ImageFilter

from .light import Colour, shade


class Paper:
    """A stack of sheets, width x height pixels. Opaque where somebody paints it so, else transparent."""

    def __init__(self, width: int, height: int, shadow: tuple[float, float], rim: tuple[float, float, float, float]) -> None:
        self.width, self.height = width, height
        self._shadow, self._rim = shadow, rim
        self._surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, width, height)
        self.ctx = cairo.Context(self._surface)

    @contextmanager
    def sheet(self, shadow: float = 0.30, blur: float = 3.5, rim: float = 1.0) -> Iterator[cairo.Context]:
        """What is drawn inside lies on all that was drawn before. shadow: its darkness, 0..1. blur: its softness in pixels."""
        surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, self.width, self.height)
        yield cairo.Context(surface)
        surface.flush()
        alpha = _pixels(surface)[..., 3]
        if shadow > 0:
            soft = np.asarray(Image.fromarray(alpha).filter(ImageFilter.GaussianBlur(blur)))
            self.ctx.set_source_rgba(0.03, 0.02, 0.10, shadow)
            self.ctx.mask_surface(_mask(soft), *self._shadow)
        self.ctx.set_source_surface(surface)
        self.ctx.paint()
        if rim > 0:
            self.ctx.set_source_rgba(*self._rim[:3], self._rim[3] * rim)
            self.ctx.mask_surface(_mask(_lit_edge(alpha, self._shadow)))

    def rgb(self) -> np.ndarray:
        """[height, width, 3] uint8."""
        self._surface.flush()
        return np.ascontiguousarray(_pixels(self._surface)[..., 2::-1])

    def rgba(self) -> np.ndarray:
        """[height, width, 4] uint8, premultiplied."""
        self._surface.flush()
        return np.ascontiguousarray(_pixels(self._surface)[..., [2, 1, 0, 3]])


def fill(ctx: cairo.Context, colour: Colour, top: float = 1.07, bottom: float = 0.90, alpha: float = 1.0) -> None:
    """Fills the path with a gentle gradient: `top` and `bottom` are gains of the colour at the path's upper and lower end."""
    _, y0, _, y1 = ctx.path_extents()
    gradient = cairo.LinearGradient(0, y0, 0, max(y1, y0 + 1))
    gradient.add_color_stop_rgba(0, *shade(colour, top), alpha)
    gradient.add_color_stop_rgba(1, *shade(colour, bottom), alpha)
    ctx.set_source(gradient)
    ctx.fill()


def glow(ctx: cairo.Context, x: float, y: float, radius: float, colour: Colour, alpha: float) -> None:
    """Light in the air around a lamp, on whatever was drawn there."""
    gradient = cairo.RadialGradient(x, y, 0, x, y, radius)
    for stop, share in ((0, 1.0), (0.25, 0.55), (0.55, 0.18), (1, 0.0)):
        gradient.add_color_stop_rgba(stop, *colour, alpha * share)
    ctx.save()
    ctx.set_operator(cairo.OPERATOR_SCREEN)
    ctx.set_source(gradient)
    ctx.arc(x, y, radius, 0, 7)
    ctx.fill()
    ctx.restore()


def _pixels(surface: cairo.ImageSurface) -> np.ndarray:
    """[height, width, 4] uint8: blue, green, red, alpha; premultiplied."""
    return np.ndarray((surface.get_height(), surface.get_width(), 4), np.uint8, surface.get_data(), strides=(surface.get_stride(), 4, 1))


def _mask(values: np.ndarray) -> cairo.ImageSurface:
    height, width = values.shape
    stride = cairo.ImageSurface.format_stride_for_width(cairo.FORMAT_A8, width)
    rows = np.zeros((height, stride), np.uint8)
    rows[:, :width] = values
    return cairo.ImageSurface.create_for_data(rows, cairo.FORMAT_A8, width, height, stride)


def _lit_edge(alpha: np.ndarray, shadow: tuple[float, float]) -> np.ndarray:
    """Where paper has none of itself one pixel further towards the light."""
    towards = np.full_like(alpha, 255)  # no light along the picture's own border
    step = 1 if shadow[0] > 0 else -1
    body = alpha[:-1, :-1] if step > 0 else alpha[:-1, 1:]
    if step > 0:
        towards[1:, 1:] = body
    else:
        towards[1:, :-1] = body
    return np.where(alpha > towards, alpha - towards, 0).astype(np.uint8)
