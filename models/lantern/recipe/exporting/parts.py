"""Every graph of the model folder: its inputs, outputs and which of their axes move. README, "Contract", says it in words."""
import torch
from torch import nn

from generate import Lantern
from nets.codec import ACTOR, SCENE
from nets.lantern import SIDE
from stage import FRAME, SKIES, Stage
from training.codecs import actor_codec, scene_codec
from training.run import averaged
from world.motion import COLUMNS, ROWS

from .graphs import Graph

BATCH = {0: "batch"}


class ActorDecoder(nn.Module):
    """latents -> premultiplied RGBA, a true one: no colour exceeds its alpha."""

    def __init__(self, decoder: nn.Module) -> None:
        super().__init__()
        self.decoder = decoder

    def forward(self, latents: torch.Tensor) -> torch.Tensor:
        return premultiplied(self.decoder(latents).clamp(0, 1))


class SceneDecoder(ActorDecoder):
    """latents -> far RGB and near premultiplied RGBA."""

    def forward(self, latents: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        pixels = self.decoder(latents).clamp(0, 1)
        return pixels[:, :3], premultiplied(pixels[:, 3:])


class MotionDecoder(nn.Module):
    """What the motion denoiser makes -> rows in the stage's units."""

    def __init__(self, mean: torch.Tensor, deviation: torch.Tensor) -> None:
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("deviation", deviation)

    def forward(self, latents: torch.Tensor) -> torch.Tensor:
        return latents * self.deviation + self.mean


def premultiplied(pixels: torch.Tensor) -> torch.Tensor:
    return torch.cat([torch.minimum(pixels[:, :3], pixels[:, 3:]), pixels[:, 3:]], 1)


def graphs(lantern: Lantern) -> list[Graph]:
    states, two = torch.randn(2, 4, 256), torch.tensor([0.9, 0.4])
    plane = {0: "batch", 2: "height", 3: "width"}

    def denoiser(name: str, net: nn.Module, sample: torch.Tensor, other: str, value: torch.Tensor, moves: dict[int, str]) -> Graph:
        return Graph(f"{name}_denoiser", net, {"sample": sample, "timestep": two, "encoder_hidden_states": states, other: value}, ("velocity",),
                     {"sample": moves, "velocity": moves, "timestep": BATCH, "encoder_hidden_states": BATCH, other: BATCH})
    return [
        Graph("text_encoder", lantern.text, {"input_ids": torch.zeros(2, 24, dtype=torch.long)}, ("last_hidden_state",), {"input_ids": BATCH, "last_hidden_state": BATCH}),
        denoiser("motion", lantern.motion, torch.randn(2, ROWS, len(COLUMNS)), "aspect", torch.tensor([0.0, 0.8]), BATCH),
        denoiser("actor", lantern.actor, torch.randn(2, ACTOR, SIDE, SIDE), "slot", torch.tensor([0, 1]), BATCH),
        denoiser("scene", lantern.scene, torch.randn(2, SCENE, 16, 24), "aspect", torch.tensor([0, 0]), plane),
        Graph("motion_decoder", MotionDecoder(lantern.motion.mean, lantern.motion.deviation), {"latents": torch.randn(1, ROWS, len(COLUMNS))}, ("rows",),
              {"latents": BATCH, "rows": BATCH}),
        Graph("actor_decoder", ActorDecoder(lantern.actor_decoder), {"latents": torch.randn(1, ACTOR, SIDE, SIDE)}, ("rgba",), {"latents": BATCH, "rgba": BATCH}),
        Graph("scene_decoder", SceneDecoder(lantern.scene_decoder), {"latents": torch.randn(1, SCENE, 16, 24)}, ("far", "near"),
              {"latents": plane, "far": plane, "near": plane}),
        Graph("actor_encoder", averaged("actor-codec", actor_codec()).encoder, {"rgba": torch.rand(1, 4, 256, 256)}, ("latents",), {"rgba": BATCH, "latents": BATCH}),
        Graph("scene_encoder", averaged("scene-codec", scene_codec()).encoder, {"layers": torch.rand(1, 7, 256, 384)}, ("latents",), {"layers": plane, "latents": plane}),
        stage_graph(),
    ]


def stage_graph() -> Graph:
    moments = 2
    return Graph("stage", Stage(), {
        "far": torch.rand(1, 3, 256, 384), "near": torch.rand(1, 4, 256, 384), "actors": torch.rand(3, 4, 256, 256), "grade": torch.rand(2, 3),
        "tile": torch.rand(1, 4, 256, 256), "sky": torch.rand(len(SKIES)), "shape": torch.rand(len(FRAME)) + 1, "rows": torch.rand(moments, len(COLUMNS)),
        "seconds": torch.rand(moments), "grid": torch.rand(32, 48, 2)}, ("frames",), {
        "far": {2: "layer_height", 3: "layer_width"}, "near": {2: "layer_height", 3: "layer_width"}, "rows": {0: "moments"}, "seconds": {0: "moments"},
        "grid": {0: "height", 1: "width"}, "frames": {0: "moments", 2: "height", 3: "width"}})
