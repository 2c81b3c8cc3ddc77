"""The plain files beside the graphs: what the studio must know and no network says."""
import json
from pathlib import Path

import numpy as np
from PIL import Image

from nets.codec import ACTOR
from nets.lantern import SIDE, scene_shape
from spec import DIRECTED
from training.denoisers import shape_of
from words import tokens
from words.vocabulary import KINDS, SUBJECTS, of_kind
from words.wanted import examples
from words.whole import ASIDE
from world import weather
from world.actors import FEET, light_of
from world.camera import FLOOR
from world.frame import FRAMES
from world.light import HOURS
from world.motion import COLUMNS, ROWS
from world.places import PLACES

TILES = 3  # of each kind of weather
UNSAID = {"weather": None, "camera": None, "colour": None, "size": None}


def write_json(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8")


def write_all(folder: Path) -> None:
    write_json(folder / "model_index.json", index())
    (folder / "tokenizer").mkdir(exist_ok=True)
    tokens.write(str(folder / "tokenizer" / "phrases.json"))
    write_json(folder / "scheduler" / "scheduler_config.json", {"_class_name": "FlowMatchEulerDiscreteScheduler", "num_train_timesteps": 1000, "shift": 1.0})
    write_json(folder / "stage" / "stage_config.json", stage())
    for kind in weather.KINDS:
        for seed in range(TILES):
            path = folder / "weather" / f"{kind}-{seed}.png"
            path.parent.mkdir(exist_ok=True)
            straight(weather.tile(kind, seed)).save(path, optimize=True)


def straight(picture: np.ndarray) -> Image.Image:
    """Premultiplied -> straight alpha, as PNG has it."""
    alpha = picture[..., 3:].astype(np.float32)
    colours = np.where(alpha > 0, picture[..., :3] * 255 / np.maximum(alpha, 1), 0)
    return Image.fromarray(np.concatenate([np.clip(np.rint(colours), 0, 255), alpha], -1).astype(np.uint8), "RGBA")


def index() -> dict[str, object]:
    sizes = {"1:1": (512, 512), "16:9": (768, 432), "9:16": (432, 768)}
    return {
        "_class_name": "LanternPipeline", "version": 1, "title": "Lantern 1",
        "latents": {"actor": [ACTOR, SIDE, SIDE], "motion": [ROWS, len(COLUMNS)],
                    "scene": {name: list(scene_shape(name)) for name in FRAMES}},
        "default_steps": 14, "default_guidance_scale": 1.5, "frames_per_second": 24, "seconds": {"min": 5, "max": 10, "default": 5},
        "aspects": [{"ratio": name, "width": sizes[name][0], "height": sizes[name][1], "log2": round(shape_of(name), 6)} for name in FRAMES],
        "examples": examples(), "scheduler": ["diffusers", "FlowMatchEulerDiscreteScheduler"],
    }


def stage() -> dict[str, object]:
    """Where the ground is in each place, which light falls there, how weather hangs, what completes a prompt."""
    return {
        "columns": list(COLUMNS), "feet": FEET, "floor_pan": FLOOR,
        "frames": {name: {"width": f.width, "height": f.height, "view": f.view, "unit": f.unit} for name, f in FRAMES.items()},
        "places": {name: {"wide": vars(place.wide), "tall": vars(place.tall),
                          "light": {hour: [round(float(n), 5) for n in light_of(name, hour).numbers()] for hour in HOURS}} for name, place in PLACES.items()},
        "weather": {kind: {"repeats": k.repeats, "in_front": k.in_front, "tiles": [f"weather/{kind}-{i}.png" for i in range(TILES)]} for kind, k in weather.KINDS.items()},
        "unsaid": {"order": list(ASIDE), "drawn": {"subject": list(SUBJECTS), "place": list(of_kind("place")), "hour": list(of_kind("hour")), "motion": list(of_kind("motion"))},
                   "never_drawn": [kind for kind in KINDS if kind in UNSAID or kind == "direction"], "directed": list(DIRECTED)},
    }
