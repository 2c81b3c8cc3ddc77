"""Outlines that cairo fills. All lengths in pixels, y down."""
import math

import cairo
import numpy as np


def polygon(ctx: cairo.Context, *points: tuple[float, float]) -> None:
    ctx.move_to(*points[0])
    for point in points[1:]:
        ctx.line_to(*point)
    ctx.close_path()


def disc(ctx: cairo.Context, x: float, y: float, rx: float, ry: float | None = None) -> None:
    ctx.save()
    ctx.translate(x, y)
    ctx.scale(rx, rx if ry is None else ry)
    ctx.new_sub_path()
    ctx.arc(0, 0, 1, 0, 2 * math.pi)
    ctx.restore()


def box(ctx: cairo.Context, x: float, y: float, width: float, height: float, radius: float = 0.0) -> None:
    """A rectangle whose corners are rounded."""
    if radius <= 0:
        ctx.rectangle(x, y, width, height)
        return
    r = min(radius, width / 2, height / 2)
    ctx.new_sub_path()
    for cx, cy, turn in ((x + width - r, y + r, -0.5), (x + width - r, y + height - r, 0), (x + r, y + height - r, 0.5), (x + r, y + r, 1)):
        ctx.arc(cx, cy, r, turn * math.pi, (turn + 0.5) * math.pi)
    ctx.close_path()


def blob(ctx: cairo.Context, points: list[tuple[float, float]]) -> None:
    """A smooth closed outline through the middles of a polygon's sides."""
    closed = points + points[:2]
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in zip(closed, closed[1:])]
    ctx.move_to(*middles[0])
    for corner, start, end in zip(closed[1:], middles, middles[1:]):
        ctx.curve_to(*(s + (c - s) * 2 / 3 for s, c in zip(start, corner)), *(e + (c - e) * 2 / 3 for e, c in zip(end, corner)), *end)
    ctx.close_path()


def star(ctx: cairo.Context, x: float, y: float, radius: float, points: int = 4, waist: float = 0.38, turn: float = 0.0) -> None:
    corners = []
    for i in range(points * 2):
        angle = turn - math.pi / 2 + i * math.pi / points
        length = radius if i % 2 == 0 else radius * waist
        corners.append((x + length * math.cos(angle), y + length * math.sin(angle)))
    polygon(ctx, *corners)


def leaf(ctx: cairo.Context, x: float, y: float, length: float, width: float, angle: float, bend: float = 0.0) -> None:
    """A blade from (x, y) towards `angle` (radians, 0 to the right, -pi/2 up), curved by `bend` of its length."""
    dx, dy = math.cos(angle), math.sin(angle)
    tip = (x + length * dx - bend * length * dy, y + length * dy + bend * length * dx)
    for i, side in enumerate((1, -1)):
        a = (x + length * 0.35 * dx - side * width * dy, y + length * 0.35 * dy + side * width * dx)
        b = (x + length * 0.75 * dx - (side * width * 0.7 + bend * length * 0.4) * dy, y + length * 0.75 * dy + (side * width * 0.7 + bend * length * 0.4) * dx)
        if i == 0:
            ctx.move_to(x, y)
            ctx.curve_to(*a, *b, *tip)
        else:
            ctx.curve_to(*b, *a, x, y)
    ctx.close_path()


def hills(ctx: cairo.Context, rng: np.random.Generator, width: float, bottom: float, top: float, height: float, waves: float = 2.0) -> np.ndarray:
    """Rolling ground from its outline down to `bottom`. top: its mean height; height: of its waves. Returns [n, 2] points of the outline."""
    x = np.linspace(-8, width + 8, 72)
    line = np.zeros_like(x)
    for octave in range(3):
        period = width / waves / (1.0, 1.9, 3.7)[octave]
        line += (1.0, 0.45, 0.15)[octave] * np.sin(2 * np.pi * x / period + rng.uniform(0, 6.28))
    y = top + line / 1.6 * height / 2
    ctx.move_to(-8, bottom)
    for point in zip(x, y):
        ctx.line_to(*point)
    ctx.line_to(width + 8, bottom)
    ctx.close_path()
    return np.stack([x, y], 1)


def height_at(outline: np.ndarray, x: float) -> float:
    """The outline's y at x."""
    return float(np.interp(x, outline[:, 0], outline[:, 1]))


def waves(ctx: cairo.Context, width: float, bottom: float, top: float, height: float, period: float, phase: float) -> None:
    """Water as paper: scallops from side to side, filled down to `bottom`."""
    ctx.move_to(-8, bottom)
    x = -phase * period - period
    ctx.line_to(x, top)
    while x < width + period:
        ctx.curve_to(x + period * 0.3, top + height, x + period * 0.7, top + height, x + period, top)
        x += period
    ctx.line_to(width + period, bottom)
    ctx.close_path()
