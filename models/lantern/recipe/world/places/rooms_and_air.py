"""Theatre stage and bedroom; outer space and the sky above the clouds."""
import math

import cairo

from ..built import LAMP
from ..light import mix, rgb, shade
from ..paper import fill, glow
from ..scene import Scene
from ..shapes import box, disc, polygon, star
from ..sky import cloud, paint_clouds, paint_sky, paint_stars, paint_sun
from .open_land import _edge


def space(s: Scene) -> None:
    gradient = cairo.LinearGradient(0, 0, s.w * 0.5, s.h)
    warm = {"dawn": "#5a3a78", "day": "#2c3f86", "sunset": "#6a2f6a", "night": "#2a2a66"}[s.hour.name]
    for stop, colour in ((0, rgb("#0d1033")), (0.55, mix(rgb("#1a1a4c"), rgb(warm), 0.4)), (1, rgb(warm))):
        gradient.add_color_stop_rgb(stop, *colour)
    s.far.ctx.set_source(gradient)
    s.far.ctx.paint()
    for i in range(3):
        with s.sheet(0.25, 9, 0.15) as ctx:
            y = s.h * (0.34 + 0.25 * i)
            ctx.move_to(-9, s.h + 9)
            for j in range(9):
                ctx.line_to(s.w * j / 8, y + math.sin(j * 0.9 + i * 2 + s.between(0, 0.7)) * 0.09 * s.h)
            ctx.line_to(s.w + 9, s.h + 9)
            ctx.close_path()
            fill(ctx, mix(rgb("#241d5c"), rgb(warm), 0.3 + 0.25 * i), 1.10, 0.92)
    paint_stars(s, 72, 1.25)
    hues = [rgb("#f2a65a"), rgb("#5ec2c9"), rgb("#e8738f"), rgb("#9a86e8"), rgb("#8fd07a")]
    s.rng.shuffle(hues)
    spots = [(s.between(0.14, 0.26), s.between(0.20, 0.30), 25), (s.between(0.74, 0.86), s.between(0.15, 0.30), 17), (s.between(0.80, 0.92), s.between(0.66, 0.78), 34)]
    if s.frame.is_tall:
        spots.append((s.between(0.1, 0.3), s.between(0.74, 0.84), 22))
    for i, (fx, fy, r) in enumerate(spots):
        _planet(s, s.left + fx * s.frame.view, fy * s.h, r * s.u, hues[i], i == 0)
    for x in (s.left * 0.4, s.w - s.left * 0.4):
        _planet(s, x, s.between(0.4, 0.6) * s.h, 13 * s.u, hues[4], False)
    with s.front(0.45, 6) as ctx:  # the rim of a moon
        moon = mix(rgb("#b9b4d6"), rgb("#2a2a66"), 0.45)
        for x in s.spread(90, wobble=0.25):
            disc(ctx, x, s.h + 26 * s.u, 62 * s.u, (34 + 16 * _edge(s, x)) * s.u)
            fill(ctx, shade(moon, s.between(0.95, 1.08)), 1.1, 0.75)
        for x in s.spread(38, wobble=0.4):
            disc(ctx, x, s.h - 3 * s.u, s.between(4, 8) * s.u, 2 * s.u)
            fill(ctx, shade(moon, 0.74), 0.9, 1.1)


def _planet(s: Scene, x: float, y: float, r: float, colour, ringed: bool) -> None:
    glow(s.far.ctx, x, y, r * 2.6, colour, 0.28)
    with s.sheet(0.4, 6) as ctx:
        disc(ctx, x, y, r)
        ctx.save()
        ctx.clip()
        disc(ctx, x, y, r)
        fill(ctx, colour, 1.15, 0.82)
        for dy, h in ((-0.45, 0.2), (0.05, 0.28), (0.58, 0.2)):
            disc(ctx, x, y + dy * r, r * 1.2, h * r)
            fill(ctx, shade(colour, 0.86 if dy else 1.16), 1, 1, 0.8)
        ctx.set_fill_rule(cairo.FILL_RULE_EVEN_ODD)
        ctx.rectangle(x - 2 * r, y - 2 * r, 4 * r, 4 * r)
        disc(ctx, x - r * 0.25, y - r * 0.2, r * 1.12)
        ctx.set_source_rgba(0.05, 0.03, 0.2, 0.25)
        ctx.fill()
        ctx.restore()
        if ringed:
            ctx.save()
            ctx.translate(x, y)
            ctx.rotate(-0.35)
            ctx.scale(1, 0.28)
            ctx.arc(0, 0, r * 1.75, -0.35, math.pi + 0.35)
            ctx.restore()
            ctx.set_source_rgb(*shade(colour, 1.45))
            ctx.set_line_width(r * 0.16)
            ctx.stroke()


def sky(s: Scene) -> None:
    gradient = cairo.LinearGradient(0, 0, 0, s.h)
    for stop, colour in zip((0, 0.55, 1), s.hour.sky):
        gradient.add_color_stop_rgb(stop, *colour)
    s.far.ctx.set_source(gradient)
    s.far.ctx.paint()
    paint_sun(s)
    if s.chance(0.5) and not s.is_dark:
        _rainbow(s)
    paint_clouds(s, 4, 0.10, 0.75, 1.0)
    for i in range(4):
        colour = mix(s.lit(rgb("#ffffff")), s.hour.sky[1], 0.45 - 0.11 * i)
        with s.sheet(0.22, 6, 0.8) as ctx:
            top = s.h * (0.66 + 0.075 * i)
            for x in s.spread(46 + 8 * i, wobble=0.35):
                disc(ctx, x, top + s.between(0, 0.03) * s.h, s.between(26, 40) * s.u, s.between(15, 22) * s.u)
                fill(ctx, colour, 1.08, 0.92)
            ctx.rectangle(-5, top + 8 * s.u, s.w + 10, s.h)
            fill(ctx, colour, 1.0, 0.93)
    with s.front(0.22, 6, 0.8) as ctx:
        colour = mix(s.lit(rgb("#ffffff")), s.hour.sky[1], 0.05)
        for x in s.spread(40, wobble=0.4):
            edge = _edge(s, x)
            cloud(ctx, s, x, s.h + 9 * s.u, (15 + 22 * edge) * s.u, colour)
    with s.front(0.22, 6, 0.8) as ctx:
        for x in (s.left - 6 * s.u, s.right + 6 * s.u):
            cloud(ctx, s, x, s.h * s.between(0.20, 0.5), 20 * s.u, mix(s.lit(rgb("#ffffff")), s.hour.sky[1], 0.1))


def _rainbow(s: Scene) -> None:
    x, y, r = s.left + s.frame.view * s.between(0.35, 0.65), s.h * 0.74, s.frame.view * (0.42 if s.frame.name != "16:9" else 0.28)
    with s.sheet(0.10, 4, 0) as ctx:
        for i, colour in enumerate(("#f2706d", "#f7a456", "#f8df72", "#83cf86", "#6fb4ea", "#a58be0")):
            ctx.arc(x, y, r - i * 5.5 * s.u, math.pi, 0)
            ctx.set_source_rgba(*s.lit(rgb(colour), 0.12), 0.85)
            ctx.set_line_width(5.7 * s.u)
            ctx.stroke()


def theatre(s: Scene) -> None:
    """A stage within the stage: its painted drop follows the hour, its curtains frame the picture."""
    paint_sky(s)
    paint_sun(s)
    paint_clouds(s, 3, 0.2, 0.7, 0.8, rgb("#fff3dc"))
    with s.sheet(0.3, 5) as ctx:
        for x in s.spread(64):
            disc(ctx, x, s.horizon + 4, 50 * s.u, s.between(22, 40) * s.u)
            fill(ctx, s.lit(rgb("#6fae86"), 0.25), 1.06, 0.95)
    with s.sheet(0.35, 6) as ctx:
        for x in s.spread(48):
            disc(ctx, x, s.horizon + 8, 36 * s.u, s.between(12, 24) * s.u)
            fill(ctx, s.lit(rgb("#4f8f78"), 0.08), 1.06, 0.95)
    warm = mix(s.lit(rgb("#c98a54")), rgb("#c98a54"), 0.45)
    with s.sheet(0.4, 6) as ctx:
        ctx.rectangle(-5, s.horizon, s.w + 10, s.h)
        fill(ctx, warm, 1.10, 0.78)
    with s.sheet(0, 1, 0) as ctx:  # boards run towards the back
        ctx.set_source_rgba(*shade(warm, 0.6), 0.55)
        ctx.set_line_width(1.1 * s.u)
        for i in range(-14, 15):
            ctx.move_to(s.w / 2 + i * 24 * s.u, s.horizon)
            ctx.line_to(s.w / 2 + i * 44 * s.u, s.h)
        ctx.stroke()
    glow(s.far.ctx, s.w / 2, s.floor, s.frame.view * 0.46, rgb("#ffe0a0"), 0.42)
    red = mix(s.lit(rgb("#b8263a")), rgb("#b8263a"), 0.5)
    with s.front(0.5, 9) as ctx:
        for side, edge in ((-1, s.left), (1, s.right)):
            reach = 26 * s.u
            ctx.rectangle(edge - side * reach * 0.75 if side > 0 else -9, -5, s.left + reach * 0.75 + 9, s.h + 10)
            fill(ctx, shade(red, 0.72))
            folds = math.ceil((s.left + reach) / (17 * s.u))
            for i in range(folds):
                x = edge - side * reach + side * (folds - i - 1) * 17 * s.u
                ctx.move_to(x, -5)
                ctx.line_to(x + side * 20 * s.u, -5)
                ctx.line_to(x + side * 20 * s.u, s.h + 5)
                ctx.line_to(x + side * 3 * s.u, s.h + 5)
                ctx.curve_to(x + side * 5 * s.u, s.h * 0.8, x + side * 12 * s.u, s.h * 0.62, x + side * 9 * s.u, s.h * 0.55)
                ctx.curve_to(x - side * 2 * s.u, s.h * 0.4, x - side * 2 * s.u, s.h * 0.2, x, -5)
                fill(ctx, shade(red, 0.90 if i % 2 else 1.06), 1.05, 0.72)
    with s.front(0.45, 6) as ctx:  # the valance and its golden fringe
        step = 40 * s.u
        n = math.ceil(s.w / step)
        for i in range(n):
            x = (i + 0.5) * s.w / n
            ctx.arc(x, 4 * s.u, s.w / n * 0.52, 0, math.pi)
            ctx.close_path()
            ctx.set_source_rgb(*mix(s.lit(rgb("#e8b64a")), rgb("#e8b64a"), 0.5))
            ctx.fill()
            ctx.arc(x, 0, s.w / n * 0.52, 0, math.pi)
            ctx.close_path()
            fill(ctx, shade(red, 0.95), 0.85, 1.1)
        ctx.rectangle(-5, -5, s.w + 10, 12 * s.u)
        fill(ctx, mix(s.lit(rgb("#e8b64a")), rgb("#e8b64a"), 0.5), 1.1, 0.85)
    with s.front(0.4, 4) as ctx:  # footlights
        for x in s.spread(32, wobble=0.0):
            ctx.arc(x, s.h + 1, 9 * s.u, math.pi, 0)
            ctx.close_path()
            fill(ctx, mix(s.lit(rgb("#8a5a3a")), rgb("#8a5a3a"), 0.4), 1.15, 0.8)


def bedroom(s: Scene) -> None:
    warmth = 0.35 * s.hour.lamp
    wall = mix(s.lit(rgb("#a9c7d8")), rgb("#d9a878"), warmth)
    ctx = s.far.ctx
    ctx.rectangle(0, 0, s.w, s.h)
    fill(ctx, wall, 1.05, 0.95)
    with s.sheet(0, 1, 0) as ctx:  # wallpaper
        for x in s.spread(34, wobble=0.0):
            ctx.rectangle(x, 0, 15 * s.u, s.h)
            fill(ctx, shade(wall, 1.09), 1, 1, 0.6)
    left = s.chance(0.5)
    wx = s.left + s.frame.view * (s.between(0.26, 0.36) if left else s.between(0.64, 0.74))
    _window(s, wx, s.h * (0.34 if s.frame.is_tall else 0.32), 78 * s.u, 84 * s.u)
    bx = s.left + s.frame.view * (0.80 if left else 0.20)
    _shelf(s, bx, s.horizon + 4, 66 * s.u, (118 if not s.frame.is_tall else 150) * s.u)
    _shelf(s, s.w / 2 + (s.w / 2 - 14 * s.u) * (-1 if left else 1), s.horizon + 4, 46 * s.u, 84 * s.u)
    with s.sheet(0.26, 3) as ctx:
        for i, x in enumerate(s.spread(56, wobble=0.25)):
            if abs(x - wx) > 66 * s.u and abs(x - bx) > 48 * s.u:
                _picture(ctx, s, x, s.h * s.between(0.22, 0.34), s.between(20, 28) * s.u)
    wood = mix(s.lit(rgb("#b98a5e")), rgb("#b97a48"), warmth)
    with s.sheet(0.32, 5) as ctx:
        ctx.rectangle(-5, s.horizon - 6 * s.u, s.w + 10, 8 * s.u)
        fill(ctx, mix(s.lit(rgb("#f2ece0")), rgb("#e8c090"), warmth))
        ctx.rectangle(-5, s.horizon, s.w + 10, s.h)
        fill(ctx, wood, 1.05, 0.82)
    with s.sheet(0, 1, 0) as ctx:
        ctx.set_source_rgba(*shade(wood, 0.68), 0.5)
        ctx.set_line_width(1.0 * s.u)
        for share in (0.16, 0.36, 0.62):
            y = s.horizon + share * (s.h - s.horizon)
            ctx.move_to(0, y)
            ctx.line_to(s.w, y)
        ctx.stroke()
    with s.sheet(0.2, 4) as ctx:  # rug
        hue = [rgb("#d9667a"), rgb("#5f8fc9"), rgb("#7aae7c"), rgb("#c98ad0")][s.rng.integers(4)]
        for size, gain in ((1.0, 1.0), (0.80, 1.30), (0.66, 1.06)):
            disc(ctx, s.w / 2, s.floor + 0.01 * s.h, 0.36 * min(s.frame.view, 300 * s.u) * size, 0.085 * s.h * size * (0.8 if s.frame.is_tall else 1))
            fill(ctx, shade(mix(s.lit(hue), hue, warmth), gain), 1.03, 0.95)
    if s.hour.lamp > 0.3:
        x = bx + (-1 if left else 1) * 40 * s.u
        glow(s.far.ctx, x, s.horizon - 60 * s.u, 120 * s.u, rgb("#ffb45e"), 0.5 * s.hour.lamp)
    with s.sheet(0.3, 4) as ctx:
        _floor_lamp(ctx, s, bx + (-1 if left else 1) * 40 * s.u, s.horizon + 0.05 * s.h, 86 * s.u)
    with s.front() as ctx:
        hue = mix(s.frontal(rgb("#7d8fd0")), s.frontal(rgb("#c98a6a")), warmth)
        for side, x in ((-1, s.left - 4 * s.u), (1, s.right + 4 * s.u)):
            box(ctx, x - 46 * s.u, s.h - 34 * s.u, 92 * s.u, 60 * s.u, 20 * s.u)
            fill(ctx, hue, 1.12, 0.85)
            box(ctx, x - 34 * s.u, s.h - 48 * s.u, 68 * s.u, 34 * s.u, 15 * s.u)
            fill(ctx, shade(hue, 1.2), 1.1, 0.9)
    if s.frame.is_tall or s.chance(0.5):
        with s.front(0.3, 4) as ctx:  # paper stars hang from the ceiling
            for x in s.spread(30, wobble=0.4):
                drop = (10 + 40 * _edge(s, x) * s.between(0.6, 1.2)) * s.u * (1.5 if s.frame.is_tall else 1)
                ctx.set_source_rgba(*s.frontal(rgb("#fff1cf")), 0.8)
                ctx.set_line_width(0.9 * s.u)
                ctx.move_to(x, 0)
                ctx.line_to(x, drop)
                ctx.stroke()
                star(ctx, x, drop + 6 * s.u, 8 * s.u, 5, 0.48)
                fill(ctx, mix(s.lit(rgb("#f6cf6a")), LAMP, 0.5 * s.hour.lamp))


def _window(s: Scene, x: float, y: float, w: float, h: float) -> None:
    frame = s.lit(rgb("#fbf5ea"))
    with s.sheet(0.3, 4) as ctx:
        box(ctx, x - w / 2 - 5 * s.u, y - h / 2 - 5 * s.u, w + 10 * s.u, h + 10 * s.u, 4 * s.u)
        fill(ctx, frame)
    with s.sheet(0, 1, 0) as ctx:
        ctx.rectangle(x - w / 2, y - h / 2, w, h)
        ctx.clip()
        gradient = cairo.LinearGradient(0, y - h / 2, 0, y + h / 2)
        for stop, colour in zip((0, 0.6, 1), s.hour.sky):
            gradient.add_color_stop_rgb(stop, *colour)
        ctx.set_source(gradient)
        ctx.paint()
        if s.is_dark:
            for _ in range(9):
                star(ctx, s.between(x - w / 2, x + w / 2), s.between(y - h / 2, y + h * 0.2), 2.2 * s.u, 4, 0.3)
                fill(ctx, rgb("#fff6d8"))
        disc(ctx, x + w * (0.2 if s.is_dark else -0.2), y - h * (0.0 if s.hour.name in ("dawn", "sunset") else 0.2), w * 0.12)
        fill(ctx, rgb("#fff0c2"))
        disc(ctx, x - w * 0.3, y + h * 0.52, w * 0.5, h * 0.22)
        fill(ctx, s.lit(rgb("#6fb07a"), 0.35))
        disc(ctx, x + w * 0.3, y + h * 0.58, w * 0.6, h * 0.24)
        fill(ctx, s.lit(rgb("#5a9e6c"), 0.15))
    with s.sheet(0.3, 3) as ctx:
        ctx.rectangle(x - 2.5 * s.u, y - h / 2, 5 * s.u, h)
        ctx.rectangle(x - w / 2, y - 2.5 * s.u, w, 5 * s.u)
        fill(ctx, frame)
        box(ctx, x - w / 2 - 11 * s.u, y + h / 2 + 2 * s.u, w + 22 * s.u, 7 * s.u, 3 * s.u)
        fill(ctx, frame)
    with s.sheet(0.3, 4) as ctx:
        cloth = s.lit([rgb("#f0a59a"), rgb("#9cc9b0"), rgb("#f3cf86")][s.rng.integers(3)])
        for side in (-1, 1):
            e = x + side * (w / 2 + 9 * s.u)
            ctx.move_to(e, y - h / 2 - 10 * s.u)
            ctx.line_to(x + side * w * 0.22, y - h / 2 - 10 * s.u)
            ctx.curve_to(x + side * w * 0.30, y - h * 0.1, x + side * w * 0.42, y + h * 0.1, x + side * w * 0.46, y + h * 0.25)
            ctx.line_to(x + side * w * 0.40, y + h / 2 + 6 * s.u)
            ctx.line_to(e, y + h / 2 + 6 * s.u)
            ctx.close_path()
            fill(ctx, cloth, 1.08, 0.9)
        box(ctx, x - w / 2 - 16 * s.u, y - h / 2 - 13 * s.u, w + 32 * s.u, 5 * s.u, 2 * s.u)
        fill(ctx, s.lit(rgb("#8d6a4c")))


def _shelf(s: Scene, x: float, y: float, w: float, h: float) -> None:
    wood = s.lit(rgb("#9a6f4c"))
    with s.sheet(0.34, 5) as ctx:
        box(ctx, x - w / 2, y - h, w, h, 3 * s.u)
        fill(ctx, wood, 1.06, 0.9)
        rows = round(h / (29 * s.u))
        books = [rgb("#d9615a"), rgb("#5f93c9"), rgb("#e3b04f"), rgb("#6fb08a"), rgb("#a97fc9"), rgb("#f0e2c9")]
        for row in range(rows):
            base, room = y - h + (row + 1) * h / rows - 4 * s.u, h / rows - 8 * s.u
            ctx.rectangle(x - w / 2 + 4 * s.u, base - room, w - 8 * s.u, room)
            fill(ctx, shade(wood, 0.55), 0.9, 1.1)
            px = x - w / 2 + 6 * s.u
            while px < x + w / 2 - 10 * s.u:
                wide = s.between(4, 7.5) * s.u
                if s.chance(0.85):
                    ctx.rectangle(px, base - room * s.between(0.62, 0.9), wide - 0.8 * s.u, 0)
                    top = room * s.between(0.62, 0.92)
                    ctx.new_path()
                    ctx.rectangle(px, base - top, wide - 0.8 * s.u, top)
                    fill(ctx, s.pick(books), 1.06, 0.9)
                px += wide


def _picture(ctx, s: Scene, x: float, y: float, size: float) -> None:
    box(ctx, x - size * 0.5, y - size * 0.6, size, size * 1.2, 2)
    fill(ctx, s.lit(rgb("#fbf3e2")))
    box(ctx, x - size * 0.38, y - size * 0.46, size * 0.76, size * 0.92)
    fill(ctx, s.pick([rgb("#8fbfd6"), rgb("#f2b5a0"), rgb("#b5d29a")]))
    disc(ctx, x, y + size * 0.05, size * 0.2)
    fill(ctx, s.pick([rgb("#f6e08a"), rgb("#e87f7f"), rgb("#ffffff")]))


def _floor_lamp(ctx, s: Scene, x: float, y: float, h: float) -> None:
    ctx.rectangle(x - 1.6 * s.u, y - h, 3.2 * s.u, h)
    fill(ctx, s.lit(rgb("#5f5048")))
    disc(ctx, x, y, 12 * s.u, 3.4 * s.u)
    fill(ctx, s.lit(rgb("#5f5048")))
    polygon(ctx, (x - 18 * s.u, y - h + 8 * s.u), (x - 10 * s.u, y - h - 18 * s.u), (x + 10 * s.u, y - h - 18 * s.u), (x + 18 * s.u, y - h + 8 * s.u))
    fill(ctx, mix(s.lit(rgb("#f6e3b8")), LAMP, s.hour.lamp), 1.1, 0.95)
