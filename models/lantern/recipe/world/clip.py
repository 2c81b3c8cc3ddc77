"""Everything that a spec and a seed make: the layers and the rows of one clip."""
import numpy as np

from spec import Spec

from . import backdrop, weather
from .actors import actor, light_of, relight
from .frame import FRAMES
from .motion import rows
from .stage import Layers, compose


def make(spec: Spec, frame: str, seed: int) -> tuple[Layers, np.ndarray]:
    """The layers, with actors already lit, and [32, 35] rows."""
    scene = backdrop.paint(spec.place, spec.hour, frame, seed)
    grade = light_of(spec.place, spec.hour)
    pictures = [relight(actor(group.subject, group.colour, seed + i), grade) for i, group in enumerate(spec.actors)]
    tile = weather.tile(spec.weather, seed) if spec.weather else None
    return Layers(FRAMES[frame], scene.ground, scene.far, scene.near, pictures, tile, spec.weather), rows(spec, frame, seed)


def frame_at(layers: Layers, numbers: np.ndarray, share: float, width: int, height: int, seconds: float = 5.0) -> np.ndarray:
    """[height, width, 3] uint8 at a share of a clip that lasts `seconds`."""
    return np.rint(compose(layers, numbers, share, share * seconds, width, height) * 255).astype(np.uint8)
