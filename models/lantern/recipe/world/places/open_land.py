"""Meadow, mountains, desert, farm, volcano: land under a wide sky."""
import math

from ..flora import cactus, flower, grass, pine, round_tree
from ..light import mix, rgb, shade
from ..built import house, lamp_glow
from ..paper import fill, glow
from ..scene import Scene
from ..shapes import blob, box, disc, height_at, hills, polygon
from ..sky import paint_clouds, paint_sky, paint_sun

GREEN, LEAF, BARK = rgb("#7cc15a"), [rgb("#4f9e4b"), rgb("#5fae52"), rgb("#3f8a50")], rgb("#7a5a44")
PETALS = [rgb("#f4718f"), rgb("#fff4e6"), rgb("#f9b83e"), rgb("#a77be0"), rgb("#f25c54")]


def meadow(s: Scene) -> None:
    paint_sky(s)
    paint_sun(s)
    paint_clouds(s, 3 if not s.frame.is_tall else 4)
    for depth, top, colour in ((0.62, -0.13, rgb("#6fae8a")), (0.38, -0.06, rgb("#6db36a"))):
        with s.sheet(0.22, 5) as ctx:
            line = hills(ctx, s.rng, s.w, s.h, s.horizon + top * s.h, 0.09 * s.h, 1.6)
            fill(ctx, s.lit(colour, depth), 1.05, 0.95)
            for x in s.spread(52) if depth < 0.5 else []:
                round_tree(ctx, s, x, height_at(line, x) + 2, s.between(24, 40) * s.u, s.pick(LEAF, 0.3), s.lit(BARK, 0.3))
    with s.sheet(0.26, 5) as ctx:
        hills(ctx, s.rng, s.w, s.h, s.horizon, 0.03 * s.h, 1.3)
        fill(ctx, s.lit(GREEN, 0.06), 1.10, 0.86)
    with s.sheet(0.25, 2.5, 0.5) as ctx:
        for x in s.spread(30):
            y = s.between(s.horizon + 0.07 * s.h, s.floor - 0.05 * s.h)
            size = 6 + 12 * (y - s.horizon) / (s.h - s.horizon)
            grass(ctx, s, x, y, size * s.u, s.lit(shade(GREEN, 0.82)), 3)
            if s.chance(0.7):
                flower(ctx, s, x + s.between(-9, 9) * s.u, y, size * 1.1 * s.u, s.pick(PETALS), s.lit(rgb("#4c9145")))
    with s.front() as ctx:
        for x in s.spread(13, wobble=0.5):
            edge = _edge(s, x)
            grass(ctx, s, x, s.h + 4, (14 + 34 * edge) * s.u, s.frontal(rgb("#5ba84a")), 4)
            if edge > 0.3 and s.chance(0.6):
                flower(ctx, s, x, s.h + 2, (24 + 30 * edge) * s.u, s.lit(shade(PETALS[s.rng.integers(5)], 0.85)), s.frontal(GREEN))


def _edge(s: Scene, x: float) -> float:
    """0 in the middle of what the camera sees first, 1 at its sides and beyond."""
    return min(1.0, max(0.0, (abs(x - s.w / 2) / (s.frame.view / 2) - 0.45) / 0.5))


def mountains(s: Scene) -> None:
    paint_sky(s)
    paint_sun(s)
    paint_clouds(s, 2, 0.12, 0.4, 0.9)
    tall = 1.35 if s.frame.is_tall else 1.0
    for depth, low, high, step, colour in ((0.58, 0.34, 0.50, 105, rgb("#7d8fb8")), (0.28, 0.22, 0.36, 90, rgb("#66789f"))):
        with s.sheet(0.30, 6) as ctx:
            for x in s.spread(step):
                _peak(ctx, s, x, s.horizon + 0.03 * s.h, s.between(low, high) * s.h * tall * 0.85, depth, colour)
    with s.sheet(0.3, 5) as ctx:
        line = hills(ctx, s.rng, s.w, s.h, s.horizon - 0.02 * s.h, 0.06 * s.h, 1.8)
        fill(ctx, s.lit(rgb("#5b9a78"), 0.12), 1.05, 0.9)
        for x in s.spread(22, wobble=0.5):
            pine(ctx, s, x, height_at(line, x) + 3 * s.u, s.between(24, 44) * s.u, s.pick([rgb("#3d7d68"), rgb("#2f6b5c")], 0.12), s.lit(BARK))
    with s.sheet(0.28, 5) as ctx:
        hills(ctx, s.rng, s.w, s.h, s.horizon + 0.08 * s.h, 0.03 * s.h, 1.2)
        fill(ctx, s.lit(rgb("#86b878")), 1.1, 0.86)
    with s.sheet(0.25, 2.5) as ctx:
        for x in s.spread(60):
            y = s.between(s.horizon + 0.11 * s.h, s.floor - 0.03 * s.h)
            _stone(ctx, s, x, y, s.between(4, 9) * s.u, 1.0)
            grass(ctx, s, x + 9 * s.u, y, 9 * s.u, s.lit(rgb("#6aa063")), 3)
    with s.front() as ctx:
        for x in s.spread(34, wobble=0.4):
            edge = _edge(s, x)
            if edge > 0.55:
                pine(ctx, s, x, s.h + 6, s.between(70, 105) * s.u * (1.35 if s.frame.is_tall else 1), s.frontal(rgb("#2f6b5c")), s.frontal(BARK))
            else:
                _stone(ctx, s, x, s.h + 3, s.between(8, 14) * s.u, 0.6)


def _peak(ctx, s: Scene, x: float, y: float, height: float, depth: float, colour) -> None:
    w = height * s.between(0.72, 0.9)
    rock = s.lit(shade(colour, s.between(0.94, 1.06)), depth)
    ridge = x + s.between(-0.10, 0.10) * w
    side = -1 if s.hour.shadow[0] > 0 else 1
    polygon(ctx, (x - w, y), (ridge, y - height), (x + w, y))
    fill(ctx, shade(rock, 0.86), 1.0, 1.0)
    polygon(ctx, (x + side * w, y), (ridge, y - height), (ridge + side * 0.05 * w, y - height * 0.5), (ridge - side * 0.04 * w, y - height * 0.25), (x, y))
    fill(ctx, rock, 1.12, 0.98)
    snow = s.lit(rgb("#ffffff"), depth * 0.55)
    cap = 0.34

    def edge(sign: int, share: float) -> tuple[float, float]:
        return ridge + (x + sign * w - ridge) * share, y - height * (1 - share)
    polygon(ctx, (ridge, y - height), edge(-1, cap), (ridge - w * 0.16, y - height * 0.74), (ridge - w * 0.03, y - height * 0.62), (ridge + w * 0.12, y - height * 0.76), edge(1, cap * 0.9))
    fill(ctx, shade(snow, 0.90), 1.0, 0.98)
    polygon(ctx, (ridge, y - height), edge(side, cap if side < 0 else cap * 0.9), (ridge + side * w * (0.16 if side < 0 else 0.12), y - height * 0.75), (ridge, y - height * 0.66))
    fill(ctx, snow, 1.05, 1.0)


def _stone(ctx, s: Scene, x: float, y: float, r: float, gain: float) -> None:
    colour = s.lit(shade(rgb("#9aa0ab"), gain * s.between(0.9, 1.1)))
    polygon(ctx, (x - r, y), (x - r * 0.7, y - r * 0.7), (x + r * 0.1, y - r), (x + r * 0.8, y - r * 0.55), (x + r * 1.05, y))
    fill(ctx, colour, 1.12, 0.82)


def desert(s: Scene) -> None:
    paint_sky(s, rgb("#ffdca0"), 0.22)
    paint_sun(s)
    sand = rgb("#eebf7d")
    with s.sheet(0.22, 6) as ctx:
        for x in s.spread(120):
            _mesa(ctx, s, x, s.horizon + 4, s.between(46, 84) * s.u, s.between(0.13, 0.26) * s.h)
    for i, (depth, top, tone) in enumerate(((0.35, -0.05, 0.94), (0.15, 0.03, 1.0), (0.0, 0.12, 1.03))):
        with s.sheet(0.26, 6) as ctx:
            _dune(ctx, s, s.horizon + top * s.h, (0.11, 0.08, 0.04)[i] * s.h, s.lit(shade(sand, tone), depth))
        if i == 1:
            with s.sheet(0.30, 3) as ctx:
                for x in s.spread(105):
                    cactus(ctx, s, x, s.horizon + 0.09 * s.h, s.between(26, 46) * s.u, s.pick([rgb("#5f9b62"), rgb("#4c8a5c")], 0.1))
    with s.sheet(0.2, 2.5) as ctx:
        for x in s.spread(70):
            _stone(ctx, s, x, s.between(s.horizon + 0.16 * s.h, s.floor), s.between(3, 6) * s.u, 1.0)
    with s.front() as ctx:
        for x in s.spread(44, wobble=0.4):
            if _edge(s, x) > 0.6:
                cactus(ctx, s, x, s.h + 6, s.between(62, 92) * s.u * (1.4 if s.frame.is_tall else 1), s.frontal(rgb("#5f9b62")))
            else:
                grass(ctx, s, x, s.h + 3, 15 * s.u, s.frontal(rgb("#b58a4c")), 4)


def _mesa(ctx, s: Scene, x: float, y: float, w: float, h: float) -> None:
    for i, (share, tone) in enumerate(((1.0, 0.95), (0.78, 1.02), (0.60, 1.08))):
        width, top = w * share, y - h * (0.40, 0.72, 1.0)[i]
        polygon(ctx, (x - width / 2 - w * 0.07, y), (x - width / 2, top), (x + width / 2, top), (x + width / 2 + w * 0.07, y))
        fill(ctx, s.lit(shade(rgb("#d9825a"), tone), 0.40), 1.06, 0.94)


def _dune(ctx, s: Scene, top: float, height: float, colour) -> None:
    line = hills(ctx, s.rng, s.w, s.h + 4, top, height, 1.2)
    fill(ctx, colour, 1.10, 0.88)
    peaks = [i for i in range(1, len(line) - 1) if line[i, 1] < line[i - 1, 1] and line[i, 1] <= line[i + 1, 1]]
    side = 1 if s.hour.shadow[0] > 0 else -1
    for i in peaks:  # the side away from the light
        x, y = line[i]
        ctx.move_to(x, y)
        ctx.curve_to(x + side * height * 0.1, y + height * 0.6, x + side * height * 0.9, y + height * 0.9, x + side * height * 1.2, y + height * 1.5)
        ctx.line_to(x + side * height * 3.4, y + height * 1.5)
        for j in range(i + side * 12, i, -side):
            if 0 <= j < len(line):
                ctx.line_to(*line[j])
        ctx.close_path()
        fill(ctx, shade(colour, 0.92), 1.0, 1.0, 0.6)


def farm(s: Scene) -> None:
    paint_sky(s)
    paint_sun(s)
    paint_clouds(s, 3)
    with s.sheet(0.22, 5) as ctx:
        line = hills(ctx, s.rng, s.w, s.h, s.horizon - 0.06 * s.h, 0.06 * s.h, 1.5)
        fill(ctx, s.lit(rgb("#8fbf6f"), 0.42), 1.05, 0.95)
        for x in s.spread(46):
            round_tree(ctx, s, x, height_at(line, x) + 2, s.between(20, 32) * s.u, s.pick(LEAF, 0.36), s.lit(BARK, 0.36))
    with s.sheet(0.26, 5) as ctx:
        hills(ctx, s.rng, s.w, s.h, s.horizon, 0.015 * s.h, 1.0)
        fill(ctx, s.lit(rgb("#a3c964"), 0.08), 1.08, 0.86)
    left = s.chance(0.5)
    barn = s.left + s.frame.view * (s.between(0.20, 0.30) if left else s.between(0.70, 0.80))
    mill = s.left + s.frame.view * (s.between(0.76, 0.86) if left else s.between(0.14, 0.24))
    with s.sheet(0.32, 4) as ctx:
        _windmill(ctx, s, mill, s.horizon + 0.03 * s.h, 78 * s.u)
        house(ctx, s, mill + s.frame.view * (0.5 if left else -0.5), s.horizon + 0.03 * s.h, 46 * s.u, s.lit(rgb("#f3e6cf")), s.lit(rgb("#8d6a58")))
    with s.sheet(0.34, 4.5) as ctx:
        _barn(ctx, s, barn, s.horizon + 0.05 * s.h, 74 * s.u)
    lamp_glow(s, barn, s.horizon - 0.03 * s.h, 46 * s.u, 0.5)
    rows = [rgb("#e5c35c"), rgb("#8fb64f"), rgb("#dcb650"), rgb("#7fab4c")]
    for i in range(3):
        top = s.horizon + (0.055 + 0.042 * i) * s.h
        with s.sheet(0.16, 3) as ctx:
            hills(ctx, s.rng, s.w, s.h, top, 0.008 * s.h, 1.0)
            fill(ctx, s.lit(rows[(i + s.rng.integers(2)) % 4]), 1.08, 0.92)
    with s.sheet(0.2, 3) as ctx:
        hills(ctx, s.rng, s.w, s.h, s.horizon + 0.175 * s.h, 0.006 * s.h, 1.0)
        fill(ctx, s.lit(rgb("#8cbd5b")), 1.10, 0.86)
    with s.front() as ctx:
        wood = s.frontal(rgb("#c59a6b"))
        for x in s.spread(17, wobble=0.04):
            if _edge(s, x) > 0.42:
                polygon(ctx, (x - 3 * s.u, s.h + 4), (x - 3 * s.u, s.h - 30 * s.u), (x, s.h - 35 * s.u), (x + 3 * s.u, s.h - 30 * s.u), (x + 3 * s.u, s.h + 4))
                fill(ctx, wood)
                for y in (24, 12):
                    ctx.rectangle(x - 9 * s.u, s.h - y * s.u, 18 * s.u, 4 * s.u)
                    fill(ctx, shade(wood, 1.06))
        for x in s.spread(16, wobble=0.5):
            grass(ctx, s, x, s.h + 4, (13 + 16 * _edge(s, x)) * s.u, s.frontal(rgb("#9bbf4f")), 4)


def _barn(ctx, s: Scene, x: float, y: float, w: float) -> None:
    h, red, white = w * 0.52, s.lit(rgb("#c8463c")), s.lit(rgb("#fbf3e6"))
    polygon(ctx, (x - w / 2, y), (x - w / 2, y - h), (x - w * 0.34, y - h * 1.45), (x, y - h * 1.75), (x + w * 0.34, y - h * 1.45), (x + w / 2, y - h), (x + w / 2, y))
    fill(ctx, red, 1.06, 0.88)
    ctx.set_source_rgb(*s.lit(rgb("#6b4a48")))
    ctx.set_line_width(w * 0.07)
    ctx.move_to(x - w * 0.56, y - h * 0.94)
    for px, py in ((-0.36, 1.45), (0, 1.77), (0.36, 1.45), (0.56, 0.94)):
        ctx.line_to(x + px * w, y - py * h)
    ctx.stroke()
    box(ctx, x - w * 0.17, y - h * 0.72, w * 0.34, h * 0.72)
    fill(ctx, shade(red, 0.72))
    ctx.set_source_rgb(*white)
    ctx.set_line_width(w * 0.022)
    ctx.rectangle(x - w * 0.17, y - h * 0.72, w * 0.34, h * 0.72)
    ctx.move_to(x - w * 0.17, y - h * 0.72)
    ctx.line_to(x + w * 0.17, y)
    ctx.move_to(x + w * 0.17, y - h * 0.72)
    ctx.line_to(x - w * 0.17, y)
    ctx.stroke()
    disc(ctx, x, y - h * 1.18, w * 0.075)
    fill(ctx, mix(white, rgb("#ffd98a"), s.hour.lamp))


def _windmill(ctx, s: Scene, x: float, y: float, h: float) -> None:
    polygon(ctx, (x - h * 0.17, y), (x - h * 0.09, y - h * 0.72), (x + h * 0.09, y - h * 0.72), (x + h * 0.17, y))
    fill(ctx, s.lit(rgb("#f4ead8")), 1.04, 0.88)
    polygon(ctx, (x - h * 0.12, y - h * 0.70), (x, y - h * 0.90), (x + h * 0.12, y - h * 0.70))
    fill(ctx, s.lit(rgb("#b5604a")))
    turn = s.between(0, 1.57)
    for i in range(4):
        ctx.save()
        ctx.translate(x, y - h * 0.70)
        ctx.rotate(turn + i * math.pi / 2)
        ctx.rectangle(0, -h * 0.012, h * 0.44, h * 0.024)
        ctx.rectangle(h * 0.10, h * 0.012, h * 0.33, h * 0.09)
        fill(ctx, s.lit(rgb("#9a7357")), 1.0, 1.0)
        ctx.restore()


def volcano(s: Scene) -> None:
    paint_sky(s, rgb("#c85a4a"), 0.30)
    paint_sun(s)
    x = s.left + s.frame.view * s.between(0.40, 0.60)
    base, h = s.horizon + 0.04 * s.h, 0.40 * s.h * (1.1 if s.frame.is_tall else 1)
    w, mouth = 0.40 * s.frame.view * (1.15 if s.frame.is_tall else 0.75), 17 * s.u
    top = base - h
    for i in range(6):  # smoke rises from the mouth
        with s.sheet(0.16, 5, 0.5) as ctx:
            r = (12 + 5.5 * i) * s.u
            px = x + i * i * 2.4 * s.u
            blob(ctx, [(px + r * s.between(1.0, 1.3) * math.cos(a), top - (8 + 15 * i) * s.u + r * math.sin(a)) for a in (j * 0.9 for j in range(7))])
            fill(ctx, mix(s.lit(shade(rgb("#8d7f8c"), 0.95 + 0.04 * i)), rgb("#ff8a4c"), 0.45 - 0.09 * i if i < 5 else 0), 1.05, 0.92)
    glow(s.far.ctx, x, top, 74 * s.u, rgb("#ff7a38"), 0.75)
    with s.sheet(0.24, 6) as ctx:
        for px in s.spread(95):
            ph = s.between(0.10, 0.2) * s.h
            polygon(ctx, (px - ph * 1.3, base), (px, base - ph), (px + ph * 1.3, base))
            fill(ctx, s.lit(rgb("#6b5a70"), 0.42), 1.05, 0.95)
    rock = s.lit(rgb("#5f4a55"), 0.10)
    with s.sheet(0.36, 6) as ctx:
        ctx.move_to(x - w, base)
        ctx.curve_to(x - w * 0.5, base - h * 0.22, x - mouth * 1.7, base - h * 0.7, x - mouth, top)
        ctx.curve_to(x - mouth * 0.4, top + 6 * s.u, x + mouth * 0.4, top + 6 * s.u, x + mouth, top)
        ctx.curve_to(x + mouth * 1.7, base - h * 0.7, x + w * 0.5, base - h * 0.22, x + w, base)
        ctx.close_path()
        fill(ctx, rock, 1.12, 0.82)
    with s.sheet(0.15, 3, 0) as ctx:
        for start, end, wide in ((-0.6, -0.30, 5.0), (0.1, 0.10, 6.5), (0.7, 0.42, 4.5)):
            _lava(ctx, s, x + start * mouth, top + 2 * s.u, x + end * w, base - h * s.between(0.12, 0.40), wide * s.u)
    with s.sheet(0.3, 5) as ctx:
        hills(ctx, s.rng, s.w, s.h, s.horizon + 0.04 * s.h, 0.03 * s.h, 1.6)
        fill(ctx, s.lit(rgb("#6f5660")), 1.06, 0.86)
    with s.sheet(0.22, 3, 0) as ctx:  # a glowing brook
        y = s.horizon + 0.105 * s.h
        points = [(-20.0, y - 3 * s.u)] + [(px, y + s.between(-3, 3) * s.u) for px in s.spread(50)] + [(s.w + 20.0, y)]
        blob(ctx, points + [(px, py + s.between(5, 8) * s.u) for px, py in reversed(points)])
        fill(ctx, rgb("#ff9a3c"), 1.3, 0.9)
    glow(s.far.ctx, s.w / 2, s.horizon + 0.11 * s.h, 90 * s.u, rgb("#ff6a2c"), 0.30)
    with s.sheet(0.3, 4) as ctx:
        hills(ctx, s.rng, s.w, s.h, s.horizon + 0.15 * s.h, 0.012 * s.h, 1.1)
        fill(ctx, s.lit(rgb("#7d6570")), 1.10, 0.84)
    with s.front() as ctx:
        for px in s.spread(24, wobble=0.45):
            edge = _edge(s, px)
            ph = (10 + 52 * edge * s.between(0.6, 1.1)) * s.u
            polygon(ctx, (px - 17 * s.u, s.h + 4), (px - 4 * s.u, s.h - ph), (px + 5 * s.u, s.h - ph * 0.86), (px + 17 * s.u, s.h + 4))
            fill(ctx, s.lit(shade(rgb("#4c3a46"), s.between(0.75, 0.95))), 1.1, 0.85)


def _lava(ctx, s: Scene, x0: float, y0: float, x1: float, y1: float, width: float) -> None:
    bend = s.between(-12, 12) * s.u
    ctx.move_to(x0 - width / 2, y0)
    ctx.curve_to(x0 - width / 2 + bend, y0 + (y1 - y0) * 0.4, x1 - width - bend, y0 + (y1 - y0) * 0.6, x1 - width * 0.8, y1)
    ctx.curve_to(x1 - width * 0.6, y1 + width * 1.3, x1 + width * 0.6, y1 + width * 1.3, x1 + width * 0.8, y1)
    ctx.curve_to(x1 + width - bend, y0 + (y1 - y0) * 0.6, x0 + width / 2 + bend, y0 + (y1 - y0) * 0.4, x0 + width / 2, y0)
    ctx.close_path()
    fill(ctx, rgb("#ff8a34"), 1.45, 0.85)
