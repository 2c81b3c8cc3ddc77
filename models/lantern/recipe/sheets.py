"""Contact sheets to look at. `./sheet` draws all of them; `./sheet prompts motions` only those."""
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from assets import CACHE
from spec import Group, Spec
from words.vocabulary import SUBJECTS
from words.wanted import examples, spec_of
from world.actors import actor
from world.backdrop import paint
from world.clip import frame_at, make
from world.colour import TARGETS
from world.frame import FRAMES
from world.light import HOURS
from world.paths import PATHS
from world.places import PLACES

OUT = CACHE / "sheets"
STARS = ("cat", "trex", "eagle", "rabbit", "penguin", "star", "football", "rocket", "mapleleaf", "balloon", "bee", "panda", "cake", "car", "horse", "ghost", "fox")


def flat(layer: np.ndarray, below: np.ndarray | tuple[int, int, int]) -> np.ndarray:
    """uint8 premultiplied RGBA over a colour or an RGB picture."""
    alpha = layer[..., 3:].astype(np.float32) / 255
    return np.clip(np.asarray(below, np.float32) * (1 - alpha) + layer[..., :3], 0, 255).astype(np.uint8)


def backdrops(frame: str) -> Image.Image:
    """Places down, hours across, as the layers lie: wider than what the camera sees."""
    rows = []
    for i, place in enumerate(PLACES):
        scenes = [paint(place, hour, frame, i) for hour in HOURS]
        rows.append(np.concatenate([flat(scene.near, scene.far) for scene in scenes], 1))
    whole = Image.fromarray(np.concatenate(rows))
    return whole.resize((whole.width // 2, whole.height // 2), Image.LANCZOS)


def seeds() -> Image.Image:
    """Each place by day with five seeds."""
    return Image.fromarray(np.concatenate([np.concatenate([flat((b := paint(place, "day", "1:1", seed)).near, b.far) for seed in range(5)], 1)[::2, ::2] for place in PLACES]))


def actors() -> Image.Image:
    columns, side = 18, 92
    sheet = Image.new("RGB", (columns * side, -(-len(SUBJECTS) // columns) * (side + 12)), (240, 240, 236))
    draw = ImageDraw.Draw(sheet)
    for i, key in enumerate(SUBJECTS):
        x, y = i % columns * side, i // columns * (side + 12)
        sheet.paste(Image.fromarray(flat(actor(key, None, i), (222, 230, 222))).resize((side, side), Image.LANCZOS), (x, y))
        draw.text((x + 2, y + side), f"{key} {SUBJECTS[key].moves}", fill=0)
    return sheet


def colours() -> Image.Image:
    names = ("cat", "dragon", "panda", "penguin", "elephant", "car", "butterfly", "swan", "robot", "unicorn", "rabbit", "fish", "balloon", "horse", "spider", "wizard")
    rows = [np.concatenate([flat(actor(name, colour, 0), (222, 230, 222)) for colour in (None, *TARGETS)], 1) for name in names]
    whole = Image.fromarray(np.concatenate(rows))
    return whole.resize((whole.width * 2 // 5, whole.height * 2 // 5), Image.LANCZOS)


def motions() -> Image.Image:
    """A film strip for each motion."""
    rows = []
    for i, (motion, star) in enumerate(zip(PATHS, STARS)):
        place = list(PLACES)[(i * 5) % len(PLACES)] if star not in ("rocket", "car") else "city"
        clip = make(Spec((Group(star),), place, list(HOURS)[i % 4], motion), "1:1", i)
        rows.append(np.concatenate([frame_at(*clip, share, 160, 160) for share in np.linspace(0.02, 0.98, 8)], 1))
    return Image.fromarray(np.concatenate(rows))


def prompts() -> Image.Image:
    """48 prompts, one moment each, in three frames."""
    cells = []
    for i, text in enumerate(examples()):
        name = ("1:1", "16:9", "9:16")[i % 3]
        height = 192
        width = {"1:1": 192, "16:9": 341, "9:16": 108}[name]
        cells.append(frame_at(*make(spec_of(text, i), name, i), 0.55, width, height))
    per_row = 6
    rows = [np.concatenate(cells[i:i + per_row], 1) for i in range(0, len(cells), per_row)]
    return Image.fromarray(np.concatenate(rows))


SHEETS: dict[str, Callable[[], Image.Image]] = {
    **{f"backdrops-{name.replace(':', 'x')}": (lambda name=name: backdrops(name)) for name in FRAMES},
    "seeds": seeds, "actors": actors, "colours": colours, "motions": motions, "prompts": prompts,
}


def main(names: list[str]) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    for name, draw in SHEETS.items():
        if not names or any(name.startswith(wanted) for wanted in names):
            path: Path = OUT / f"{name}.jpg"
            draw().save(path, quality=90)
            print(path)


if __name__ == "__main__":
    main(sys.argv[1:])
