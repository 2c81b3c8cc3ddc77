"""Houses, towers and lamps of paper. (x, y) is the foot's middle; sizes in pixels; wall and roof colours are already lit."""
import cairo

from .light import Colour, mix, rgb, shade
from .paper import fill, glow
from .scene import Scene
from .shapes import box, disc, polygon

LAMP = rgb("#ffd98a")


def window(ctx: cairo.Context, s: Scene, x: float, y: float, width: float, height: float, share: float = 0.75, round_: float = 0.0) -> None:
    """Dark or sky-blue glass by day; lit at dusk and night, by chance `share`."""
    lit = s.chance(share * s.hour.lamp) if s.hour.lamp < 1 else s.chance(share)
    glass = s.lit(rgb("#8fc3dd"))
    colour = LAMP if lit and s.hour.lamp > 0 else mix(glass, s.hour.sky[0], 0.35)
    box(ctx, x - width / 2, y - height, width, height, round_)
    fill(ctx, colour, 1.0, 0.92)


def house(ctx: cairo.Context, s: Scene, x: float, y: float, width: float, wall: Colour, roof: Colour, snow: Colour | None = None) -> None:
    """A cottage with a gable roof, a door and windows; snow lies on the roof if a colour is given."""
    h = width * 0.58
    ctx.rectangle(x - width / 2, y - h, width, h)
    fill(ctx, wall, 1.04, 0.90)
    chimney = x + width * 0.24
    ctx.rectangle(chimney - width * 0.06, y - h - width * 0.44, width * 0.12, width * 0.3)
    fill(ctx, shade(wall, 0.75))
    eave = width * 0.62
    polygon(ctx, (x - eave, y - h + width * 0.05), (x - width * 0.30, y - h - width * 0.36), (x + width * 0.30, y - h - width * 0.36), (x + eave, y - h + width * 0.05))
    fill(ctx, roof, 1.08, 0.92)
    if snow:
        polygon(ctx, (x - eave * 0.93, y - h - width * 0.02), (x - width * 0.30, y - h - width * 0.40), (x + width * 0.30, y - h - width * 0.40), (x + eave * 0.93, y - h - width * 0.02), (x + width * 0.25, y - h - width * 0.10), (x, y - h - width * 0.03), (x - width * 0.28, y - h - width * 0.11))
        fill(ctx, snow, 1.04, 0.97)
    box(ctx, x - width * 0.09, y - h * 0.60, width * 0.18, h * 0.60, width * 0.07)
    fill(ctx, shade(roof, 0.7))
    for dx in (-0.29, 0.29):
        window(ctx, s, x + dx * width, y - h * 0.34, width * 0.17, width * 0.19, 0.9, width * 0.02)


def tower(ctx: cairo.Context, s: Scene, x: float, y: float, width: float, height: float, wall: Colour, columns: int, pitch: float) -> None:
    """A block of flats with rows of windows `pitch` pixels apart."""
    ctx.rectangle(x - width / 2, y - height, width, height)
    fill(ctx, wall, 1.05, 0.90)
    ctx.rectangle(x - width * 0.54, y - height, width * 1.08, pitch * 0.22)
    fill(ctx, shade(wall, 1.12))
    step = width / (columns + 0.4)
    for row in range(int((height - pitch * 0.7) / pitch)):
        for column in range(columns):
            window(ctx, s, x - width / 2 + (column + 0.7) * step, y - height + (row + 1.25) * pitch, step * 0.52, pitch * 0.52, 0.62)


def pagoda_roof(ctx: cairo.Context, x: float, y: float, width: float, rise: float, colour: Colour) -> None:
    """One swept roof whose eaves turn up; y is the eaves' height."""
    e = width / 2
    ctx.move_to(x - e, y - rise * 0.42)
    ctx.curve_to(x - e * 0.80, y - rise * 0.02, x - e * 0.45, y - rise * 0.20, x - e * 0.30, y - rise)
    ctx.line_to(x + e * 0.30, y - rise)
    ctx.curve_to(x + e * 0.45, y - rise * 0.20, x + e * 0.80, y - rise * 0.02, x + e, y - rise * 0.42)
    ctx.curve_to(x + e * 0.85, y + rise * 0.14, x + e * 0.5, y + rise * 0.08, x, y + rise * 0.08)
    ctx.curve_to(x - e * 0.5, y + rise * 0.08, x - e * 0.85, y + rise * 0.14, x - e, y - rise * 0.42)
    fill(ctx, colour, 1.12, 0.86)


def old_house(ctx: cairo.Context, s: Scene, x: float, y: float, width: float, height: float, storeys: int) -> None:
    """A timber house of an old Chinese town: swept roofs, red posts, lattice windows."""
    wall, roof, post = s.lit(rgb("#e8d5b0")), s.lit(rgb("#4c5a66")), s.lit(rgb("#a53a2c"))
    storey = height / storeys
    for i in range(storeys):
        w, base = width * (1 - 0.16 * i), y - i * storey
        ctx.rectangle(x - w * 0.40, base - storey, w * 0.80, storey)
        fill(ctx, wall, 0.94, 1.0)
        for dx in (-0.38, -0.13, 0.13, 0.38):
            ctx.rectangle(x + dx * w - w * 0.02, base - storey, w * 0.04, storey)
            fill(ctx, post)
        for dx in (-0.255, 0.0, 0.255):
            window(ctx, s, x + dx * w, base - storey * 0.22, w * 0.15, storey * 0.42, 0.9)
            ctx.rectangle(x + dx * w - w * 0.008, base - storey * 0.64, w * 0.016, storey * 0.42)
            fill(ctx, post, 0.8, 0.8)
        pagoda_roof(ctx, x, base - storey * 0.82, w * 1.08, storey * 0.42, roof)


def lantern(s: Scene, x: float, y: float, size: float, ctx: cairo.Context) -> None:
    """A red paper lantern hanging at (x, y), with a thread and a tassel."""
    red = mix(s.lit(rgb("#d8342c")), rgb("#ff5a36"), 0.7 * s.hour.lamp)
    ctx.set_source_rgb(*shade(red, 0.5))
    ctx.set_line_width(max(0.8, size * 0.05))
    ctx.move_to(x, y - size)
    ctx.line_to(x, y + size * 0.85)
    ctx.stroke()
    disc(ctx, x, y, size * 0.52, size * 0.42)
    fill(ctx, red, 1.12, 0.86)
    disc(ctx, x, y, size * 0.22, size * 0.42)
    fill(ctx, mix(red, LAMP, 0.25 + 0.35 * s.hour.lamp), 1.1, 0.95)
    for dy in (-0.42, 0.36):
        ctx.rectangle(x - size * 0.2, y + dy * size, size * 0.4, size * 0.09)
        fill(ctx, s.lit(rgb("#e0b04a")))


def lamp_glow(s: Scene, x: float, y: float, radius: float, strength: float = 0.5) -> None:
    """The light of a lamp on the far layer, as strong as the hour asks."""
    if s.hour.lamp > 0.3:
        glow(s.far.ctx, x, y, radius, rgb("#ffb45e"), strength * s.hour.lamp)


def street_lamp(ctx: cairo.Context, s: Scene, x: float, y: float, height: float, metal: Colour) -> None:
    ctx.rectangle(x - height * 0.018, y - height, height * 0.036, height)
    fill(ctx, metal)
    box(ctx, x - height * 0.05, y - height * 0.04, height * 0.10, height * 0.04, 2)
    fill(ctx, metal)
    disc(ctx, x, y - height, height * 0.07)
    fill(ctx, LAMP if s.hour.lamp > 0.3 else s.lit(rgb("#fff6dd")))
    box(ctx, x - height * 0.06, y - height * 1.10, height * 0.12, height * 0.045, 2)
    fill(ctx, metal)
