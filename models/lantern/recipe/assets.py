"""Where fetched sprites lie: outside the model folder, whose every file the studio counts, and ignored by git."""
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]
CACHE = REPOSITORY / "artifacts" / "lantern"
SPRITES = CACHE / "@lobehub+fluent-emoji-3d" / "package" / "assets"
NAMES = CACHE / "emojibase-data" / "package"


@cache
def sprite_path(unicode: str) -> Path:
    """The file of a sprite; the set writes some names with the variation selector and some without."""
    for name in (unicode, f"{unicode}-fe0f", unicode.replace("-fe0f", "")):
        if (path := SPRITES / f"{name}.webp").exists():
            return path
    raise FileNotFoundError(f"no sprite {unicode} in {SPRITES}: run ./fetch first")
