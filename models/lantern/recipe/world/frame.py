"""The three frames that Lantern composes for, and where things stand in them."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Frame:
    """A painted layer is wider than what the camera sees of it: the rest is what it pans over.

    width, height: of the painted layers in pixels, multiples of 32 (a denoiser reads 2 x 2 latents of 16 x 16 pixels each). view: width in pixels that the camera sees at zoom 1.
    unit: the length in pixels that natural sizes are fractions of; the same actor is about as large in each frame.
    """
    name: str
    width: int
    height: int
    view: int
    unit: int

    @property
    def slack(self) -> float:
        """How far the camera can pan to each side, as a fraction of the view's width."""
        return (self.width - self.view) / 2 / self.view

    @property
    def is_tall(self) -> bool:
        return self.height > self.view


FRAMES: dict[str, Frame] = {frame.name: frame for frame in (
    Frame("1:1", 384, 256, 256, 256),
    Frame("16:9", 576, 256, 455, 256),
    Frame("9:16", 352, 448, 252, 288),
)}


@dataclass(frozen=True)
class Ground:
    """Heights as fractions of the frame's height, 0 at the top.

    horizon: where the ground begins. floor: where feet stand. water: the line that boats float on (the floor where there is no water).
    shadow: how strong a contact shadow is, 0 where there is nothing to stand on.
    """
    horizon: float
    floor: float
    water: float
    shadow: float = 1.0
