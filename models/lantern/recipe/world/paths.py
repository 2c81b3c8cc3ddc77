"""The motions: from an actor's role to its poses. Each fits the kind: birds fly, fish swim, wheels stay on the ground, the rest hops."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .camera import ROWS, ease

if TYPE_CHECKING:
    from .motion import Role

T = np.linspace(0, 1, ROWS)
TAU = 2 * np.pi
AIR = ("flies", "swims", "drifts")
WHEELS = ("drives", "sails", "rolls")


@dataclass
class Pose:
    """[32] each. x, y, size in frame units; turn in radians, clockwise; flip: 1 as painted, -1 mirrored; squash: log2 of height over natural.

    ground: the y where its shadow falls.
    """
    x: np.ndarray
    y: np.ndarray
    size: np.ndarray
    squash: np.ndarray
    turn: np.ndarray
    flip: np.ndarray
    visible: np.ndarray
    ground: np.ndarray


def rest(role: Role) -> Pose:
    """Alive while it waits: what stands breathes, what is in the air bobs and sways."""
    def constant(value: float) -> np.ndarray:
        return np.full(ROWS, value)
    wave = np.sin(TAU * 2 * T + role.phase)
    in_air = role.kind in AIR
    breath = {"drives": 0.008, "rolls": 0.008, "sails": 0.012}.get(role.kind, 0.035)
    pose = Pose(constant(role.lane), constant(role.home), constant(role.size), breath * wave, constant(0.0), constant(_facing(role, role.heading)), constant(1.0), constant(role.floor))
    if in_air:
        pose.y = pose.y + 0.022 * wave
        pose.turn = 0.05 * np.sin(TAU * T + role.phase)
    if role.kind == "sails":
        pose.turn = 0.045 * np.sin(TAU * 2 * T + role.phase)
    return pose


def _facing(role: Role, heading: float) -> float:
    return 1.0 if role.faces == 0 else role.faces * np.sign(heading)


def _travel(role: Role, share: np.ndarray) -> np.ndarray:
    """x along the whole room in the role's heading as share goes from 0 to 1."""
    start, end = (role.low, role.high) if role.heading > 0 else (role.high, role.low)
    return start + (end - start) * share


def _there_and_back(role: Role, pose: Pose, share: np.ndarray) -> None:
    """A way out and home again, turning like paper turns: through its edge."""
    pose.x = _travel(role, share)
    speed = np.gradient(share)
    turned = ease((np.sign(speed) * np.minimum(1, np.abs(speed) * 90) + 1) / 2) * 2 - 1
    if role.faces != 0:
        pose.flip = _facing(role, role.heading) * turned


def _gait(role: Role, pose: Pose, steps: float, liveliness: float = 1.0) -> None:
    """How the kind gets along while it travels."""
    wave, beat = np.sin(np.pi * steps * T + role.phase), np.abs(np.sin(np.pi * steps * T + role.phase))
    lean = role.heading
    if role.kind == "hops" or role.kind == "stands":
        arc = 1 - (2 * ((steps * 0.75 * T + role.phase / TAU) % 1) - 1) ** 2
        pose.y = pose.y - 0.13 * liveliness * role.size ** 0.5 * arc
        pose.squash = 0.20 * liveliness * (arc - 0.45)
        pose.turn = 0.06 * lean * np.cos(np.pi * arc)
    elif role.kind == "walks":
        pose.y = pose.y - 0.045 * liveliness * role.size * beat
        pose.turn = 0.055 * liveliness * wave
        pose.squash = 0.05 * liveliness * (beat - 0.5)
    elif role.kind == "flies":
        pose.y = pose.y + 0.05 * liveliness * np.sin(TAU * 1.5 * T + role.phase)
        pose.squash = 0.10 * liveliness * wave
        pose.turn = 0.07 * lean * np.cos(TAU * 1.5 * T + role.phase)
    elif role.kind == "swims":
        pose.y = pose.y + 0.04 * np.sin(TAU * 1.25 * T + role.phase)
        pose.turn = 0.10 * lean * np.cos(TAU * 1.25 * T + role.phase) + 0.04 * wave
        pose.squash = 0.05 * wave
    elif role.kind == "drifts":
        pose.y = pose.y + 0.035 * np.sin(TAU * T + role.phase)
        pose.turn = 0.10 * np.sin(TAU * T + role.phase)
    elif role.kind == "drives":
        pose.y = pose.y - 0.010 * beat
        pose.squash = 0.02 * wave
    elif role.kind == "sails":
        pose.turn = 0.05 * np.sin(TAU * 2 * T + role.phase)
    elif role.kind == "rolls":
        pose.turn = (pose.x - pose.x[0]) / (0.42 * role.size)


def go(role: Role, rng: np.random.Generator) -> Pose:
    pose = rest(role)
    if role.is_directed or rng.random() < 0.65:
        pose.x = _travel(role, 0.15 * T + 0.85 * ease(T))
    else:
        _there_and_back(role, pose, ease(1 - np.abs(2 * T - 1)))
    _gait(role, pose, 9)
    return pose


def run(role: Role, rng: np.random.Generator) -> Pose:
    """Fast across and, if nobody said where to, back again; leaning into it."""
    pose = rest(role)
    if role.is_directed:
        share = ease(np.clip(T / 0.72, 0, 1))
        pose.x = _travel(role, share)
        moving = np.gradient(share) * 20
    else:
        share = ease(1 - np.abs(2 * T - 1))
        _there_and_back(role, pose, share)
        moving = np.gradient(share) * 14
    still = pose.squash
    _gait(role, pose, 13, 1.25)
    going = np.clip(np.abs(moving), 0, 1)
    pose.squash = going * pose.squash + (1 - going) * still - 0.06 * going
    pose.y = going * pose.y + (1 - going) * role.home
    if role.kind != "rolls":
        pose.turn = going * pose.turn + 0.13 * role.heading * np.clip(moving, -1, 1)
    return pose


def fly(role: Role, rng: np.random.Generator) -> Pose:
    """Through the air, whoever it is; what stands takes off first."""
    pose = rest(role)
    high = max(role.ceiling + 0.58 * role.size, 0.36 * role.height)
    rise = ease(np.clip(T / 0.3, 0, 1)) if role.kind not in AIR else np.ones(ROWS)
    share = 0.1 * T + 0.9 * ease(T)
    if role.is_directed or rng.random() < 0.6:
        pose.x = _travel(role, share)
        climb = np.gradient(rise)
    else:
        _there_and_back(role, pose, ease(1 - np.abs(2 * T - 1)))
        climb = 0 * T
    wave = np.sin(TAU * 1.5 * T + role.phase)
    pose.y = role.home + (high - role.home) * rise + 0.045 * wave * rise
    pose.squash = 0.09 * np.sin(np.pi * 11 * T + role.phase) * rise
    pose.turn = 0.10 * role.heading * np.cos(TAU * 1.5 * T + role.phase) * rise - 2.0 * role.heading * climb
    return pose


def jump(role: Role, rng: np.random.Generator) -> Pose:
    pose = rest(role)
    hops = 4
    phase = (hops * T) % 1
    phase[-1] = 1.0
    arc = 1 - (2 * phase - 1) ** 2
    room = min(0.34, max(0.10, role.home - role.ceiling - 0.55 * role.size))
    pose.y = role.home - room * rng.uniform(0.8, 1.0) * arc
    pose.squash = 0.34 * (arc ** 0.5 - 0.62)
    if role.is_directed:
        pose.x = _travel(role, ease(T) * 0.6 + T * 0.4)
        pose.turn = 0.10 * role.heading * np.cos(np.pi * phase) * -1
    return pose


def dance(role: Role, rng: np.random.Generator) -> Pose:
    pose = rest(role)
    beat = np.sin(TAU * 3 * T + role.phase)
    pose.turn = 0.24 * beat
    pose.x = np.clip(role.lane + 0.05 * beat * role.size, role.least, role.most)
    pose.squash = 0.13 * np.cos(TAU * 6 * T + 2 * role.phase)
    pose.y = role.home - 0.05 * role.size * np.abs(beat)
    if role.faces != 0:
        pose.flip = pose.flip * np.clip(6 * np.cos(TAU * T), -1, 1)
    return pose


def spin(role: Role, rng: np.random.Generator) -> Pose:
    pose = rest(role)
    pose.turn = TAU * 2 * (0.25 * T + 0.75 * ease(T)) * role.heading
    lift = np.sin(np.pi * np.clip(T / 0.9, 0, 1)) if role.kind not in AIR else 0 * T
    pose.y = pose.y - 0.10 * lift
    pose.squash = 0 * T
    return pose


def roll(role: Role, rng: np.random.Generator) -> Pose:
    pose = rest(role)
    if role.is_directed or rng.random() < 0.5:
        pose.x = _travel(role, ease(T))
    else:
        pose.x = _travel(role, ease(1 - np.abs(2 * T - 1)))
    pose.flip = np.full(ROWS, pose.flip[0])
    way = (pose.x - pose.x[0]) / (0.46 * role.size)
    whole = max(1.0, round(float(np.abs(way).max()) / TAU)) * TAU / max(float(np.abs(way).max()), 1e-3)
    pose.turn = way * whole  # whole turns, so that it ends on its feet
    pose.squash = 0 * T
    pose.y = pose.y - 0.03 * np.abs(np.sin(pose.turn))
    return pose


def _top(role: Role) -> float:
    return role.ceiling + 0.54 * role.size + 0.03


def _low(role: Role) -> float:
    return role.floor - 0.45 * role.size


def rise(role: Role, rng: np.random.Generator) -> Pose:
    pose = rest(role)
    up = ease(np.clip((T - 0.08) / 0.84, 0, 1))
    start = _low(role)
    crouch = np.exp(-((T - 0.06) / 0.05) ** 2)
    pose.y = start + (_top(role) - start) * up
    pose.squash = pose.squash * 0.5 - (0.16 * crouch if role.kind not in ("drifts",) else 0) + 0.8 * np.gradient(up)
    pose.x = np.clip(role.lane + 0.04 * np.sin(TAU * T + role.phase), role.least, role.most)
    pose.turn = 0.06 * np.sin(TAU * 1.5 * T + role.phase)
    return pose


def fall(role: Role, rng: np.random.Generator) -> Pose:
    """Light things sway down; the rest drops, squashes and springs back."""
    pose = rest(role)
    end = _low(role)
    start = _top(role)
    if role.kind == "drifts":
        pose.y = start + (end - start) * ease(T)
        swing = np.sin(TAU * 1.75 * T + role.phase)
        pose.x = np.clip(role.lane + 0.07 * swing, role.least, role.most)
        pose.turn = 0.28 * swing
        return pose
    t = np.clip(T / 0.62, 0, 1)
    pose.y = start + (end - start) * t * t
    after = np.clip((T - 0.62) / 0.38, 0, 1)
    pose.y = pose.y - 0.10 * np.abs(np.sin(np.pi * 2 * after)) * (1 - after) ** 1.5
    pose.squash = np.where(T < 0.62, 0.14 * t, -0.42 * np.exp(-7 * after) * np.cos(TAU * 2 * after) + 0.03 * np.sin(TAU * 2 * T))
    return pose


def float_(role: Role, rng: np.random.Generator) -> Pose:
    pose = rest(role)
    middle = max(role.ceiling + 0.58 * role.size, 0.45 * role.height) if role.kind not in ("sails", "swims") else role.home
    reach = {"sails": 0.01, "swims": 0.03}.get(role.kind, 0.10)
    lift = ease(np.clip(T / 0.3, 0, 1)) if role.kind not in AIR else np.ones(ROWS)
    pose.y = role.home + (middle - role.home) * lift + reach * 0.6 * np.sin(TAU * 2 * T + role.phase) * lift
    swing = 0.5 * np.sin(TAU * T + role.phase)
    pose.x = _travel(role, 0.1 + 0.8 * ease(T)) if role.is_directed else np.clip(role.lane + 0.12 * swing, role.least, role.most)
    pose.turn = 0.14 * np.sin(TAU * T + role.phase + 1) * (0.4 if role.kind == "sails" else 1)
    return pose


def circle(role: Role, rng: np.random.Generator) -> Pose:
    """A ring: what flies goes round in the air, what stands goes round on the ground, farther and nearer."""
    pose = rest(role)
    angle = TAU * (0.15 * T + 0.85 * ease(T)) * 1.5 * role.heading + role.phase
    reach = min(0.30, max(0.06, min(role.lane - role.low, role.high - role.lane) + 0.12))
    x = np.clip(role.lane + reach * np.cos(angle), role.least, role.most)
    in_air = role.kind in AIR
    depth = np.sin(angle)
    pose.x = x
    pose.size = role.size * 2 ** (0.16 * depth)
    if in_air:
        middle = np.clip(role.home, role.ceiling + 0.55 * role.size + 0.12, role.height - 0.6 * role.size)
        pose.y = middle + 0.12 * depth
        pose.turn = 0.12 * role.heading * np.cos(angle)
    else:
        pose.ground = role.floor + 0.035 * depth
        pose.y = pose.ground - 0.453 * pose.size - (0.04 * role.size * np.abs(np.sin(np.pi * 9 * T)) if role.kind not in WHEELS else 0)
    if role.faces != 0:
        pose.flip = role.faces * np.clip(-3 * role.heading * np.sin(angle), -1, 1)
    return pose


def _sized(role: Role, pose: Pose, log2_size: np.ndarray) -> Pose:
    """Another size with the feet, or the middle of what is in the air, where they were."""
    pose.size = role.size * 2.0 ** log2_size
    if role.kind not in AIR:
        pose.y = pose.y + 0.453 * (role.size - pose.size)
    return pose


def grow(role: Role, rng: np.random.Generator) -> Pose:
    t = np.clip((T - 0.1) / 0.6, 0, 1)
    spring = ease(t) + 0.10 * np.sin(np.pi * 3 * np.clip((T - 0.55) / 0.4, 0, 1)) * np.exp(-3 * np.clip((T - 0.55) / 0.4, 0, 1))
    return _sized(role, rest(role), -1.6 * (1 - spring) + 0.0 * T)


def shrink(role: Role, rng: np.random.Generator) -> Pose:
    t = ease(np.clip((T - 0.15) / 0.65, 0, 1))
    return _sized(role, rest(role), -1.6 * t)


def _depth(role: Role, pose: Pose, near: np.ndarray) -> Pose:
    """near: 0 at the horizon, 1 in front."""
    log2_size = -1.7 + 1.75 * near
    pose.size = role.size * 2.0 ** log2_size
    pose.x = role.lane + (role.width / 2 - role.lane) * 0.45 * (1 - near)
    pose.ground = role.horizon + 0.05 + (role.floor - role.horizon - 0.05) * near
    if role.kind in AIR:
        far = 0.34 * role.height
        pose.y = far + (role.home - far) * near + 0.02 * np.sin(TAU * 2 * T + role.phase)
    else:
        beat = np.abs(np.sin(np.pi * 9 * T + role.phase))
        pose.y = pose.ground - 0.453 * pose.size - (0.05 * beat * pose.size if role.kind not in WHEELS else 0)
        pose.turn = (0.06 if role.kind not in WHEELS else 0.0) * np.sin(np.pi * 9 * T + role.phase)
    return pose


def approach(role: Role, rng: np.random.Generator) -> Pose:
    return _depth(role, rest(role), ease(T / 0.92))


def leave(role: Role, rng: np.random.Generator) -> Pose:
    return _depth(role, rest(role), 1 - ease((T - 0.08) / 0.92))


def appear(role: Role, rng: np.random.Generator) -> Pose:
    start = 0.14 + 0.10 * rng.random()
    t = np.clip((T - start) / 0.34, 0, 1)
    spring = 1 - np.exp(-5.5 * t) * np.cos(TAU * 1.25 * t)
    pose = _sized(role, rest(role), np.maximum(-2.2, np.log2(np.maximum(spring, 0.2))))
    pose.visible = np.clip((T - start) / 0.06, 0, 1)
    pose.squash = pose.squash + 0.22 * np.sin(TAU * 1.5 * t) * (1 - t)
    return pose


def still(role: Role, rng: np.random.Generator) -> Pose:
    return rest(role)


PATHS: dict[str, Callable[[Role, np.random.Generator], Pose]] = {
    "go": go, "run": run, "fly": fly, "jump": jump, "dance": dance, "spin": spin, "roll": roll, "rise": rise, "fall": fall, "float": float_,
    "circle": circle, "grow": grow, "shrink": shrink, "approach": approach, "leave": leave, "appear": appear, "still": still,
}
