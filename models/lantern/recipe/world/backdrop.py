"""A place at an hour, painted as two layers from one call."""
from dataclasses import dataclass

import numpy as np

from .frame import FRAMES, Ground
from .light import HOURS
from .places import PLACES
from .scene import Scene


@dataclass(frozen=True)
class Backdrop:
    """far: [height, width, 3] uint8, opaque. near: [height, width, 4] uint8, premultiplied. Sizes are those of the frame."""
    far: np.ndarray
    near: np.ndarray
    ground: Ground


def paint(place: str, hour: str, frame: str, seed: int) -> Backdrop:
    """The seed moves hills, trees, clouds and houses; it never makes another place of it. The same arguments give the same bytes."""
    where, shape = PLACES[place], FRAMES[frame]
    ground = where.ground(shape)
    key = [seed, list(PLACES).index(place), list(HOURS).index(hour), list(FRAMES).index(frame)]
    scene = Scene(shape, HOURS[hour], ground.horizon, ground.floor, key)
    where.paint(scene)
    return Backdrop(scene.far.rgb(), scene.near.rgba(), ground)
