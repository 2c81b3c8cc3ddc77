"""The denoisers in the sizes that Lantern has."""
from pool import ASPECTS, SCENES
from world.frame import FRAMES
from world.motion import COLUMNS, ROWS

from .codec import ACTOR, PATCH, SCENE
from .denoiser import ActorPainter, Mover, ScenePainter

SIDE = 16  # of an actor's latents


def scene_shape(aspect: str) -> tuple[int, int, int]:
    frame = FRAMES[aspect]
    return SCENE, frame.height // PATCH, frame.width // PATCH


def actor_denoiser() -> ActorPainter:
    return ActorPainter(ACTOR, SIDE)


def scene_denoiser() -> ScenePainter:
    return ScenePainter(SCENE, len(SCENES), tuple(h * w // 4 for _, h, w in map(scene_shape, ASPECTS)))


def motion_denoiser() -> Mover:
    return Mover(len(COLUMNS), ROWS)
