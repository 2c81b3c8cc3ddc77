"""Plants of paper. (x, y) is where a plant stands; sizes in pixels; colours are already lit."""
import math

import cairo

from .light import Colour, shade
from .paper import fill
from .scene import Scene
from .shapes import blob, disc, leaf, polygon


def round_tree(ctx: cairo.Context, s: Scene, x: float, y: float, height: float, crown: Colour, trunk: Colour) -> None:
    """A broad-leaved tree: three sheets of crown, the lighter the nearer to the light."""
    w = height * 0.075
    polygon(ctx, (x - w, y), (x - w * 0.6, y - height * 0.5), (x + w * 0.6, y - height * 0.5), (x + w, y))
    fill(ctx, trunk, 0.9, 1.0)
    r = height * 0.30
    for gain, size, lift in ((0.84, 1.0, 0.60), (0.96, 0.78, 0.68), (1.08, 0.50, 0.77)):
        side = -1 if s.hour.shadow[0] > 0 else 1
        cx = x + side * (1 - size) * r * 0.45
        blob(ctx, [(cx + r * size * s.between(0.92, 1.12) * math.cos(a), y - height * lift + r * size * 0.98 * s.between(0.92, 1.1) * math.sin(a)) for a in (i * math.pi / 4.5 for i in range(9))])
        fill(ctx, shade(crown, gain), 1.06, 0.93)


def pine(ctx: cairo.Context, s: Scene, x: float, y: float, height: float, colour: Colour, trunk: Colour, snow: Colour | None = None) -> None:
    """A fir: tiers of folded paper, lighter on the side of the light; with snow if a colour is given."""
    ctx.rectangle(x - height * 0.035, y - height * 0.16, height * 0.07, height * 0.16)
    fill(ctx, trunk, 0.8, 1.0)
    tiers, wide = 4, height * s.between(0.24, 0.29)
    for i in range(tiers):
        low, top = y - height * (0.10 + 0.205 * i), y - height * (0.42 + 0.195 * i)
        w = wide * (1 - 0.21 * i)
        polygon(ctx, (x - w, low), (x, top), (x + w, low), (x + w * 0.45, low + height * 0.022), (x, low), (x - w * 0.45, low + height * 0.022))
        fill(ctx, colour, 1.08, 0.80)
        side = -1 if s.hour.shadow[0] > 0 else 1
        polygon(ctx, (x + side * w, low), (x, top), (x, low))
        fill(ctx, shade(colour, 1.10), 1.06, 0.92)
        if snow:
            drop = 0.42
            polygon(ctx, (x, top), (x + w * drop, top + (low - top) * drop), (x + w * 0.18, top + (low - top) * 0.36), (x, top + (low - top) * 0.52), (x - w * 0.18, top + (low - top) * 0.36), (x - w * drop, top + (low - top) * drop))
            fill(ctx, snow, 1.05, 0.95)


def palm(ctx: cairo.Context, s: Scene, x: float, y: float, height: float, green: Colour, trunk: Colour, lean: float | None = None) -> None:
    """lean: how far the crown is to the side of the foot, in heights."""
    lean = s.between(-0.28, 0.28) if lean is None else lean
    top = (x + lean * height, y - height * 0.82)
    w = height * 0.035
    ctx.move_to(x - w * 1.5, y)
    ctx.curve_to(x - w, y - height * 0.4, top[0] - lean * height * 0.4 - w, top[1] + height * 0.2, top[0] - w * 0.6, top[1])
    ctx.line_to(top[0] + w * 0.6, top[1])
    ctx.curve_to(top[0] - lean * height * 0.4 + w, top[1] + height * 0.2, x + w, y - height * 0.4, x + w * 1.5, y)
    fill(ctx, trunk, 1.1, 0.85)
    for i, angle in enumerate((-2.95, -0.2, -2.5, -0.65, -2.0, -1.15, -3.3, 0.15)):
        bend = 0.32 if math.cos(angle) > 0 else -0.32
        leaf(ctx, *top, height * s.between(0.42, 0.52), height * 0.07, angle + s.between(-0.1, 0.1), bend)
        fill(ctx, shade(green, (0.82, 0.82, 0.92, 0.92, 1.02, 1.06, 0.9, 0.9)[i]), 1.08, 0.92)
    for dx in (-0.03, 0.035):
        disc(ctx, top[0] + dx * height, top[1] + height * 0.03, height * 0.033)
        fill(ctx, shade(trunk, 0.8))


def bush(ctx: cairo.Context, s: Scene, x: float, y: float, width: float, colour: Colour) -> None:
    """Half-round leaves of paper, cut off at y."""
    ctx.save()
    ctx.rectangle(x - width, y - width, width * 2, width)
    ctx.clip()
    for dx, size, gain in ((-0.30, 0.30, 0.9), (0.30, 0.28, 0.88), (0.0, 0.38, 1.0)):
        disc(ctx, x + dx * width, y - size * width * 0.25, size * width * s.between(0.9, 1.1))
        fill(ctx, shade(colour, gain), 1.12, 0.86)
    ctx.restore()


def grass(ctx: cairo.Context, s: Scene, x: float, y: float, height: float, colour: Colour, blades: int = 5) -> None:
    for i in range(blades):
        lean = (i / max(1, blades - 1) - 0.5) * 1.3 + s.between(-0.12, 0.12)
        leaf(ctx, x + lean * height * 0.25, y, height * s.between(0.7, 1.1), height * 0.075, -math.pi / 2 + lean * 0.8, lean * 0.3)
        fill(ctx, shade(colour, s.between(0.88, 1.1)), 1.12, 0.85)


def flower(ctx: cairo.Context, s: Scene, x: float, y: float, height: float, petal: Colour, green: Colour) -> None:
    top = y - height
    ctx.move_to(x, y)
    ctx.line_to(x, top)
    ctx.set_source_rgb(*green)
    ctx.set_line_width(height * 0.09)
    ctx.stroke()
    leaf(ctx, x, y - height * 0.25, height * 0.4, height * 0.09, -0.6 if s.chance(0.5) else -2.5)
    fill(ctx, green)
    r = height * 0.20
    for i in range(5):
        disc(ctx, x + r * math.cos(i * 1.257 - 1.57), top + r * math.sin(i * 1.257 - 1.57), r * 0.72)
        fill(ctx, petal, 1.1, 0.95)
    disc(ctx, x, top, r * 0.6)
    fill(ctx, s.lit((1.0, 0.85, 0.35)))


def fern(ctx: cairo.Context, s: Scene, x: float, y: float, length: float, angle: float, colour: Colour) -> None:
    """A frond with leaflets on both sides."""
    bend = 0.5 if math.cos(angle) > 0 else -0.5
    steps = 9
    for i in range(steps):
        share = (i + 0.5) / steps
        turn = angle + bend * share
        px = x + length * share * math.cos(angle + bend * share * 0.5)
        py = y + length * share * math.sin(angle + bend * share * 0.5)
        size = length * 0.34 * math.sin(math.pi * (0.18 + 0.78 * share))
        for side in (-1, 1):
            leaf(ctx, px, py, size, size * 0.2, turn + side * 1.05)
        fill(ctx, shade(colour, 0.85 + 0.3 * share), 1.05, 0.95)


def big_leaf(ctx: cairo.Context, s: Scene, x: float, y: float, length: float, angle: float, colour: Colour) -> None:
    """One broad leaf with a lighter half, as folded."""
    bend = 0.18 if math.cos(angle) > 0 else -0.18
    leaf(ctx, x, y, length, length * 0.26, angle, bend)
    fill(ctx, colour, 1.05, 0.9)
    leaf(ctx, x, y, length * 0.97, length * 0.10, angle + (0.10 if bend > 0 else -0.10), bend)
    fill(ctx, shade(colour, 1.14), 1.05, 0.95)


def cactus(ctx: cairo.Context, s: Scene, x: float, y: float, height: float, colour: Colour) -> None:
    w = height * 0.11
    ctx.set_line_cap(cairo.LINE_CAP_ROUND)
    ctx.set_line_join(cairo.LINE_JOIN_ROUND)
    for gain, width, shift in ((0.88, w * 2, 0.0), (1.08, w * 0.7, -w * 0.35 if s.hour.shadow[0] > 0 else w * 0.35)):
        ctx.set_source_rgb(*shade(colour, gain))
        ctx.set_line_width(width)
        ctx.move_to(x + shift, y)
        ctx.line_to(x + shift, y - height + w)
        ctx.stroke()
        ctx.set_line_width(width * 0.72)
        for side, low, high in ((-1, 0.38, 0.68), (1, 0.52, 0.80)):
            ctx.move_to(x + shift, y - height * low)
            ctx.line_to(x + shift + side * height * 0.24, y - height * low)
            ctx.line_to(x + shift + side * height * 0.24, y - height * high)
            ctx.stroke()


def kelp(ctx: cairo.Context, s: Scene, x: float, y: float, height: float, colour: Colour) -> None:
    """Three ribbons that wave."""
    for i, gain in enumerate((0.84, 1.0, 1.12)):
        phase, tall, w = s.between(0, 6), height * s.between(0.55, 1.0), height * 0.055
        steps = [(j / 14, x + (i - 1) * height * 0.10 + math.sin(phase + j * 0.75) * height * (0.02 + 0.05 * j / 14)) for j in range(15)]
        ctx.move_to(steps[0][1] - w, y)
        for share, px in steps:
            ctx.line_to(px - w * (1 - share ** 2), y - tall * share)
        for share, px in reversed(steps):
            ctx.line_to(px + w * (1 - share ** 2), y - tall * share)
        ctx.close_path()
        fill(ctx, shade(colour, gain), 1.15, 0.85)
