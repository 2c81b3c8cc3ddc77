"""Colour words on sprites: hue and lightness move in OKLab; shading, eyes and small features stay."""
import numpy as np

# lightness 0..1 and chroma, hue in degrees, of the middle tone that a colour word means
TARGETS: dict[str, tuple[float, float, float]] = {
    "red": (0.60, 0.21, 26), "orange": (0.73, 0.17, 58), "yellow": (0.88, 0.17, 97), "green": (0.68, 0.18, 144), "blue": (0.58, 0.18, 258),
    "purple": (0.56, 0.19, 305), "pink": (0.77, 0.14, 355), "brown": (0.47, 0.085, 55), "black": (0.29, 0.012, 280), "white": (0.95, 0.008, 260),
    "golden": (0.80, 0.155, 84), "silver": (0.74, 0.012, 250),
}
_TO_LMS = np.array([[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]], np.float32)
_TO_LAB = np.array([[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099], [0.0259040371, 0.7827717662, -0.8086757660]], np.float32)


def to_lab(rgb: np.ndarray) -> np.ndarray:
    """[..., 3] sRGB 0..1 -> OKLab."""
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((np.maximum(rgb, 0) + 0.055) / 1.055) ** 2.4).astype(np.float32)
    return np.cbrt(linear @ _TO_LMS.T) @ _TO_LAB.T


def from_lab(lab: np.ndarray) -> np.ndarray:
    """[..., 3] OKLab -> sRGB, clipped to 0..1."""
    linear = np.clip((lab @ np.linalg.inv(_TO_LAB).T.astype(np.float32)) ** 3 @ np.linalg.inv(_TO_LMS).T.astype(np.float32), 0, 1)
    return np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055).astype(np.float32)


def recolour(rgb: np.ndarray, alpha: np.ndarray, colour: str) -> np.ndarray:
    """Gives the body of a sprite a colour word.

    rgb: [h, w, 3] float32 0..1, not premultiplied. alpha: [h, w]. Returns as rgb. The body is the hue that covers most of the sprite,
    or its pale parts where hardly any has a hue.
    """
    lab = to_lab(rgb)
    body, hue = _body(lab, alpha)
    weight = body * alpha
    total = max(float(weight.sum()), 1.0)
    light, chroma = lab[..., 0], np.hypot(lab[..., 1], lab[..., 2])
    mean_light = float((light * weight).sum()) / total
    mean_chroma = max(float((chroma * weight).sum()) / total, 0.02)
    target_light, target_chroma, target_hue = TARGETS[colour]
    contrast = 0.72 if colour in ("white", "black") else 0.92
    new_light = target_light + (light - mean_light) * contrast
    if colour == "white":
        new_light = np.minimum(new_light, 0.985)
    if colour == "black":
        new_light = np.maximum(new_light, 0.13)
    share = np.clip(0.55 + 0.45 * chroma / mean_chroma, 0.4, 1.35) if hue is not None else 1.0
    turn = np.arctan2(lab[..., 2], lab[..., 1]) - (hue or 0.0)
    turn = (turn + np.pi) % (2 * np.pi) - np.pi
    angle = np.radians(target_hue) + (0.35 * np.clip(turn, -0.5, 0.5) if hue is not None else 0.0)
    pale = np.clip((1.0 - new_light) / max(1.0 - target_light, 0.02), 0, 1) ** 0.6  # highlights are nearly white on any paper
    new_chroma = target_chroma * share * (0.35 + 0.65 * pale)
    painted = np.stack([new_light, new_chroma * np.cos(angle), new_chroma * np.sin(angle)], -1)
    return from_lab(lab + (painted - lab) * body[..., None])


def shift_hue(rgb: np.ndarray, degrees: float, lightness: float) -> np.ndarray:
    """A small change of the whole sprite: hue in degrees, lightness in OKLab."""
    lab = to_lab(rgb)
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    turned = np.stack([lab[..., 0] + lightness * lab[..., 0], lab[..., 1] * c - lab[..., 2] * s, lab[..., 1] * s + lab[..., 2] * c], -1)
    return from_lab(turned.astype(np.float32))


def _body(lab: np.ndarray, alpha: np.ndarray) -> tuple[np.ndarray, float | None]:
    """How much each pixel belongs to the body, 0..1, and the body's hue in radians (None: it has none)."""
    light, chroma = lab[..., 0], np.hypot(lab[..., 1], lab[..., 2])
    angle = np.arctan2(lab[..., 2], lab[..., 1])
    coloured = alpha * _rise(chroma, 0.035, 0.09)
    plain = alpha * (1 - _rise(chroma, 0.035, 0.09)) * _rise(light, 0.34, 0.46)
    is_dark = float((coloured * light).sum()) < 0.5 * float(coloured.sum())  # what has a hue may only be eyes and patches
    if coloured.sum() < (1.3 if is_dark else 0.55) * plain.sum() or coloured.sum() < 0.12 * alpha.sum():
        dark = alpha * (1 - _rise(chroma, 0.05, 0.10))
        if plain.sum() < 0.35 * alpha.sum() and dark.sum() > 0.5 * alpha.sum():  # a dark body: the eyes cannot be told from it
            return (1 - _rise(chroma, 0.05, 0.10)) * _rise(light, 0.10, 0.22), None
        return (1 - _rise(chroma, 0.05, 0.11)) * _rise(light, 0.38, 0.52), None
    bins = np.histogram(angle, 36, (-np.pi, np.pi), weights=coloured)[0]
    smooth = bins + np.roll(bins, 1) + np.roll(bins, -1)
    hue = (int(smooth.argmax()) + 0.5) / 36 * 2 * np.pi - np.pi
    away = np.abs((angle - hue + np.pi) % (2 * np.pi) - np.pi)
    return (1 - _rise(away, 0.62, 0.95)) * _rise(chroma, 0.02, 0.055), hue


def _rise(values: np.ndarray, low: float, high: float) -> np.ndarray:
    """0 below low, 1 above high, smooth between."""
    t = np.clip((values - low) / (high - low), 0, 1)
    return (t * t * (3 - 2 * t)).astype(np.float32)
