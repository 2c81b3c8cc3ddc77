"""Skies: light of the hour, sun, moon, stars and clouds of paper."""
import math

import cairo

from .light import Colour, mix, rgb, shade
from .paper import fill, glow
from .scene import Scene
from .shapes import disc, star


def paint_sky(s: Scene, tint: Colour | None = None, share: float = 0.0) -> None:
    """Fills the far layer down to below the horizon. tint: what a place adds to the air, by share."""
    gradient = cairo.LinearGradient(0, 0, 0, s.horizon * 1.05)
    for stop, colour in zip((0, 0.6, 1), s.hour.sky):
        gradient.add_color_stop_rgb(stop, *(mix(colour, s.lit(tint), share) if tint else colour))
    s.far.ctx.set_source(gradient)
    s.far.ctx.paint()


def paint_sun(s: Scene) -> None:
    """Sun or moon of the hour, in the part of the sky that the camera sees first; with stars at night."""
    view = s.frame.view
    if s.is_dark:
        paint_stars(s, 46)
        x, y, r = s.left + view * s.between(0.66, 0.80), s.h * s.between(0.17, 0.24), 19 * s.u
        _halo(s, x, y, r, rgb("#a9c2ff"), 0.16)
        with s.sheet(0.30, 5, 0.6) as ctx:
            disc(ctx, x, y, r)
            fill(ctx, rgb("#fff3cf"), 1.05, 0.94)
            for dx, dy, size in ((-0.35, -0.2, 0.2), (0.3, 0.3, 0.26), (0.15, -0.45, 0.13)):
                disc(ctx, x + dx * r, y + dy * r, size * r)
                fill(ctx, rgb("#eddcae"), 1, 1)
        return
    low = {"dawn": (0.20, 0.34), "day": (0.16, 0.28), "sunset": (0.66, 0.82)}[s.hour.name]
    x = s.left + view * s.between(*low)
    y, r, colour = {
        "dawn": (s.horizon * 0.80, 24, rgb("#fff0b8")),
        "day": (s.h * s.between(0.15, 0.20), 20, rgb("#ffe58a")),
        "sunset": (s.horizon * 0.78, 27, rgb("#ffd27a")),
    }[s.hour.name]
    r *= s.u
    glow(s.far.ctx, x, y, r * 6, shade(colour, 0.9), 0.5)
    _halo(s, x, y, r, colour, 0.17)
    with s.sheet(0.18, 5, 0.5) as ctx:
        disc(ctx, x, y, r)
        fill(ctx, colour, 1.25, 1.0)


def _halo(s: Scene, x: float, y: float, r: float, colour: Colour, alpha: float) -> None:
    for size in (2.5, 1.9, 1.42):
        with s.sheet(0.05, 4, 0) as ctx:
            disc(ctx, x, y, r * size)
            ctx.set_source_rgba(*colour, alpha)
            ctx.fill()


def paint_stars(s: Scene, count: int, bottom: float = 0.8) -> None:
    """Cut-out stars, larger ones with four points. bottom: how far down, as a fraction of the horizon's height."""
    ctx = s.far.ctx
    for _ in range(round(count * s.w * s.h / (384 * 256))):
        x, y = s.between(0, s.w), s.between(0, bottom) ** 1.25 * s.horizon
        large = s.chance(0.3)
        ctx.set_source_rgba(1, 0.97, s.between(0.78, 1), s.between(0.55, 0.95))
        star(ctx, x, y, s.between(3.2, 5.0) * s.u, 4, 0.28) if large else disc(ctx, x, y, s.between(0.8, 1.3) * s.u)
        ctx.fill()


def paint_clouds(s: Scene, count: int, low: float = 0.10, high: float = 0.55, size: float = 1.0, colour: Colour | None = None) -> None:
    """Clouds between two heights (fractions of the horizon's); the farther down, the smaller and hazier."""
    for x in s.spread(s.w / s.u / max(1, count)):
        share = s.between(0, 1)
        y = s.horizon * (low + (high - low) * share)
        scale = size * (1.15 - 0.5 * share) * s.between(0.8, 1.2)
        base = colour or (rgb("#ffffff") if s.hour.name == "day" else rgb("#fff6f2"))
        paper = mix(s.lit(base), s.hour.sky[1], 0.20 + 0.35 * share if not s.is_dark else 0.55)
        with s.sheet(0.20, 4.5, 0.7) as ctx:
            cloud(ctx, s, x, y, 30 * scale * s.u, paper)


def cloud(ctx: cairo.Context, s: Scene, x: float, y: float, r: float, colour: Colour) -> None:
    """One cloud with a flat bottom at y; r: about half its height."""
    n = 4 + int(s.rng.integers(2))
    for i in range(n):
        share = (i + 0.5) / n * 2 - 1
        size = r * (0.36 + 0.42 * math.cos(share * 1.35)) * s.between(0.85, 1.15)
        disc(ctx, x + share * r * 1.25, y - size * 0.75, size)
    ctx.rectangle(x - r * 1.35, y - r * 0.42, r * 2.7, r * 0.42)
    ctx.save()
    ctx.clip()
    ctx.rectangle(x - r * 2, y - r * 2, r * 4, r * 2)
    fill(ctx, colour, 1.10, 0.92)
    ctx.restore()
