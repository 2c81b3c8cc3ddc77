"""City, snowy village and an old Chinese town."""

from ..built import house, lamp_glow, lantern, old_house, street_lamp, tower, window
from ..flora import bush, pine, round_tree
from ..light import mix, rgb, shade
from ..paper import fill, glow
from ..scene import Scene
from ..shapes import blob, box, disc, height_at, hills, leaf, polygon
from ..sky import paint_clouds, paint_sky, paint_sun
from .open_land import BARK, LEAF, _edge


def city(s: Scene) -> None:
    paint_sky(s)
    paint_sun(s)
    paint_clouds(s, 2, 0.12, 0.4, 0.9)
    walls = [rgb("#8fa3c4"), rgb("#b59fb8"), rgb("#d8a88e"), rgb("#7f9fb5"), rgb("#c9bfa8")]

    for depth, step, low, high in ((0.60, 25, 0.34, 0.54), (0.36, 34, 0.22, 0.42), (0.10, 46, 0.12, 0.29)):
        with s.sheet(0.30, 5) as ctx:
            for x in s.spread(step, wobble=0.2):
                w, h = step * s.between(0.82, 1.02) * s.u, s.h * s.between(low, high)
                wall = s.pick(walls, depth) if not s.is_dark else mix(s.pick(walls, depth), s.hour.sky[1], 0.25)
                tower(ctx, s, x, s.horizon + 6, w, h, wall, 3 if depth > 0.3 else 4, (10.5 if depth > 0.3 else 11.5) * s.u)
                if s.chance(0.35):
                    ctx.rectangle(x - 0.8 * s.u, s.horizon + 6 - h - 12 * s.u, 1.6 * s.u, 12 * s.u)
                    fill(ctx, shade(wall, 0.8))
    with s.sheet(0.28, 4) as ctx:
        for x in s.spread(44, wobble=0.3):
            round_tree(ctx, s, x, s.horizon + 0.055 * s.h, s.between(30, 40) * s.u, s.pick(LEAF, 0.05), s.lit(BARK))
    with s.sheet(0.25, 4) as ctx:
        ctx.rectangle(-5, s.horizon + 0.045 * s.h, s.w + 10, s.h)
        fill(ctx, s.lit(rgb("#c5c0bd")), 1.05, 0.9)
    with s.sheet(0.25, 4) as ctx:
        ctx.rectangle(-5, s.horizon + 0.085 * s.h, s.w + 10, s.h)
        fill(ctx, s.lit(rgb("#6d7180")), 1.06, 0.84)
    with s.sheet(0, 1, 0) as ctx:
        y = s.horizon + 0.145 * s.h
        for x in s.spread(40, wobble=0.0):
            polygon(ctx, (x - 11 * s.u, y), (x + 8 * s.u, y), (x + 9 * s.u, y + 3.4 * s.u), (x - 11 * s.u, y + 3.4 * s.u))
            fill(ctx, s.lit(rgb("#f4ecd8")), 1, 1, 0.85)
    metal = s.lit(rgb("#3d4352"))
    xs = s.spread(120, wobble=0.15)
    with s.sheet(0.3, 3) as ctx:
        for x in xs:
            street_lamp(ctx, s, x, s.horizon + 0.08 * s.h, 58 * s.u, metal)
    for x in xs:
        lamp_glow(s, x, s.horizon + 0.08 * s.h - 58 * s.u, 30 * s.u, 0.8)
        lamp_glow(s, x, s.horizon + 0.11 * s.h, 34 * s.u, 0.25)
    with s.front() as ctx:
        for x in s.spread(24, wobble=0.35):
            edge = _edge(s, x)
            bush(ctx, s, x, s.h + 2, (26 + 34 * edge) * s.u, s.frontal(rgb("#58a060")))
    with s.front() as ctx:
        for x in (s.left + 9 * s.u, s.right - 9 * s.u):
            street_lamp(ctx, s, x, s.h + 6, s.h * (0.52 if s.frame.is_tall else 0.60), s.frontal(rgb("#3d4352")))
    if s.hour.lamp > 0.3:
        for x in (s.left + 9 * s.u, s.right - 9 * s.u):
            glow(s.near.ctx, x, s.h + 6 - s.h * (0.52 if s.frame.is_tall else 0.60), 34 * s.u, rgb("#ffb45e"), 0.6 * s.hour.lamp)


SNOW = rgb("#f6f9ff")


def snowy_village(s: Scene) -> None:
    paint_sky(s)
    paint_sun(s)
    paint_clouds(s, 2, 0.12, 0.4, 0.9)
    for depth, top in ((0.50, -0.16), (0.30, -0.08)):
        with s.sheet(0.22, 5) as ctx:
            line = hills(ctx, s.rng, s.w, s.h, s.horizon + top * s.h, 0.10 * s.h, 1.6)
            fill(ctx, s.lit(shade(rgb("#cfe0f2"), 1.0), depth), 1.10, 0.92)
            for x in s.spread(24, wobble=0.5):
                pine(ctx, s, x, height_at(line, x) + 3, s.between(20, 34) * s.u, s.lit(rgb("#47806f"), depth), s.lit(BARK, depth), s.lit(SNOW, depth))
    with s.sheet(0.24, 5) as ctx:
        line = hills(ctx, s.rng, s.w, s.h, s.horizon, 0.03 * s.h, 1.4)
        fill(ctx, s.lit(rgb("#e3edf8"), 0.08), 1.06, 0.9)
    roofs, walls = [rgb("#a5584c"), rgb("#7d5a68"), rgb("#5f6f8f")], [rgb("#f2d7ac"), rgb("#e8c8a4"), rgb("#d99f77")]
    xs = s.spread(66, wobble=0.25)
    with s.sheet(0.32, 4) as ctx:
        for x in xs:
            house(ctx, s, x, s.horizon + s.between(0.03, 0.05) * s.h, s.between(40, 52) * s.u, s.pick(walls), s.pick(roofs), s.lit(SNOW))
    for x in xs:
        lamp_glow(s, x, s.horizon + 0.02 * s.h, 42 * s.u, 0.55)
    with s.sheet(0.3, 4) as ctx:
        for x in s.spread(70, wobble=0.5):
            pine(ctx, s, x, s.horizon + 0.085 * s.h, s.between(40, 58) * s.u, s.lit(rgb("#3a7566")), s.lit(BARK), s.lit(SNOW))
    with s.sheet(0.26, 5) as ctx:
        hills(ctx, s.rng, s.w, s.h, s.horizon + 0.10 * s.h, 0.018 * s.h, 1.2)
        fill(ctx, s.lit(SNOW), 1.02, 0.86)
    with s.front() as ctx:
        for x in s.spread(44, wobble=0.3):
            if _edge(s, x) > 0.6:
                pine(ctx, s, x, s.h + 8, s.between(78, 110) * s.u * (1.35 if s.frame.is_tall else 1), s.frontal(rgb("#3a7566")), s.frontal(BARK), s.lit(shade(SNOW, 0.86)))
    with s.front() as ctx:
        for x in s.spread(36, wobble=0.4):
            disc(ctx, x, s.h + 6 * s.u, 30 * s.u, (11 + 10 * _edge(s, x)) * s.u)
            fill(ctx, s.lit(shade(SNOW, 0.92)), 1.04, 0.9)


def old_town(s: Scene) -> None:
    paint_sky(s, rgb("#f7d9b0"), 0.16)
    paint_sun(s)
    for depth, top in ((0.66, -0.22), (0.50, -0.13)):
        with s.sheet(0.18, 6) as ctx:
            for x in s.spread(70):
                h = s.between(0.12, 0.24) * s.h
                blob(ctx, [(x - h * 0.9, s.horizon + 4), (x - h * 0.5, s.horizon + top * s.h * 0.5 - h * 0.3), (x, s.horizon + top * s.h - h * 0.7), (x + h * 0.5, s.horizon + top * s.h * 0.5 - h * 0.3), (x + h * 0.9, s.horizon + 4)])
                fill(ctx, s.lit(rgb("#7f9aa6"), depth), 1.05, 1.1)
    pagoda = s.left + s.frame.view * s.between(0.25, 0.75)
    with s.sheet(0.28, 5) as ctx:
        _pagoda(ctx, s, pagoda, s.horizon + 5, 118 * s.u * (1.3 if s.frame.is_tall else 1))
    xs = [x for x in s.spread(82, wobble=0.12)]
    with s.sheet(0.34, 5) as ctx:
        for x in xs:
            storeys = 2 if s.chance(0.55) else 1
            old_house(ctx, s, x, s.horizon + 0.06 * s.h, s.between(76, 92) * s.u, (38 if storeys == 1 else 66) * s.u, storeys)
    for x in xs:
        lamp_glow(s, x, s.horizon, 52 * s.u, 0.45)
    y = s.horizon - 0.10 * s.h
    with s.sheet(0.26, 3) as ctx:
        _garland(ctx, s, y, 7, 11 * s.u)
    with s.sheet(0.26, 5) as ctx:
        ctx.rectangle(-5, s.horizon + 0.06 * s.h, s.w + 10, s.h)
        fill(ctx, s.lit(rgb("#b9ab9a")), 1.06, 0.84)
    with s.sheet(0, 1, 0) as ctx:  # paving
        for row in range(4):
            py = s.horizon + (0.085 + 0.022 * row + 0.012 * row * row) * s.h
            for x in s.spread(26 + 9 * row, wobble=0.08):
                box(ctx, x - (11 + 4 * row) * s.u, py, (21 + 8 * row) * s.u, (2.4 + 1.5 * row) * s.u, 2 * s.u)
                fill(ctx, s.lit(shade(rgb("#a99a88"), s.between(0.96, 1.08))), 1, 1, 0.8)
    with s.front() as ctx:
        for side, x in ((-1, s.left), (1, s.right)):
            box(ctx, x - 7 * s.u + side * 4 * s.u, -4, 14 * s.u, s.h + 10)
            fill(ctx, s.frontal(rgb("#b13c2d")), 1.0, 0.9)
    with s.front() as ctx:
        for x in s.spread(34, wobble=0.2):
            drop = (14 + 34 * _edge(s, x)) * s.u * (1.4 if s.frame.is_tall else 1)
            lantern(s, x, drop, (15 + 9 * _edge(s, x)) * s.u, ctx)
        polygon(ctx, (-4, -4), (s.w + 4, -4), (s.w + 4, 8 * s.u), (-4, 8 * s.u))
        fill(ctx, s.frontal(rgb("#6a4a3c")))
    if s.hour.lamp > 0.3:
        for x in s.spread(60, wobble=0.2):
            glow(s.near.ctx, x, 20 * s.u, 26 * s.u, rgb("#ff8a4a"), 0.25 * s.hour.lamp)
    with s.front() as ctx:
        for x in s.spread(30, wobble=0.4):
            edge = _edge(s, x)
            if edge > 0.35:
                for angle in (-2.2, -1.8, -1.4, -1.0):
                    leaf(ctx, x, s.h + 4, (26 + 26 * edge) * s.u, 4 * s.u, angle, 0.15 if angle > -1.57 else -0.15)
                    fill(ctx, s.frontal(rgb("#5a9a58")))


def _pagoda(ctx, s: Scene, x: float, y: float, height: float) -> None:
    from ..built import pagoda_roof
    wall, roof = s.lit(rgb("#d9b58c"), 0.3), s.lit(rgb("#4f6f7c"), 0.3)
    for i in range(5):
        w, base = height * (0.36 - 0.045 * i), y - height * 0.17 * i
        ctx.rectangle(x - w * 0.38, base - height * 0.15, w * 0.76, height * 0.17)
        fill(ctx, wall)
        window(ctx, s, x, base - height * 0.03, w * 0.22, height * 0.07, 1.0, 2)
        pagoda_roof(ctx, x, base - height * 0.13, w * 1.25, height * 0.075, roof)
    ctx.rectangle(x - height * 0.008, y - height * 1.02, height * 0.016, height * 0.14)
    fill(ctx, s.lit(rgb("#e0b04a"), 0.2))


def _garland(ctx, s: Scene, y: float, count: int, size: float) -> None:
    """A string of lanterns across the street."""
    step = 62 * s.u
    x = -s.between(0, step)
    while x < s.w + step:
        ctx.set_source_rgb(*s.lit(rgb("#5b4038")))
        ctx.set_line_width(1.1 * s.u)
        ctx.move_to(x, y)
        ctx.curve_to(x + step * 0.3, y + 11 * s.u, x + step * 0.7, y + 11 * s.u, x + step, y)
        ctx.stroke()
        for share in (0.2, 0.5, 0.8):
            lantern(s, x + step * share, y + (8 if share == 0.5 else 5.5) * s.u + size, size, ctx)
        x += step
