"""The stage: layers and numbers in, a frame out. Bilinear samples and arithmetic only, as the ONNX stage will be."""
from dataclasses import dataclass

import numpy as np

from .actors import FEET
from .camera import FLOOR
from .frame import Frame, Ground
from .motion import CAMERA, WEATHER, WIDE
from .weather import KINDS

SKY, NEAR = 0.5, 1.0  # how much of the camera's pan the sky and the near layer follow
NEAR_ZOOM = 1.25
FAR_WEATHER = 0.62


@dataclass(frozen=True)
class Layers:
    """uint8 pictures. far: [h, w, 3]. near: [h, w, 4]. actors: [256, 256, 4] each, lit. weather: a tile or None. RGBA is premultiplied."""
    frame: Frame
    ground: Ground
    far: np.ndarray
    near: np.ndarray
    actors: list[np.ndarray]
    weather: np.ndarray | None = None
    weather_kind: str | None = None


def at(rows: np.ndarray, share: float) -> np.ndarray:
    """One row at a share 0..1 of the clip, by Catmull-Rom between its neighbours; linear at the ends."""
    place = min(max(share, 0.0), 1.0) * (len(rows) - 1)
    i = min(int(place), len(rows) - 2)
    t = place - i
    p1, p2 = rows[i], rows[i + 1]
    p0 = rows[i - 1] if i > 0 else 2 * p1 - p2
    p3 = rows[i + 2] if i + 2 < len(rows) else 2 * p2 - p1
    return p1 + 0.5 * t * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0)))


def compose(layers: Layers, rows: np.ndarray, share: float, seconds: float, width: int, height: int) -> np.ndarray:
    """[height, width, 3] float32 0..1. share: the moment as a share of the rows; seconds: since the clip began (shake and weather run by it)."""
    row = at(rows, share)
    camera = _Camera(layers.frame, row[CAMERA:WEATHER], seconds)
    x, y = _grid(layers.frame, width, height)
    x, y = x + camera.shake_x, y + camera.shake_y
    picture = _far(layers, camera, x, y)
    tile = layers.weather.astype(np.float32) / 255 if layers.weather is not None else None
    kind = KINDS[layers.weather_kind] if layers.weather_kind else None
    if tile is not None and kind:
        picture = over(picture, _weather(layers.frame, tile, kind.repeats, row[WEATHER:], x, y, seconds, FAR_WEATHER))
        if not kind.in_front:
            picture = over(picture, _weather(layers.frame, tile, kind.repeats, row[WEATHER:], x, y, seconds, 1.0))
    for i in range(len(layers.actors)):
        picture = picture * (1 - _shadow(layers, camera, row[i * WIDE:(i + 1) * WIDE], x, y)[..., None])
    order = sorted(range(len(layers.actors)), key=lambda i: float(row[i * WIDE + 8]))
    for i in order:
        picture = over(picture, _actor(layers, camera, layers.actors[i], row[i * WIDE:(i + 1) * WIDE], x, y))
    picture = over(picture, _near(layers, camera, x, y))
    if tile is not None and kind and kind.in_front:
        picture = over(picture, _weather(layers.frame, tile, kind.repeats, row[WEATHER:], x, y, seconds, 1.0))
    return np.clip(picture, 0, 1)


class _Camera:
    """Where the camera is, in pixels of the layers."""

    def __init__(self, frame: Frame, row: np.ndarray, seconds: float) -> None:
        self.pan = float(row[0]) * frame.slack * frame.view
        self.zoom = 2.0 ** max(0.0, float(row[2]))
        self.rise = float(row[1])
        reach = 0.010 * frame.unit * float(row[3])
        self.shake_x = reach * (np.sin(2 * np.pi * 5.3 * seconds) + 0.6 * np.sin(2 * np.pi * 8.9 * seconds + 1))
        self.shake_y = reach * (np.sin(2 * np.pi * 6.1 * seconds + 2) + 0.6 * np.sin(2 * np.pi * 9.7 * seconds))


def _grid(frame: Frame, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
    """Pixel centres as offsets from the view's middle, in pixels of the layers."""
    x = ((np.arange(width, dtype=np.float32) + 0.5) / width - 0.5) * frame.view
    y = ((np.arange(height, dtype=np.float32) + 0.5) / height - 0.5) * frame.height
    return np.broadcast_to(x, (height, width)), np.broadcast_to(y[:, None], (height, width))


def _layer_point(frame: Frame, camera: _Camera, x: np.ndarray, y: np.ndarray, zoom: float) -> tuple[np.ndarray, np.ndarray]:
    return frame.width / 2 + x / zoom, frame.height / 2 + y / zoom + camera.rise * frame.height / 2 * (1 - 1 / zoom)


def _far(layers: Layers, camera: _Camera, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    frame, ground = layers.frame, layers.ground
    u, v = _layer_point(frame, camera, x, y, camera.zoom)
    nearness = np.clip((v / frame.height - ground.horizon) / max(0.05, ground.floor - ground.horizon), 0, 1)
    return sample(layers.far.astype(np.float32) / 255, u + camera.pan * (SKY + (FLOOR - SKY) * nearness), v)


def _near(layers: Layers, camera: _Camera, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    u, v = _layer_point(layers.frame, camera, x, y, camera.zoom ** NEAR_ZOOM)
    return sample(layers.near.astype(np.float32) / 255, u + camera.pan * NEAR, v)


def _place(layers: Layers, camera: _Camera, row: np.ndarray) -> tuple[float, float, float]:
    """An actor's middle as an offset from the view's middle, and its side, in pixels of the layers, as the camera sees it."""
    frame = layers.frame
    x = (float(row[0]) - 0.5) * frame.view - camera.pan * FLOOR
    y = (float(row[1]) - 0.5) * frame.height - camera.rise * frame.height / 2 * (1 - 1 / camera.zoom)
    return x * camera.zoom, y * camera.zoom, 2.0 ** float(row[2]) * frame.unit * camera.zoom


def _actor(layers: Layers, camera: _Camera, picture: np.ndarray, row: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    middle_x, middle_y, side = _place(layers, camera, row)
    dx, dy = (x - middle_x) / side, (y - middle_y) / side
    length = max(1e-4, float(np.hypot(row[4], row[5])))
    sin, cos = float(row[4]) / length, float(row[5]) / length
    u, v = dx * cos + dy * sin, dy * cos - dx * sin
    stretch, flip = 2.0 ** float(row[3]), float(row[6])
    flip = np.copysign(max(abs(flip), 0.04), flip)
    u = u * stretch / flip
    v = (v - (FEET - 0.5)) / stretch + (FEET - 0.5)  # squashed towards the feet
    size = picture.shape[0]
    return sample(picture.astype(np.float32) / 255, (u + 0.5) * size, (v + 0.5) * size, "zero") * np.clip(row[7], 0, 1)


def _shadow(layers: Layers, camera: _Camera, row: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """A soft ellipse where the actor touches the floor, fainter and wider the higher it is."""
    if layers.ground.shadow <= 0:
        return np.zeros_like(x)
    frame = layers.frame
    middle_x, middle_y, side = _place(layers, camera, row)
    feet = middle_y + (FEET - 0.5) * side
    ground = ((float(row[8]) - 0.5) * frame.height - camera.rise * frame.height / 2 * (1 - 1 / camera.zoom)) * camera.zoom
    height = max(0.0, ground - feet) / (frame.unit * camera.zoom)
    strength = 0.40 * layers.ground.shadow * np.exp(-2.6 * height) * np.clip(row[7], 0, 1)
    wide = 0.36 * side * (1 + 0.5 * height) * max(0.35, abs(float(row[6])))
    return strength * np.exp(-((x - middle_x) / wide) ** 2 - ((y - ground) / (0.16 * wide + 1)) ** 2)


def _weather(frame: Frame, tile: np.ndarray, repeats: bool, row: np.ndarray, x: np.ndarray, y: np.ndarray, seconds: float, nearness: float) -> np.ndarray:
    size = tile.shape[0]
    if repeats:
        scale = float(row[2]) * nearness
        u = x / frame.unit / scale - float(row[0]) * seconds + 0.37 * nearness
        v = y / frame.unit / scale - float(row[1]) * seconds + 0.61 * nearness
        return sample(tile, u * size, v * size, "wrap") * (float(row[3]) * (0.35 + 0.65 * nearness))
    middle_x = (float(row[0]) - 0.5) * frame.view * (1 if nearness == 1 else -1)
    middle_y = (float(row[1]) + 0.06 * (nearness < 1) - 0.5) * frame.height
    side = max(0.02, float(row[2])) * frame.unit * nearness
    return sample(tile, ((x - middle_x) / side + 0.5) * size, ((y - middle_y) / side + 0.5) * size, "zero") * np.clip(row[3], 0, 1)


def over(below: np.ndarray, above: np.ndarray) -> np.ndarray:
    """Premultiplied RGBA over RGB."""
    return below * (1 - above[..., 3:]) + above[..., :3]


def sample(picture: np.ndarray, u: np.ndarray, v: np.ndarray, border: str = "edge") -> np.ndarray:
    """Bilinear at pixel coordinates (centres at .5). border: edge, zero or wrap."""
    height, width = picture.shape[:2]
    u, v = u - 0.5, v - 0.5
    u0, v0 = np.floor(u), np.floor(v)
    a, b = (u - u0)[..., None].astype(np.float32), (v - v0)[..., None].astype(np.float32)
    x0, y0 = u0.astype(np.int32), v0.astype(np.int32)

    def pick(ix: np.ndarray, iy: np.ndarray) -> np.ndarray:
        if border == "wrap":
            return picture[iy % height, ix % width]
        found = picture[np.clip(iy, 0, height - 1), np.clip(ix, 0, width - 1)]
        if border == "zero":
            found = found * ((ix >= 0) & (ix < width) & (iy >= 0) & (iy < height))[..., None]
        return found
    top = pick(x0, y0) * (1 - a) + pick(x0 + 1, y0) * a
    return top * (1 - b) + (pick(x0, y0 + 1) * (1 - a) + pick(x0 + 1, y0 + 1) * a) * b
