"""A clip's numbers over time: 32 rows for up to three actors, the camera and the weather. README, "Motion", has the table."""
from dataclasses import dataclass

import numpy as np

from spec import Group, Spec
from words.vocabulary import SUBJECTS

from . import weather
from .actors import FEET, IN_THE_AIR
from .camera import Seen, always_seen, camera_rows
from .frame import FRAMES, Frame, Ground
from .paths import PATHS, Pose
from .places import PLACES

ROWS = 32
ACTOR_COLUMNS = ("x", "y", "log2_size", "squash", "sin", "cos", "flip", "visible", "ground")
WIDE = len(ACTOR_COLUMNS)
CAMERA = 3 * WIDE
WEATHER = CAMERA + 4
COLUMNS = tuple(f"{name}{i}" for i in range(3) for name in ACTOR_COLUMNS) + ("camera_x", "camera_y", "log2_zoom", "shake") + ("dx", "dy", "scale", "alpha")
SIZES = {None: 1.0, "tiny": 0.48, "small": 0.72, "big": 1.30, "huge": 1.65}
TURN = {"l": -1.0, "r": 1.0, "-": 0.0}


@dataclass(frozen=True)
class Role:
    """What a path needs to know of an actor. Lengths in frame units (Frame.unit); x, y from the view's left upper corner.

    size: its picture's side. lane: the x around which it moves. home: the y of its picture's middle at rest. low, high: how far x may go.
    least, most: how far x may ever go. ceiling: the y above which the camera may not see.
    kind: as the subject moves, after what the place does to it. heading: -1 to the left, 1 to the right. faces: as painted, 0 to the front.
    """
    size: float
    lane: float
    home: float
    low: float
    high: float
    least: float
    most: float
    ceiling: float
    width: float
    height: float
    floor: float
    horizon: float
    kind: str
    heading: float
    faces: float
    phase: float
    is_directed: bool


def rows(spec: Spec, frame: str, seed: int) -> np.ndarray:
    """[32, 35] float32, columns as COLUMNS; evenly spread over the clip."""
    shape, ground = FRAMES[frame], PLACES[spec.place].ground(FRAMES[frame])
    rng = np.random.default_rng([seed, 4001, list(PATHS).index(spec.motion)])
    out = np.zeros((ROWS, len(COLUMNS)), np.float32)
    for i in range(3):  # whoever is not there: no turn, not seen
        out[:, i * WIDE + 5], out[:, i * WIDE + 6], out[:, i * WIDE + 8] = 1.0, 1.0, ground.floor
    grounded = all(SUBJECTS[group.subject].moves not in IN_THE_AIR for group in spec.groups)
    camera = camera_rows(spec.camera, grounded, np.random.default_rng([seed, 6]))
    cast = _cast(spec, shape, ground, always_seen(camera, shape), rng)
    poses = [PATHS[spec.motion](role, np.random.default_rng([seed, 5])) for role in cast]  # all choose alike
    for i, pose in enumerate(poses):
        out[:, i * WIDE:(i + 1) * WIDE] = _columns(pose, shape)
    out[:, CAMERA:WEATHER] = camera
    out[:, WEATHER:] = weather.rows(spec.weather, seed)
    return out


def _columns(pose: Pose, frame: Frame) -> np.ndarray:
    """[32, 9]: as fractions of the view."""
    return np.stack([
        pose.x * frame.unit / frame.view, pose.y * frame.unit / frame.height, np.log2(pose.size), pose.squash,
        np.sin(pose.turn), np.cos(pose.turn), pose.flip, pose.visible,
        pose.ground * frame.unit / frame.height], 1).astype(np.float32)


def _cast(spec: Spec, frame: Frame, ground: Ground, seen: Seen, rng: np.random.Generator) -> list[Role]:
    """Gives each actor a size and a lane of its own, side by side, so that none stands inside another."""
    width, height = frame.view / frame.unit, frame.height / frame.unit
    crowd = spec.actors
    sizes = [_size(group, rng) * (1.0, 0.84, 0.72)[len(crowd) - 1] for group in crowd]
    room = 0.94 * seen.width
    shrink = min(1.0, room / (sum(sizes) * (1.0 if len(crowd) > 1 else 1.15)), *(0.84 * min(seen.width, height - seen.top) / size for size in sizes))
    sizes = [size * shrink for size in sizes]
    heading = {"left": -1.0, "right": 1.0, None: float(rng.choice((-1, 1)))}[spec.direction]
    gap = min(0.10, (seen.width * 0.96 - sum(sizes)) / (len(sizes) + 1))
    span = sum(sizes) + gap * (len(sizes) - 1)
    spare = max(0.0, seen.width * 0.97 - span)
    start = seen.left + 0.015 * seen.width + spare * (0.5 + rng.uniform(-0.18, 0.18))
    roles, x = [], start
    for i, (group, size) in enumerate(zip(crowd, sizes)):
        subject = SUBJECTS[group.subject]
        kind = _kind(subject.moves, spec.place)
        lane = x + size / 2
        margin = x - start
        deeper = (0.0, 0.018, -0.012)[i] if len(crowd) > 1 else rng.uniform(-0.01, 0.02)
        floor = (ground.water if subject.moves == "sails" and ground.water < ground.floor else ground.floor) * height + deeper
        home = _home(kind, subject.moves, spec.place, size, floor, ground.water * height, seen.top, height, rng)
        low, high = seen.left + 0.015 * seen.width + margin + size / 2, seen.right - 0.015 * seen.width - (span - margin) + size / 2
        roles.append(Role(size, lane, home, low, high, seen.left + size / 2, seen.right - size / 2, seen.top, width, height, floor,
                          ground.horizon * height, kind, heading, TURN[subject.faces], rng.uniform(0, 2 * np.pi), spec.direction is not None))
        x += size + gap
    return roles


def _size(group: Group, rng: np.random.Generator) -> float:
    return SUBJECTS[group.subject].size * SIZES[group.size] * rng.uniform(0.94, 1.08)


def _kind(moves: str, place: str) -> str:
    """Nothing walks in outer space."""
    return "drifts" if place == "space" and moves not in ("flies", "swims") else moves


def _home(kind: str, moves: str, place: str, size: float, floor: float, water: float, top: float, height: float, rng: np.random.Generator) -> float:
    """Where the middle of the picture is at rest; the feet on the floor, the rest in the air."""
    standing = floor - (FEET - 0.5) * size
    if kind not in IN_THE_AIR:
        return standing + (0.05 * size if moves == "sails" else 0.0)
    share = {"flies": 0.40, "swims": 0.52, "drifts": 0.46}[kind] + rng.uniform(-0.05, 0.05)
    if kind == "swims" and place not in ("underwater", "space", "sky"):
        share = 0.62
    if kind == "swims" and place in ("beach", "river"):  # half out of the water
        share = (water - 0.30 * size) / height
    return float(np.clip(share * height, top + 0.58 * size, max(standing, top + 0.58 * size)))
