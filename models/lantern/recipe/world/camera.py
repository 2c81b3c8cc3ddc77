"""What the camera does, as rows of x, y, log2 zoom and shake."""
from dataclasses import dataclass

import numpy as np

from .frame import Frame

ROWS = 32
FLOOR = 0.75  # how much of the camera's pan the stage floor follows


def ease(t: np.ndarray) -> np.ndarray:
    """0..1 -> 0..1, slow at both ends."""
    t = np.clip(t, 0, 1)
    return t * t * t * (t * (6 * t - 15) + 10)


def camera_rows(camera: str | None, grounded: bool, rng: np.random.Generator) -> np.ndarray:
    """[32, 4] float32. None is a gentle drift; 'static' stands still. grounded: zooms look at the floor's side."""
    t = np.linspace(0, 1, ROWS)
    x, y, zoom, shake = (np.zeros(ROWS) for _ in range(4))
    move, far = ease(t), rng.uniform(0.8, 1.0)
    focus = 0.55 if grounded else 0.0
    if camera is None:
        side = float(rng.choice((-1, 1)))
        x, zoom = side * rng.uniform(0.10, 0.2) * (2 * move - 1), rng.uniform(0.03, 0.08) * move
    elif camera.startswith("pan"):
        x = (1 if camera == "pan right" else -1) * far * (2 * move - 1)
    elif camera.startswith("zoom"):
        zoom = rng.uniform(0.46, 0.6) * (move if camera == "zoom in" else 1 - move)
        y = np.full(ROWS, focus)
    elif camera.startswith("tilt"):
        zoom = np.full(ROWS, 0.30)
        y = (-1 if camera == "tilt up" else 1) * 0.75 * far * (2 * move - 1)
    elif camera == "shake":
        zoom, shake = np.full(ROWS, 0.08), rng.uniform(0.6, 1.0) * (0.75 + 0.25 * np.sin(2 * np.pi * (2 * t + rng.uniform())))
    return np.stack([x, y, zoom, shake], 1).astype(np.float32)


@dataclass(frozen=True)
class Seen:
    """The part of the stage that the camera never loses, in frame units from the view's left upper corner."""
    left: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left


def always_seen(camera: np.ndarray, frame: Frame) -> Seen:
    """camera: [32, 4] rows. What is on the floor between left and right, and below top, stays in the picture all the time."""
    zoom = 2.0 ** camera[:, 2]
    middle = 0.5 + camera[:, 0] * frame.slack * FLOOR
    centre = 0.5 + camera[:, 1] * (1 - 1 / zoom) / 2
    shake = 0.016 * camera[:, 3] * frame.unit / frame.view
    left, right = (middle - 0.5 / zoom + shake).max(), (middle + 0.5 / zoom - shake).min()
    top = (centre - 0.5 / zoom).max()
    wide, high = frame.view / frame.unit, frame.height / frame.unit
    return Seen(float(left) * wide, float(right) * wide, max(0.0, float(top)) * high)
