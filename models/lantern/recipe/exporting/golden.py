"""One prompt all the way, with the weights as they are in the files, so that another runtime can be held against it number by number."""
import json
from pathlib import Path

import numpy as np
import torch

from generate import Lantern
from nets.codec import ACTOR, PATCH
from nets.lantern import SIDE, scene_shape
from pool import ASPECTS
from stage import Stage
from stageparts import grid_of, pixels_of, shape_of, sky_of
from training.denoisers import shape_of as aspect_of
from words.tokens import match
from words.wanted import spec_of
from words.whole import whole
from world import weather
from world.actors import light_of
from world.frame import FRAMES
from world.motion import COLUMNS, ROWS
from world.places import PLACES
from world.stage import at

from .graphs import SMALL
from .parts import MotionDecoder, ActorDecoder, SceneDecoder

PROMPT, ASPECT, SEED, STEPS, SIZE = "two small blue dragons flying left in the city at night, snow, camera pans right", "1:1", 1, 4, 64
SHARES = (0.0, 0.3, 0.7, 1.0)


@torch.no_grad()
def as_stored(lantern: Lantern) -> Lantern:
    """Weights rounded to the 16 bits that the files hold."""
    for net in (lantern.text, lantern.motion, lantern.actor, lantern.scene, lantern.actor_decoder, lantern.scene_decoder):
        for value in net.state_dict().values():
            if value.dtype == torch.float32 and value.numel() > SMALL:
                value.copy_(value.half().float())
    return lantern


@torch.no_grad()
def write(lantern: Lantern, folder: Path) -> None:
    lantern, folder = as_stored(lantern), folder / "golden"
    folder.mkdir(parents=True, exist_ok=True)
    lantern.steps = STEPS
    spec = spec_of(PROMPT, SEED)
    ids = whole(match(PROMPT)[0], spec)
    states, frame = lantern.states(ids), FRAMES[ASPECT]
    save(folder, "states", states)
    layers = {"motion": ("motion", (ROWS, len(COLUMNS)), aspect_of(ASPECT), SEED),
              "scene": ("scene", scene_shape(ASPECT), ASPECTS.index(ASPECT), SEED),
              **{f"actor{slot}": ("actor", (ACTOR, SIDE, SIDE), slot, SEED + 1 + slot) for slot in range(len(spec.actors))}}
    final = {}
    for name, (net, shape, other, seed) in layers.items():
        final[name] = lantern.denoise(net, shape, states, torch.tensor([other]), seed)[None]
        save(folder, f"{name}_initial", torch.randn(1, *shape, generator=torch.Generator().manual_seed(seed)))
        save(folder, f"{name}_final", final[name])
    rows = MotionDecoder(lantern.motion.mean, lantern.motion.deviation)(final["motion"])[0].numpy()
    far, near = SceneDecoder(lantern.scene_decoder)(final["scene"])
    actors = torch.zeros(3, 4, SIDE * PATCH, SIDE * PATCH)
    for slot in range(len(spec.actors)):
        actors[slot] = ActorDecoder(lantern.actor_decoder)(final[f"actor{slot}"])[0]
    light = light_of(spec.place, spec.hour)
    frames = Stage()(far, near, actors, torch.tensor([light.gain, light.lift]), pixels_of(weather.tile(spec.weather, 0)), sky_of(spec.weather),
                     shape_of(ASPECT, PLACES[spec.place].ground(frame)), torch.from_numpy(np.stack([at(rows, share) for share in SHARES])),
                     torch.tensor([share * 5 for share in SHARES]), grid_of(SIZE, SIZE))
    save(folder, "rows", torch.from_numpy(rows))
    save(folder, "frames", frames)
    (folder / "golden.json").write_text(json.dumps({
        "prompt": PROMPT, "aspect": ASPECT, "input_ids": ids, "place": spec.place, "hour": spec.hour, "weather": f"weather/{spec.weather}-0.png",
        "steps": STEPS, "guidance": lantern.guidance, "shares": SHARES, "seconds": 5, "size": SIZE,
        "files": "little-endian float32 in C order: states [1,4,256]; *_initial and *_final with a batch of one; rows [32,35]; frames [4,3,64,64]",
        "schedule": "t_i = 1 - i/steps; x += (t_{i+1} - t_i) * (v_nothing + g * (v_said - v_nothing)), nothing = the states of 24 zeros, each layer on its own",
    }, ensure_ascii=False, indent=1) + "\n", "utf-8")


def save(folder: Path, name: str, values: torch.Tensor) -> None:
    np.ascontiguousarray(values.numpy().astype("<f4")).tofile(folder / f"{name}.f32")
