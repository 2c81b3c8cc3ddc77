"""What the camera does, as rows of x, y, log2 zoom and shake."""
import numpy as np

ROWS = 32


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
        zoom = np.full(ROWS, 0.36)
        y = (-1 if camera == "tilt up" else 1) * far * (2 * move - 1)
    elif camera == "shake":
        zoom, shake = np.full(ROWS, 0.08), rng.uniform(0.6, 1.0) * (0.75 + 0.25 * np.sin(2 * np.pi * (2 * t + rng.uniform())))
    return np.stack([x, y, zoom, shake], 1).astype(np.float32)
