"""Who judges what was generated: least squares on random features, fitted to rendered pictures and rows only. Each knows how good it is itself."""
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F

import texts
from pool import ASPECTS, HELD_OUT, SCENES, actor_file, looks, rounds, scene_file
from training.denoisers import UNSEEN
from words.vocabulary import SUBJECTS
from world.colour import to_lab
from world.motion import WIDE

FEATURES, THUMB = 3000, 20


@dataclass
class Judge:
    """own: the share of unseen renders that it names rightly."""
    mean: torch.Tensor
    scale: torch.Tensor
    lift: torch.Tensor
    weights: torch.Tensor
    own: float = 0.0

    @classmethod
    def fitted(cls, seen: torch.Tensor, names: torch.Tensor, unseen: torch.Tensor, unseen_names: torch.Tensor) -> "Judge":
        """seen, unseen: [N, n]; names: [N], classes from 0."""
        lift = torch.randn(seen.shape[1], FEATURES, generator=torch.Generator().manual_seed(3)) / seen.shape[1] ** 0.5
        judge = cls(seen.mean(0), seen.std(0) + 0.02, lift, torch.zeros(0))
        features = judge._features(seen)
        ridge = features.T @ features + 0.01 * len(features) * torch.eye(features.shape[1])
        judge.weights = torch.linalg.solve(ridge, features.T @ F.one_hot(names).float())
        judge.own = float((judge(unseen) == unseen_names).float().mean())
        return judge

    def _features(self, x: torch.Tensor) -> torch.Tensor:
        x = (x - self.mean) / self.scale
        return torch.cat([F.relu(x @ self.lift), x / x.shape[1] ** 0.5, torch.ones(len(x), 1)], 1)

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        return (self._features(x) @ self.weights).argmax(1)


def thumbs(pictures: np.ndarray) -> torch.Tensor:
    """[N, c, h, w] uint8 -> [N, c * 400] small ones."""
    return torch.cat([F.interpolate(torch.from_numpy(part.astype(np.float32) / 255), (THUMB, THUMB), mode="area").flatten(1)
                      for part in np.array_split(pictures, max(1, len(pictures) // 64))])


def tints(pictures: np.ndarray) -> torch.Tensor:
    """[N, 4, h, w] uint8, premultiplied -> [N, 600] shares of the picture's body by OKLab."""
    found = []
    for picture in pictures[:, :, 2::4, 2::4]:
        alpha = picture[3].astype(np.float32).ravel() / 255
        lab = to_lab((picture[:3].reshape(3, -1).T.astype(np.float32) / 255 / np.maximum(alpha, 1e-3)[:, None]).clip(0, 1))
        places = [np.clip(((lab[:, i] - low) / (high - low) * bins).astype(int), 0, bins - 1) for i, (low, high, bins) in enumerate(((0, 1, 6), (-0.25, 0.25, 10), (-0.25, 0.25, 10)))]
        counts = np.bincount((places[0] * 10 + places[1]) * 10 + places[2], alpha, 600) / max(float(alpha.sum()), 1)
        found.append(np.sqrt(counts))
    return torch.from_numpy(np.stack(found).astype(np.float32))


def subject_and_colour() -> tuple[Judge, Judge]:
    """Of actors' layers. The colour's judge knows pictures in a colour that was asked for only."""
    def known(numbers: list[int]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
        subjects, shown = list(SUBJECTS), [look for number in numbers for look in looks(number)]
        files = [np.load(actor_file(number), mmap_mode="r") for number in numbers]
        return (torch.cat([thumbs(file) for file in files]), torch.cat([tints(file) for file in files]),
                torch.tensor([subjects.index(subject) for subject, _ in shown]), torch.tensor([texts.COLOURS.index(colour) for _, colour in shown]))
    (seen, tinted, subject, colour), (unseen, tinted2, subject2, colour2) = known(rounds("actors")), known([HELD_OUT])
    a, b = colour > 0, colour2 > 0
    return Judge.fitted(seen, subject, unseen, subject2), Judge.fitted(tinted[a], colour[a] - 1, tinted2[b], colour2[b] - 1)


def place_and_hour() -> tuple[Judge, Judge]:
    """Of scenes, far and near layers, in all frames."""
    def known(held_out: bool) -> tuple[torch.Tensor, torch.Tensor]:
        files = [scene_file(number, aspect) for aspect in ASPECTS for number in ([HELD_OUT] if held_out else rounds(f"scenes-{aspect.replace(':', 'x')}"))]
        return torch.cat([thumbs(np.load(file, mmap_mode="r")) for file in files]), torch.arange(len(SCENES)).repeat(len(files))
    (seen, scene), (unseen, scene2) = known(False), known(True)
    hours = len(SCENES) // len({place for place, _ in SCENES})
    return Judge.fitted(seen, scene // hours, unseen, scene2 // hours), Judge.fitted(seen, scene % hours, unseen, scene2 % hours)


def path_of(rows: torch.Tensor) -> torch.Tensor:
    """[N, 32, 35] rows -> what the first actor and its view do, as positions and as changes."""
    own = rows[..., :WIDE]
    return torch.cat([own.flatten(1), (own[:, 1:] - own[:, :-1]).flatten(1) * 8, (own - own[:, :1]).flatten(1) * 2], 1)


def motion(table: dict[str, np.ndarray]) -> Judge:
    rows, names = torch.from_numpy(table["rows"]), torch.from_numpy(table["motion"]).long()
    return Judge.fitted(path_of(rows[:20_000]), names[:20_000], path_of(rows[-UNSEEN:]), names[-UNSEEN:])
