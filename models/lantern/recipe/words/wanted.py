"""From what a prompt says to a whole spec: the unsaid is drawn by the seed."""
from dataclasses import replace

import numpy as np

from spec import DIRECTED, Group, Spec, random_spec

from .tokens import bind, match


def spec_of(text: str, seed: int) -> Spec:
    """The clip that a prompt asks for. Without a subject it is a random one; 'several' is two or three; at most three actors in all."""
    rng = np.random.default_rng([seed, 31])
    base = random_spec(rng)
    said = bind(match(text)[0])
    groups, room = [], 3
    for group in said.groups:
        count = min(room, group.count or int(rng.integers(2, 4)))
        if count:
            groups.append(Group(group.subject, group.colour, group.size, count))
            room -= count
    motion = said.rest.get("motion", base.motion if "direction" not in said.rest else "go")
    direction = said.rest.get("direction") if motion in DIRECTED else None
    return replace(base, groups=tuple(groups) or base.groups, motion=motion, direction=direction, place=said.rest.get("place", base.place),
                   hour=said.rest.get("hour", base.hour), weather=said.rest.get("weather"), camera=said.rest.get("camera"))


def examples() -> list[str]:
    from .vocabulary import HERE
    return [line for line in (HERE / "examples.txt").read_text("utf-8").splitlines() if line and not line.startswith("#")]
