"""Training of the three denoisers on latents and rows, with the finished text encoder's states as their condition."""
import torch

import texts
from nets.denoiser import as_tokens
from nets.lantern import actor_denoiser, motion_denoiser, scene_denoiser
from nets.text import TextEncoder
from pool import ASPECTS, SCENES
from world.frame import FRAMES

from .latents import LOOKS, Actors, Scenes
from .run import Run, averaged, path_of
from .text import UNSEEN, Reader, TextRun

DROPPED = 0.1  # of the captions, so that guidance has something to push away from
MEASURED = 48  # held-out samples
TIMES = (0.15, 0.4, 0.65, 0.9, 0.99)  # at which held-out losses are measured
NOISY = 1.2  # the middle of the times that are trained on is sigmoid(1.2) = 0.77
CARE = 0.5  # below this time the loss weighs the clean guess's error alike: a velocity's would ask for precision before there is a picture


def shape_of(aspect: str) -> float:
    """log2 of the view's width over its height, as the motion denoiser reads it."""
    frame = FRAMES[aspect]
    return float(torch.log2(torch.tensor(frame.view / frame.height)))


class DenoiserRun(Run):
    """Subclasses give batches: clean samples, the texts' numbers, and what else the network reads.

    Small batches: for the same processor time 20 actors a step learned twice as much as 48 (README, "Measured").
    """
    averaged = 0.9995
    batch = 48

    def __init__(self, net: torch.nn.Module, device: str, seed: int, table: dict, text: TextEncoder) -> None:
        torch.manual_seed(seed)
        super().__init__(net, device)
        self._table, self._text = table, text.to(device)
        self._size = len(table["ids"]) - UNSEEN
        self.resume()

    def groups(self) -> list[dict]:
        """A sketch starts where it is good already."""
        parts: dict[bool, list] = {False: [], True: []}
        for name, parameter in self.net.named_parameters():
            parts[name.startswith("sketch.")].append(parameter)
        return [{"params": parts[False]}, *([{"params": parts[True], "slower": 0.1}] if parts[True] else [])]

    def draw(self, unseen: bool) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        raise NotImplementedError  # each network's own

    def texts_of(self, chosen: torch.Tensor) -> torch.Tensor:
        """States [B, 4, 256] of either caption of the chosen texts."""
        ids = self._table["ids"][chosen.numpy(), torch.randint(2, (len(chosen),)).numpy()]
        with torch.no_grad():
            return self._text(torch.from_numpy(ids).long().to(self.device)).float()

    def some(self, unseen: bool) -> torch.Tensor:
        """Numbers of texts, [batch]; unseen ones are always the same."""
        return self._size + torch.arange(MEASURED) if unseen else torch.randint(self._size, (self.batch,))

    def loss(self) -> tuple[torch.Tensor, dict[str, float], int]:
        clean, states, other = self.draw(False)
        dropped = torch.rand(len(clean), device=self.device) < DROPPED
        with torch.no_grad():
            nothing = self._text(torch.zeros(1, self._table["ids"].shape[-1], dtype=torch.long, device=self.device)).float()
        states = torch.where(dropped[:, None, None], nothing, states)
        times = torch.sigmoid(NOISY + torch.randn(len(clean), device=self.device))
        loss = (self._error(clean, states, other, times) * (times / times.clamp(min=CARE)).square()).mean()
        return loss, {"loss": float(loss)}, len(clean)

    def _error(self, clean: torch.Tensor, states: torch.Tensor, other: torch.Tensor, times: torch.Tensor) -> torch.Tensor:
        """Mean square error of each sample's velocity, [B]."""
        noise = torch.randn_like(clean)
        share = times.reshape(-1, *[1] * (clean.dim() - 1))
        velocity = self.net(clean + share * (noise - clean), times, states, other)
        return (velocity.float() - (noise - clean)).square().flatten(1).mean(1)

    def measure(self) -> str:
        """Error of the clean guess at a few times, on seeds and texts that are not trained on; 1 is as bad as knowing nothing."""
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(7)
            clean, states, other = self.draw(True)
            found = [float(self._error(clean, states, other, torch.full((len(clean),), time, device=self.device)).mean()) * time * time for time in TIMES]
        return "unseen clean " + " ".join(f"{value:.4f}@{time}" for value, time in zip(found, TIMES))


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
