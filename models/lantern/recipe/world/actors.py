"""An actor's picture from its sprite: fitted, coloured, a little different by seed; and the light that falls on it."""
import zlib

import numpy as np
from PIL import Image

from assets import sprite_path
from words.vocabulary import SUBJECTS

from .colour import recolour, shift_hue
from .light import HOURS, Grade, mix
from .places import PLACES

SIDE = 256
FIT = 228
FEET = 244 / 256
IN_THE_AIR = ("flies", "swims", "drifts")


def actor(subject: str, colour: str | None, seed: int) -> np.ndarray:
    """[256, 256, 4] uint8, premultiplied; in neutral light. The feet of what stands are at FEET of the height, the rest is centred.

    The seed changes size (to 92 %), proportions (8 %), and hue and lightness a little; where a colour was asked for, hue only by a trace.
    """
    rng = np.random.default_rng([seed, zlib.crc32(subject.encode())])
    scale, stretch = rng.uniform(0.92, 1.0), rng.uniform(-0.08, 0.08)
    hue, lightness = rng.uniform(-9, 9) * (0.4 if colour else 1.0), rng.uniform(-0.035, 0.035)
    picture = Image.open(sprite_path(SUBJECTS[subject].sprite)).convert("RGBA")
    picture = picture.crop(picture.getchannel("A").point(lambda a: 255 if a > 8 else 0).getbbox())
    ratio = FIT * scale / max(picture.width * (1 + stretch / 2), picture.height * (1 - stretch / 2))
    size = (max(1, round(picture.width * ratio * (1 + stretch / 2))), max(1, round(picture.height * ratio * (1 - stretch / 2))))
    pixels = _resize(picture, size)
    alpha = pixels[..., 3]
    rgb = pixels[..., :3] / np.maximum(alpha, 1e-4)[..., None]
    if colour:
        rgb = recolour(rgb, alpha, colour)
    rgb = shift_hue(np.clip(rgb, 0, 1), hue, lightness)
    tile = np.zeros((SIDE, SIDE, 4), np.float32)
    left = (SIDE - size[0]) // 2
    top = (SIDE - size[1]) // 2 if SUBJECTS[subject].moves in IN_THE_AIR else round(FEET * SIDE) - size[1]
    top = max(4, top)
    tile[top:top + size[1], left:left + size[0], :3] = rgb * alpha[..., None]
    tile[top:top + size[1], left:left + size[0], 3] = alpha
    tile = np.rint(tile * 255).astype(np.uint8)
    return np.minimum(tile, tile[..., 3:])


def light_of(place: str, hour: str) -> Grade:
    """How the place's light at that hour dyes actors: the hour's own, made milder so that they stay legible, lamps and air of the place."""
    where, when = PLACES[place], HOURS[hour]
    mild = 0.42 + 0.5 * where.glow * when.lamp
    if place == "space":
        mild = 0.75
    gain = mix(when.gain, (1.0, 0.97, 0.92) if where.glow else (1.0, 1.0, 1.0), min(0.9, mild))
    colour, share = where.air
    gain = tuple(g * c for g, c in zip(gain, mix((1.0, 1.0, 1.0), colour, share)))
    return Grade(gain, tuple(0.6 * lift for lift in when.lift))  # type: ignore[arg-type]


def relight(picture: np.ndarray, grade: Grade) -> np.ndarray:
    """[..., 4] uint8 premultiplied, as `actor` gives it -> the same, lit."""
    lit = picture.astype(np.float32)
    lit[..., :3] = lit[..., :3] * np.array(grade.gain, np.float32) + np.array(grade.lift, np.float32) * lit[..., 3:]
    return np.minimum(np.rint(np.clip(lit, 0, 255)).astype(np.uint8), picture[..., 3:])


def _resize(picture: Image.Image, size: tuple[int, int]) -> np.ndarray:
    """[h, w, 4] float32 0..1, premultiplied, by Lanczos on premultiplied values, so that edges take no colour from what is transparent."""
    pixels = np.asarray(picture, np.float32) / 255
    pixels[..., :3] *= pixels[..., 3:]
    planes = [np.asarray(Image.fromarray(pixels[..., i]).resize(size, Image.LANCZOS)) for i in range(4)]
    out = np.clip(np.stack(planes, -1), 0, 1)
    return np.minimum(out, out[..., 3:])
