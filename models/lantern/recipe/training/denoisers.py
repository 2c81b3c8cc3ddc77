"""Training of the three denoisers on latents and rows."""
import torch

import texts
from nets.denoiser import as_tokens
from nets.lantern import actor_denoiser, motion_denoiser, scene_denoiser
from nets.text import TextEncoder
from pool import ASPECTS, SCENES
from world.frame import FRAMES

from .flow import MEASURED, DenoiserRun
from .latents import LOOKS, Actors, Scenes
from .run import Run, averaged, path_of
from .text import UNSEEN, Reader, TextRun


def shape_of(aspect: str) -> float:
    """log2 of the view's width over its height, as the motion denoiser reads it."""
    frame = FRAMES[aspect]
    return float(torch.log2(torch.tensor(frame.view / frame.height)))


class ActorRun(DenoiserRun):
    name, share, rate = "actor-denoiser", 3.0, 1.5e-3
    batch = 20

    def __init__(self, *given) -> None:
        self._seen, self._unseen = Actors(), Actors(True)
        super().__init__(actor_denoiser(), *given)
        if not self.steps:
            clean, states, slots = self.draw(False, 12_000)
            self.net.cpu().sketch.fit(states[torch.arange(len(slots)), slots].cpu(), as_tokens(clean.cpu()))
            self.net.to(self.device)
            self.average = [p.detach().clone() for p in self.weights]

    def draw(self, unseen: bool, count: int = 0) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        pool, count = self._unseen if unseen else self._seen, MEASURED if unseen else count or self.batch
        chosen, slots, pictures = [], [], []
        for i in (self._size + torch.arange(UNSEEN) if unseen else torch.randint(self._size, (2 * count,))).tolist():
            subjects = self._table["subject"][i]
            slot = int(torch.randint(int((subjects >= 0).sum()), ()))
            found = pool.of_look.get(int(subjects[slot]) * LOOKS + int(self._table["colour"][i, slot]))
            if found is not None and len(chosen) < count:
                chosen.append(i), slots.append(slot), pictures.append(int(found[torch.randint(len(found), ())]))
        clean = pool.latents[pictures].float().to(self.device)
        return clean, self.texts_of(torch.tensor(chosen)), torch.tensor(slots, device=self.device)


class SceneRun(DenoiserRun):
    name, share, rate = "scene-denoiser", 2.0, 1.5e-3
    batch = 12

    def __init__(self, *given) -> None:
        self._seen, self._unseen = Scenes(), Scenes(True)
        super().__init__(scene_denoiser(), *given)
        if not self.steps:
            kinds = averaged("text", Reader()).setting["scene"]
            tokens = [as_tokens(latents.float().flatten(0, 1)) for latents in self._seen.latents]
            self.net.cpu().sketch.fit(kinds, [part.reshape(-1, len(SCENES), *part.shape[1:]) for part in tokens])
            self.net.to(self.device)
            self.average = [p.detach().clone() for p in self.weights]

    def draw(self, unseen: bool) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        aspect = 0 if unseen else int(torch.randint(len(ASPECTS), ()))
        latents = (self._unseen if unseen else self._seen).latents[aspect]
        chosen = self.some(unseen)
        clean = latents[torch.randint(len(latents), (len(chosen),)), torch.from_numpy(self._table["scene"][chosen.numpy()]).long()]
        return clean.float().to(self.device), self.texts_of(chosen), torch.full((len(chosen),), aspect, device=self.device)


class MotionRun(DenoiserRun):
    name, share, rate = "motion-denoiser", 0.7, 1.5e-3
    batch = 48

    def __init__(self, device: str, seed: int, table: dict, text: TextEncoder) -> None:
        rows = torch.from_numpy(table["rows"])
        self._shapes = torch.tensor([shape_of(aspect) for aspect in ASPECTS])
        net = motion_denoiser()
        net.register_buffer("mean", rows.mean((0, 1)))
        net.register_buffer("deviation", rows.std((0, 1)).clamp(min=1e-3))
        self._rows = (rows - net.mean) / net.deviation
        super().__init__(net, device, seed, table, text)

    def draw(self, unseen: bool) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        chosen = self.some(unseen)
        shapes = self._shapes[torch.from_numpy(self._table["aspect"][chosen.numpy()]).long()]
        return self._rows[chosen].to(self.device), self.texts_of(chosen), shapes.to(self.device)


def denoiser_runs(device: str, seed: int) -> list[Run]:
    """The text encoder must have been trained: `./train text`."""
    if not path_of("text").exists():
        raise FileNotFoundError("no text encoder yet: run ./train text first")
    table, text = texts.load(), averaged("text", Reader()).encoder
    return [kind(device, seed, table, text) for kind in (MotionRun, ActorRun, SceneRun)]


def text_runs(device: str, seed: int) -> list[Run]:
    return [TextRun(device, seed, texts.load())]
