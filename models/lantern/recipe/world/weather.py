"""Weather as tiles that repeat without a seam, or as one burst; and how each moves."""
import math
from dataclasses import dataclass

import cairo
import numpy as np

from .light import mix, rgb, shade
from .paper import fill, glow
from .shapes import box, disc, leaf, polygon, star

SIDE = 256
ROWS = 32


@dataclass(frozen=True)
class Kind:
    """repeats: the tile fills the plane (else it is one burst). in_front: its nearer copy hangs before the actors and the near layer."""
    repeats: bool
    in_front: bool


KINDS: dict[str, Kind] = {
    "rain": Kind(True, True), "snow": Kind(True, True), "petals": Kind(True, True), "lanterns": Kind(True, False), "fireworks": Kind(False, False),
}


def tile(kind: str, seed: int) -> np.ndarray:
    """[256, 256, 4] uint8, premultiplied."""
    rng = np.random.default_rng([seed, list(KINDS).index(kind)])
    surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, SIDE, SIDE)
    ctx = cairo.Context(surface)
    {"rain": _rain, "snow": _snow, "petals": _petals, "lanterns": _lanterns, "fireworks": _fireworks}[kind](ctx, rng)
    surface.flush()
    pixels = np.ndarray((SIDE, SIDE, 4), np.uint8, surface.get_data())
    return np.ascontiguousarray(pixels[..., [2, 1, 0, 3]])


def rows(kind: str | None, seed: int) -> np.ndarray:
    """[32, 4] float32: dx, dy, scale, alpha (README, "Motion"). All 0 where there is no weather."""
    if kind is None:
        return np.zeros((ROWS, 4), np.float32)
    rng = np.random.default_rng([seed, 77, list(KINDS).index(kind)])
    if kind == "fireworks":
        return _bursts(rng)
    wind = rng.uniform(-1, 1)
    dx, dy, scale, alpha = {
        "rain": (0.16 * wind, 1.9, 0.95, 0.62), "snow": (0.07 * wind, 0.17, 1.0, 0.95),
        "petals": (0.10 + 0.05 * wind, 0.14, 1.05, 1.0), "lanterns": (0.02 * wind, -0.055, 1.15, 1.0)}[kind]
    t = np.linspace(0, 2 * np.pi, ROWS)
    gust = 0.35 * np.sin(t + rng.uniform(0, 6.28)) if kind in ("snow", "petals") else np.zeros(ROWS)
    out = np.stack([dx + 0.06 * gust, np.full(ROWS, dy * rng.uniform(0.9, 1.1)), np.full(ROWS, scale * rng.uniform(0.93, 1.07)), np.full(ROWS, alpha)], 1)
    return out.astype(np.float32)


def _bursts(rng: np.random.Generator) -> np.ndarray:
    """Four bursts of eight rows: each opens fast, hangs, sinks a little and fades; it moves only while it cannot be seen."""
    out = []
    for i in range(4):
        x, y = (0.30, 0.66, 0.42, 0.74)[i] + rng.uniform(-0.07, 0.07), rng.uniform(0.20, 0.34)
        size = rng.uniform(0.62, 0.85)
        for j in range(8):
            t = j / 7
            out.append((x, y + 0.03 * t * t, size * (0.15 + 0.85 * (1 - (1 - t) ** 3)), min(1.0, 3.5 * t) * (1 - max(0.0, (t - 0.45) / 0.55) ** 1.5)))
    return np.array(out, np.float32)


def _wrapped(ctx: cairo.Context, x: float, y: float, reach: float, draw) -> None:
    """Draws around (x, y) and, where that crosses the tile's border, on its other side too."""
    for ox in (-SIDE, 0, SIDE):
        for oy in (-SIDE, 0, SIDE):
            if -reach < x + ox < SIDE + reach and -reach < y + oy < SIDE + reach:
                ctx.save()
                ctx.translate(x + ox, y + oy)
                draw()
                ctx.restore()


def _scatter(rng: np.random.Generator, count: int) -> list[tuple[float, float]]:
    """Places in the tile, one to a cell of a grid, so that none crowd and none are bare."""
    n = math.ceil(math.sqrt(count))
    cell = SIDE / n
    cells = rng.permutation(n * n)[:count]
    return [((c % n + rng.uniform(0.15, 0.85)) * cell, (c // n + rng.uniform(0.15, 0.85)) * cell) for c in cells]


def _rain(ctx: cairo.Context, rng: np.random.Generator) -> None:
    for x, y in _scatter(rng, 46):
        length, width, alpha = rng.uniform(13, 24), rng.uniform(1.4, 2.2), rng.uniform(0.5, 0.9)

        def draw() -> None:
            ctx.move_to(0, -length / 2)
            ctx.curve_to(width * 0.2, 0, width, length * 0.3, width, length * 0.42)
            ctx.curve_to(width, length * 0.6, -width, length * 0.6, -width, length * 0.42)
            ctx.curve_to(-width, length * 0.3, -width * 0.2, 0, 0, -length / 2)
            ctx.set_source_rgba(0.80, 0.91, 1.0, alpha)
            ctx.fill()
        _wrapped(ctx, x, y, 30, draw)


def _snow(ctx: cairo.Context, rng: np.random.Generator) -> None:
    for i, (x, y) in enumerate(_scatter(rng, 40)):
        size, turn, is_star = rng.uniform(1.8, 4.0), rng.uniform(0, 1), i % 5 == 0

        def draw() -> None:
            if is_star:
                star(ctx, 0, 0, size * 1.9, 6, 0.45, turn)
            else:
                disc(ctx, 0, 0, size)
            ctx.set_source_rgba(1, 1, 1, 0.95)
            ctx.fill()
        _wrapped(ctx, x, y, 12, draw)


def _petals(ctx: cairo.Context, rng: np.random.Generator) -> None:
    for x, y in _scatter(rng, 24):
        size, turn = rng.uniform(8, 13), rng.uniform(0, 6.28)
        colour = mix(rgb("#f6a5bd"), rgb("#ffe1ea"), rng.uniform(0, 1))

        def draw() -> None:
            leaf(ctx, 0, 0, size, size * 0.34, turn, 0.15)
            fill(ctx, colour, 1.05, 0.9)
            leaf(ctx, 0, 0, size * 0.9, size * 0.12, turn + 0.12, 0.15)
            fill(ctx, shade(colour, 1.25), 1, 1)
        _wrapped(ctx, x, y, 18, draw)


def _lanterns(ctx: cairo.Context, rng: np.random.Generator) -> None:
    for i, (x, y) in enumerate(_scatter(rng, 6)):
        h = rng.uniform(17, 33) * (1.1 if i % 3 == 0 else 0.85)
        warm = mix(rgb("#ffb04c"), rgb("#ff8648"), rng.uniform(0, 1))

        def draw() -> None:
            glow(ctx, 0, 0, h * 1.5, warm, 0.5)
            ctx.move_to(-h * 0.26, h * 0.5)
            ctx.curve_to(-h * 0.34, h * 0.1, -h * 0.46, -h * 0.3, -h * 0.30, -h * 0.46)
            ctx.curve_to(-h * 0.1, -h * 0.58, h * 0.1, -h * 0.58, h * 0.30, -h * 0.46)
            ctx.curve_to(h * 0.46, -h * 0.3, h * 0.34, h * 0.1, h * 0.26, h * 0.5)
            ctx.close_path()
            fill(ctx, warm, 0.95, 1.5)
            disc(ctx, 0, h * 0.28, h * 0.15, h * 0.22)
            fill(ctx, rgb("#fff3c4"), 1, 1, 0.85)
            box(ctx, -h * 0.27, h * 0.46, h * 0.54, h * 0.08, 1)
            fill(ctx, shade(warm, 0.6))
        _wrapped(ctx, x, y, h * 1.6, draw)


def _fireworks(ctx: cairo.Context, rng: np.random.Generator) -> None:
    hues = [rgb(c) for c in ("#ffd166", "#ff6b8b", "#7ee0ff", "#c79bff", "#8ff0a4", "#ff9f5c")]
    a, b = rng.choice(len(hues), 2, replace=False)
    c = SIDE / 2
    glow(ctx, c, c, 100, hues[a], 0.35)
    for ring, (count, reach, colour) in enumerate(((18, 104, hues[a]), (12, 66, hues[b]), (8, 34, rgb("#fff6d8")))):
        for i in range(count):
            angle = (i + 0.5 * (ring % 2)) / count * 2 * math.pi
            ctx.save()
            ctx.translate(c, c)
            ctx.rotate(angle)
            far = reach * rng.uniform(0.92, 1.0)
            polygon(ctx, (far * 0.45, 0), (far * 0.86, -2.6), (far * 0.92, 0), (far * 0.86, 2.6))
            ctx.set_source_rgba(*colour, 0.9)
            ctx.fill()
            disc(ctx, far, 0, 3.6 - 0.5 * ring)
            ctx.set_source_rgba(*shade(colour, 1.4), 1)
            ctx.fill()
            ctx.restore()
