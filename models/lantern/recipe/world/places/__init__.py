"""The places: who paints each, where its ground is, and what its light does to actors."""
from collections.abc import Callable
from dataclasses import dataclass, field

from ..frame import Frame, Ground
from ..light import Colour
from ..scene import Scene
from . import open_land, rooms_and_air, towns, woods_and_water


@dataclass(frozen=True)
class Place:
    """air: colour and share by which the place's own light dyes actors. glow: how much of the hour's darkness lamps take away, 0..1."""
    paint: Callable[[Scene], None]
    wide: Ground = Ground(0.64, 0.87, 0.87)
    tall: Ground = Ground(0.66, 0.85, 0.85)
    air: tuple[Colour, float] = field(default=((1.0, 1.0, 1.0), 0.0))
    glow: float = 0.0

    def ground(self, frame: Frame) -> Ground:
        return self.tall if frame.is_tall else self.wide


PLACES: dict[str, Place] = {
    "meadow": Place(open_land.meadow),
    "forest": Place(woods_and_water.forest, air=((0.80, 1.0, 0.78), 0.25)),
    "beach": Place(woods_and_water.beach, Ground(0.52, 0.86, 0.655), Ground(0.56, 0.85, 0.69)),
    "mountains": Place(open_land.mountains),
    "desert": Place(open_land.desert, air=((1.0, 0.92, 0.76), 0.3)),
    "city": Place(towns.city, glow=0.35),
    "space": Place(rooms_and_air.space, Ground(0.90, 0.84, 0.84, 0.0), Ground(0.92, 0.80, 0.80, 0.0), ((0.92, 0.92, 1.0), 0.4)),
    "underwater": Place(woods_and_water.underwater, Ground(0.68, 0.88, 0.88, 0.6), Ground(0.72, 0.88, 0.88, 0.6), ((0.66, 0.92, 1.0), 0.6)),
    "village": Place(towns.snowy_village, glow=0.30),
    "jungle": Place(woods_and_water.jungle, air=((0.84, 1.0, 0.76), 0.3)),
    "river": Place(woods_and_water.river, Ground(0.56, 0.90, 0.745), Ground(0.60, 0.88, 0.76)),
    "oldtown": Place(towns.old_town, glow=0.45),
    "theatre": Place(rooms_and_air.theatre, glow=0.6),
    "farm": Place(open_land.farm),
    "volcano": Place(open_land.volcano, air=((1.0, 0.80, 0.68), 0.4), glow=0.3),
    "bedroom": Place(rooms_and_air.bedroom, Ground(0.70, 0.88, 0.88), Ground(0.72, 0.86, 0.86), glow=0.5),
    "sky": Place(rooms_and_air.sky, Ground(0.70, 0.80, 0.84, 0.0), Ground(0.70, 0.80, 0.82, 0.0)),
}
