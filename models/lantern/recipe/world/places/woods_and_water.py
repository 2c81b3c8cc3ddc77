"""Forest, jungle, river, beach, underwater: where things grow and swim."""
import math

import cairo

from ..flora import big_leaf, bush, fern, grass, kelp, palm, pine, round_tree
from ..light import mix, rgb, shade
from ..paper import fill, glow
from ..scene import Scene
from ..shapes import blob, box, disc, height_at, hills, leaf, polygon, star, waves
from ..sky import paint_clouds, paint_sky, paint_sun
from .open_land import BARK, GREEN, LEAF, _edge, _stone

SAND = rgb("#f3dcaa")


def forest(s: Scene) -> None:
    paint_sky(s, rgb("#bfe3b4"), 0.35)
    paint_sun(s)
    firs = [rgb("#3f8466"), rgb("#4b9470"), rgb("#36755f")]
    for depth, step, size in ((0.66, 17, 0.50), (0.44, 21, 0.47), (0.20, 27, 0.44)):
        with s.sheet(0.24, 5) as ctx:
            base = s.horizon + (0.66 - depth) * 0.10 * s.h
            for x in s.spread(step, wobble=0.5):
                if depth < 0.3 and s.chance(0.4):
                    round_tree(ctx, s, x, base + 5, s.h * size * s.between(0.62, 0.8), s.pick(LEAF, depth), s.lit(BARK, depth))
                else:
                    pine(ctx, s, x, base + 5, s.h * size * s.between(0.72, 1.12), s.pick(firs, depth), s.lit(BARK, depth))
            ctx.rectangle(-5, base, s.w + 10, s.h)
            fill(ctx, s.lit(rgb("#4f8a5c"), depth), 1, 1)
    with s.sheet(0.26, 5) as ctx:
        hills(ctx, s.rng, s.w, s.h, s.horizon + 0.06 * s.h, 0.025 * s.h, 1.4)
        fill(ctx, s.lit(rgb("#6da85c")), 1.12, 0.82)
    with s.sheet(0.25, 2.5) as ctx:
        for x in s.spread(34):
            y = s.between(s.horizon + 0.10 * s.h, s.floor - 0.04 * s.h)
            if s.chance(0.35):
                _toadstool(ctx, s, x, y, s.between(7, 11) * s.u)
            else:
                grass(ctx, s, x, y, s.between(8, 13) * s.u, s.lit(rgb("#578f4c")), 4)
    if s.is_dark:
        for x in s.spread(40):
            glow(s.far.ctx, x, s.between(s.horizon * 0.75, s.floor), 7 * s.u, rgb("#f7f39a"), 0.8)
    with s.front() as ctx:
        for x in (s.left + 2, s.right - 2, s.left - 52 * s.u, s.right + 52 * s.u):
            _trunk(ctx, s, x + s.between(-8, 8) * s.u, s.between(15, 21) * s.u)
        for x in s.spread(19, wobble=0.5):
            edge = _edge(s, x)
            if edge > 0.35:
                fern(ctx, s, x, s.h + 4, (22 + 24 * edge) * s.u, -math.pi / 2 + s.between(-0.7, 0.7), s.frontal(rgb("#4f9a58")))
            else:
                grass(ctx, s, x, s.h + 4, 15 * s.u, s.frontal(rgb("#5a9a4f")), 4)
    with s.front() as ctx:  # leaves hang in from above
        for x in s.spread(21, wobble=0.5):
            r = (8 + 22 * _edge(s, x)) * s.u * (1.3 if s.frame.is_tall else 1)
            disc(ctx, x, -r * 0.15, r * 1.15, r)
            fill(ctx, s.frontal(shade(rgb("#4d9a55"), s.between(0.9, 1.1))), 0.9, 1.08)


def _trunk(ctx, s: Scene, x: float, w: float) -> None:
    bark = s.frontal(rgb("#8a6a52"))
    ctx.move_to(x - w * 1.5, s.h + 4)
    ctx.curve_to(x - w * 0.6, s.h * 0.86, x - w * 0.5, s.h * 0.5, x - w * 0.62, -4)
    ctx.line_to(x + w * 0.62, -4)
    ctx.curve_to(x + w * 0.5, s.h * 0.5, x + w * 0.6, s.h * 0.86, x + w * 1.5, s.h + 4)
    fill(ctx, bark, 0.9, 1.0)
    for dx in (-0.2, 0.15):
        ctx.rectangle(x + dx * w, s.h * s.between(0.05, 0.4), w * 0.10, s.h * s.between(0.15, 0.3))
        fill(ctx, shade(bark, 0.8), 1, 1)


def _toadstool(ctx, s: Scene, x: float, y: float, h: float) -> None:
    box(ctx, x - h * 0.13, y - h * 0.6, h * 0.26, h * 0.6, h * 0.1)
    fill(ctx, s.lit(rgb("#fbeedd")))
    ctx.arc(x, y - h * 0.5, h * 0.48, math.pi, 0)
    ctx.close_path()
    fill(ctx, s.lit(rgb("#dd4b43")), 1.15, 0.9)
    for dx, dy in ((-0.2, 0.68), (0.15, 0.78), (0.28, 0.6)):
        disc(ctx, x + dx * h, y - dy * h, h * 0.07)
        fill(ctx, s.lit(rgb("#fff4ea")))


def jungle(s: Scene) -> None:
    paint_sky(s, rgb("#bff0a8"), 0.25 if s.hour.name == "sunset" else 0.55)
    paint_sun(s)
    greens = [rgb("#2f9b57"), rgb("#3fb061"), rgb("#23834f"), rgb("#5cba4f")]
    for depth, size in ((0.60, 0.50), (0.34, 0.44)):
        with s.sheet(0.26, 5) as ctx:
            base = s.horizon + (0.6 - depth) * 0.1 * s.h
            for x in s.spread(38, wobble=0.5):
                if s.chance(0.6):
                    palm(ctx, s, x, base + 4, s.h * size * s.between(0.8, 1.1), s.pick(greens, depth), s.lit(BARK, depth))
                else:
                    round_tree(ctx, s, x, base + 4, s.h * size * s.between(0.7, 0.95), s.pick(greens, depth), s.lit(BARK, depth))
            for x in s.spread(22, wobble=0.5):
                bush(ctx, s, x, base + 3, s.between(34, 52) * s.u, s.pick(greens, depth))
            ctx.rectangle(-5, base, s.w + 10, s.h)
            fill(ctx, s.lit(rgb("#2c8a50"), depth), 1, 1)
    if s.chance(0.6):
        _waterfall(s)
    with s.sheet(0.28, 4) as ctx:
        for x in s.spread(26, wobble=0.5):
            for angle in (-2.5, -1.9, -1.2, -0.6):
                big_leaf(ctx, s, x, s.horizon + 0.09 * s.h, s.between(22, 34) * s.u, angle + s.between(-0.2, 0.2), s.pick(greens, 0.06))
    with s.sheet(0.26, 5) as ctx:
        hills(ctx, s.rng, s.w, s.h, s.horizon + 0.075 * s.h, 0.02 * s.h, 1.3)
        fill(ctx, s.lit(rgb("#7fae55")), 1.1, 0.80)
    with s.front() as ctx:
        for x in s.spread(30, wobble=0.4):
            edge = _edge(s, x)
            if edge > 0.25:
                for _ in range(3):
                    big_leaf(ctx, s, x, s.h + 6, (34 + 36 * edge) * s.u, -math.pi / 2 + s.between(-0.9, 0.9), s.frontal(greens[s.rng.integers(4)]))
            else:
                grass(ctx, s, x, s.h + 4, 16 * s.u, s.frontal(greens[3]), 4)
    with s.front() as ctx:
        for x in s.spread(26, wobble=0.4):
            edge = _edge(s, x)
            for _ in range(2):
                big_leaf(ctx, s, x, -6, (16 + 44 * edge) * s.u, math.pi / 2 + s.between(-0.8, 0.8), s.frontal(greens[s.rng.integers(4)]))
            if edge > 0.6 and s.chance(0.5):
                _vine(ctx, s, x)


def _waterfall(s: Scene) -> None:
    x, w = s.left + s.frame.view * s.between(0.3, 0.7), s.between(24, 32) * s.u
    top, base = s.horizon - s.between(0.30, 0.38) * s.h, s.horizon + 0.05 * s.h
    with s.sheet(0.3, 5) as ctx:
        polygon(ctx, (x - w * 2.7, base), (x - w * 2.1, top + 40 * s.u), (x - w * 1.5, top + 34 * s.u), (x - w * 1.2, top + 8 * s.u), (x - w * 0.5, top), (x + w * 0.5, top), (x + w * 1.1, top + 6 * s.u), (x + w * 1.6, top + 28 * s.u), (x + w * 2.2, top + 36 * s.u), (x + w * 2.7, base))
        fill(ctx, s.lit(rgb("#6d7f6b"), 0.2), 1.05, 0.85)
    with s.sheet(0.2, 3) as ctx:
        ctx.move_to(x - w * 0.42, top)
        ctx.curve_to(x - w * 0.5, base - 30, x - w * 0.6, base - 10, x - w * 0.75, base + 4)
        ctx.line_to(x + w * 0.75, base + 4)
        ctx.curve_to(x + w * 0.6, base - 10, x + w * 0.5, base - 30, x + w * 0.42, top)
        fill(ctx, s.lit(rgb("#c9f0f4"), 0.08), 1.1, 0.95)
        for dx in (-0.26, -0.02, 0.2):
            ctx.rectangle(x + dx * w, top + 6 * s.u, w * 0.09, (base - top) * 0.8)
            fill(ctx, s.lit(rgb("#ffffff"), 0.05), 1, 1, 0.7)


def _vine(ctx, s: Scene, x: float) -> None:
    length = s.h * s.between(0.18, 0.32)
    ctx.set_source_rgb(*s.frontal(rgb("#3d8a4c")))
    ctx.set_line_width(2 * s.u)
    ctx.move_to(x, -4)
    ctx.curve_to(x + 8 * s.u, length * 0.4, x - 8 * s.u, length * 0.7, x, length)
    ctx.stroke()
    for i in range(5):
        leaf(ctx, x, length * (0.3 + 0.16 * i), 9 * s.u, 2.4 * s.u, 0.5 if i % 2 else 2.6)
        fill(ctx, s.frontal(rgb("#58b063")))


def river(s: Scene) -> None:
    paint_sky(s)
    paint_sun(s)
    paint_clouds(s, 2, 0.12, 0.45)
    with s.sheet(0.22, 5) as ctx:
        line = hills(ctx, s.rng, s.w, s.h, s.horizon - 0.10 * s.h, 0.08 * s.h, 1.7)
        fill(ctx, s.lit(rgb("#78b07e"), 0.5), 1.05, 0.95)
    with s.sheet(0.24, 5) as ctx:
        line = hills(ctx, s.rng, s.w, s.h, s.horizon - 0.03 * s.h, 0.03 * s.h, 1.8)
        fill(ctx, s.lit(rgb("#74b265"), 0.22), 1.06, 0.95)
        for x in s.spread(42):
            round_tree(ctx, s, x, height_at(line, x) + 3, s.between(34, 52) * s.u, s.pick(LEAF, 0.2), s.lit(BARK, 0.2))
    blue = rgb("#58b4d8")
    with s.sheet(0.2, 4) as ctx:
        waves(ctx, s.w, s.h, s.horizon, 2 * s.u, 34 * s.u, s.between(0, 1))
        fill(ctx, mix(s.lit(blue), s.hour.sky[1], 0.5), 1.05, 0.92)
    _bridge(s, s.left + s.frame.view * s.between(0.42, 0.58))
    for i in range(1, 4):
        with s.sheet(0.14, 3) as ctx:
            waves(ctx, s.w, s.h, s.horizon + 0.043 * i * s.h, (2 + i) * s.u, (30 + 7 * i) * s.u, s.between(0, 1))
            fill(ctx, mix(s.lit(shade(blue, 1 - 0.05 * i)), s.hour.sky[1], (0.5 if s.hour.name in ("dawn", "sunset") else 0.3) - 0.06 * i), 1.06, 0.92)
    with s.sheet(0.3, 4) as ctx:
        hills(ctx, s.rng, s.w, s.h, s.floor - 0.045 * s.h, 0.012 * s.h, 1.2)
        fill(ctx, s.lit(GREEN), 1.10, 0.84)
    with s.sheet(0.25, 2.5) as ctx:
        for x in s.spread(40):
            _stone(ctx, s, x, s.floor - 0.03 * s.h, s.between(3, 7) * s.u, 1.05) if s.chance(0.5) else grass(ctx, s, x, s.floor - 0.025 * s.h, 10 * s.u, s.lit(shade(GREEN, 0.8)), 4)
    with s.front() as ctx:
        for x in s.spread(13, wobble=0.5):
            edge = _edge(s, x)
            if edge > 0.4:
                _reed(ctx, s, x, (40 + 36 * edge) * s.u)
            grass(ctx, s, x, s.h + 4, (12 + 14 * edge) * s.u, s.frontal(rgb("#6aa84a")), 4)


def _reed(ctx, s: Scene, x: float, height: float) -> None:
    top = s.h - height * s.between(0.8, 1.1)
    ctx.set_source_rgb(*s.frontal(rgb("#7f9a4a")))
    ctx.set_line_width(2 * s.u)
    ctx.move_to(x, s.h + 4)
    ctx.line_to(x + 3 * s.u, top)
    ctx.stroke()
    box(ctx, x + 0.4 * s.u, top, 5.2 * s.u, 17 * s.u, 3 * s.u)
    fill(ctx, s.frontal(rgb("#a06a3c")))
    leaf(ctx, x, s.h, height * 0.75, height * 0.05, -math.pi / 2 + s.between(-0.35, 0.35))
    fill(ctx, s.frontal(rgb("#6a9a48")))


def _bridge(s: Scene, x: float) -> None:
    w, h = s.frame.view * (0.40 if s.frame.name == "16:9" else 0.62), s.h * (0.13 if s.frame.is_tall else 0.17)
    y = s.horizon + 0.035 * s.h
    stone = s.lit(rgb("#cbb79a"), 0.08)
    with s.sheet(0.34, 4) as ctx:
        ctx.move_to(x - w * 0.62, y)
        ctx.curve_to(x - w * 0.35, y - h * 0.5, x - w * 0.2, y - h, x, y - h)
        ctx.curve_to(x + w * 0.2, y - h, x + w * 0.35, y - h * 0.5, x + w * 0.62, y)
        ctx.close_path()
        for cx, r in ((0, 0.17), (-0.32, 0.095), (0.32, 0.095)):
            ctx.new_sub_path()
            ctx.arc_negative(x + cx * w, y + 1, r * w * 0.95, 0, math.pi)
            ctx.close_path()
        ctx.set_fill_rule(cairo.FILL_RULE_EVEN_ODD)
        fill(ctx, stone, 1.08, 0.84)
        for i in range(11):
            share = i / 10 * 2 - 1
            py = y - h * (1 - abs(share) ** 1.7) - 2 * s.u
            ctx.rectangle(x + share * w * 0.5 - 2 * s.u, py - 9 * s.u, 4 * s.u, 11 * s.u)
            fill(ctx, shade(stone, 1.08))
        ctx.set_source_rgb(*shade(stone, 1.12))
        ctx.set_line_width(2.4 * s.u)
        for i in range(21):
            share = i / 20 * 2 - 1
            py = y - h * (1 - abs(share) ** 1.7) - 9 * s.u
            ctx.line_to(x + share * w * 0.5, py)
        ctx.stroke()


def beach(s: Scene) -> None:
    paint_sky(s)
    paint_sun(s)
    paint_clouds(s, 3, 0.15, 0.7)
    if s.chance(0.7):
        with s.sheet(0.2, 4) as ctx:
            x, w = s.left + s.frame.view * s.between(0.2, 0.8), s.between(34, 56) * s.u
            blob(ctx, [(x - w, s.horizon + 5), (x - w * 0.6, s.horizon - w * 0.14), (x, s.horizon - w * 0.36), (x + w * 0.6, s.horizon - w * 0.12), (x + w, s.horizon + 5)])
            fill(ctx, s.lit(rgb("#5fa58c"), 0.5))
    sea = rgb("#2fa3c7")
    for i in range(5):
        with s.sheet(0.15 if i else 0.06, 3, 1.0 if i else 0.2) as ctx:
            top = s.horizon + (0, 0.022, 0.055, 0.095, 0.135)[i] * s.h
            if i == 0:
                ctx.rectangle(-5, top, s.w + 10, s.h)
            else:
                waves(ctx, s.w, s.h, top, (1.5 + 1.3 * i) * s.u, (24 + 9 * i) * s.u, s.between(0, 1))
            fill(ctx, mix(s.lit(mix(sea, rgb("#7fdcd4"), 0.2 * i)), s.hour.sky[2 if s.hour.name == "day" else 1], 0.5 - 0.08 * i), 1.04, 0.95)
    for top, colour in ((0.165, rgb("#fdfdf6")), (0.175, rgb("#dcc08a")), (0.195, SAND)):
        with s.sheet(0.14 if top < 0.19 else 0.2, 3) as ctx:
            waves(ctx, s.w, s.h + 5, s.horizon + top * s.h, 6 * s.u, 96 * s.u, 0.35)
            fill(ctx, s.lit(colour), 1.05, 0.90)
    with s.sheet(0.25, 2.5) as ctx:
        for x in s.spread(58):
            y = s.between(s.horizon + 0.24 * s.h, s.floor - 0.01 * s.h)
            if s.chance(0.5):
                star(ctx, x, y, 5.5 * s.u, 5, 0.45, s.between(0, 1))
                fill(ctx, s.lit(rgb("#ee7d5b")))
            else:
                ctx.arc(x, y, 4.5 * s.u, math.pi, 0)
                ctx.close_path()
                fill(ctx, s.pick([rgb("#fff1e6"), rgb("#f7b9b3")]))
    with s.sheet(0.32, 4) as ctx:
        side = -1 if s.chance(0.5) else 1
        x = s.w / 2 + side * s.frame.view * s.between(0.36, 0.44)
        palm(ctx, s, x, s.horizon + 0.25 * s.h, s.h * (0.50 if s.frame.is_tall else 0.58), s.lit(rgb("#4fa95b")), s.lit(rgb("#a87a52")), -side * 0.16)
    with s.front() as ctx:
        for x in s.spread(36, wobble=0.4):
            edge = _edge(s, x)
            if edge > 0.5:
                for angle in (-2.4, -1.8, -1.3, -0.7):
                    big_leaf(ctx, s, x, s.h + 8, (30 + 20 * edge) * s.u, angle + s.between(-0.2, 0.2), s.frontal(rgb("#4fa95b")))
            else:
                grass(ctx, s, x, s.h + 4, 12 * s.u, s.frontal(rgb("#c6b060")), 4)
    if s.frame.is_tall:
        with s.front() as ctx:
            for x in (s.left - 8, s.right + 8):
                for angle in (0.5, 1.1, 1.7, 2.3, 2.8):
                    leaf(ctx, x, -8, 92 * s.u, 12 * s.u, angle, 0.1)
                    fill(ctx, s.frontal(rgb("#4fa95b")), 1.05, 0.95)


def underwater(s: Scene) -> None:
    top, mid, deep = (mix(_sea(s, rgb(c)), s.hour.sky[2 - i], 0.08) for i, c in enumerate(("#8fe3e6", "#2f9fd0", "#15589f")))
    gradient = cairo.LinearGradient(0, 0, 0, s.h)
    for stop, colour in ((0, top), (0.45, mid), (1, deep)):
        gradient.add_color_stop_rgb(stop, *colour)
    s.far.ctx.set_source(gradient)
    s.far.ctx.paint()
    for x in s.spread(70):  # rays of light
        ctx, w = s.far.ctx, s.between(10, 22) * s.u
        polygon(ctx, (x - w * 0.4, -4), (x + w * 0.4, -4), (x + w * 2.2 - 0.16 * s.h, s.h * 0.85), (x - w * 1.2 - 0.16 * s.h, s.h * 0.85))
        fade = cairo.LinearGradient(0, 0, 0, s.h * 0.85)
        fade.add_color_stop_rgba(0, *shade(top, 1.5), 0.26)
        fade.add_color_stop_rgba(1, *shade(top, 1.5), 0.0)
        ctx.set_source(fade)
        ctx.fill()
    for depth, base, size in ((0.55, 0.02, 0.17), (0.28, 0.06, 0.13)):
        with s.sheet(0.24, 5) as ctx:
            line = hills(ctx, s.rng, s.w, s.h, s.horizon + base * s.h - size * 0.3 * s.h, size * s.h, 2.2)
            fill(ctx, mix(_sea(s, rgb("#3f7fa8")), mid, depth), 1.08, 0.9)
            for x in s.spread(36, wobble=0.5):
                y = height_at(line, x) + 5
                if s.chance(0.5):
                    kelp(ctx, s, x, y, s.h * s.between(0.16, 0.30), mix(_sea(s, rgb("#3fae7f")), mid, depth))
                else:
                    _coral(ctx, s, x, y, s.between(18, 30) * s.u, mix(_sea(s, [rgb("#f2788f"), rgb("#f4a259"), rgb("#b57be0")][s.rng.integers(3)]), mid, depth))
    with s.sheet(0.26, 5) as ctx:
        hills(ctx, s.rng, s.w, s.h, s.horizon + 0.11 * s.h, 0.025 * s.h, 1.5)
        fill(ctx, mix(_sea(s, rgb("#ecd6a4")), deep, 0.15), 1.08, 0.82)
    with s.sheet(0.26, 3) as ctx:
        for x in s.spread(64):
            y = s.horizon + s.between(0.15, 0.2) * s.h
            _coral(ctx, s, x, y, s.between(15, 24) * s.u, _sea(s, [rgb("#ff6f8a"), rgb("#ffac5c"), rgb("#c58af0")][s.rng.integers(3)]))
            star(ctx, x + 22 * s.u, y + 6 * s.u, 5 * s.u, 5, 0.45)
            fill(ctx, s.lit(rgb("#f58a52")))
    for x in s.spread(34, wobble=0.5):
        ctx, y, r = s.far.ctx, s.between(0.06, 0.8) * s.h, s.between(1.5, 4) * s.u
        disc(ctx, x, y, r)
        ctx.set_source_rgba(1, 1, 1, 0.22)
        ctx.fill_preserve()
        ctx.set_source_rgba(1, 1, 1, 0.55)
        ctx.set_line_width(0.8 * s.u)
        ctx.stroke()
    with s.front() as ctx:
        for x in s.spread(18, wobble=0.5):
            edge = _edge(s, x)
            if edge > 0.3:
                kelp(ctx, s, x, s.h + 6, (46 + 60 * edge) * s.u * (1.3 if s.frame.is_tall else 1), mix(_sea(s, rgb("#23704f")), deep, 0.3))
            else:
                _stone(ctx, s, x, s.h + 3, s.between(7, 11) * s.u, 0.55)


def _sea(s: Scene, colour):
    """Water keeps much of its own colour at any hour."""
    return mix(s.lit(colour), shade(colour, 0.55) if s.is_dark else colour, 0.55)


def _coral(ctx, s: Scene, x: float, y: float, h: float, colour) -> None:
    ctx.set_line_cap(cairo.LINE_CAP_ROUND)
    ctx.set_source_rgb(*colour)
    for angle, length in ((-1.57, 1.0), (-2.2, 0.75), (-0.95, 0.8), (-2.6, 0.5), (-0.55, 0.5)):
        ctx.set_line_width(h * 0.16)
        ctx.move_to(x, y)
        ex, ey = x + math.cos(angle) * h * length, y + math.sin(angle) * h * length
        ctx.curve_to(x, y - h * 0.3, ex, ey + h * 0.4, ex, ey)
        ctx.stroke()
        ctx.set_line_width(h * 0.11)
        ctx.move_to((x + ex) / 2, (y + ey) / 2)
        ctx.line_to((x + ex) / 2 + h * 0.22, (y + ey) / 2 - h * 0.25)
        ctx.stroke()
