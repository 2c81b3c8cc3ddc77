"""Training of the text encoder: its four states must tell who stands in each slot and what else was said."""
import torch
import torch.nn.functional as F
from torch import nn

import texts
from nets.text import WIDTH, TextEncoder
from pool import SCENES
from words.vocabulary import SUBJECTS

from .run import Run

SLOT = {"subject": len(SUBJECTS) + 1, "colour": len(texts.COLOURS), "size": len(texts.SIZES)}
SETTING = {"scene": len(SCENES), "motion": len(texts.MOTIONS), **{kind: len(keys) for kind, keys in texts.OPTIONAL.items()}}
UNSEEN = 2048  # the last texts of the pool are for measuring


class Reader(nn.Module):
    """The encoder and the questions it is taught by; only the encoder is kept in the model."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = TextEncoder()
        self.slot = nn.ModuleDict({kind: nn.Linear(WIDTH, count) for kind, count in SLOT.items()})
        self.setting = nn.ModuleDict({kind: nn.Linear(WIDTH, count) for kind, count in SETTING.items()})

    def forward(self, ids: torch.Tensor) -> dict[str, torch.Tensor]:
        """[B, 24] -> logits: [B, 3, n] for what slots have, [B, n] for the rest."""
        states = self.encoder(ids)
        return {**{kind: head(states[:, :3]) for kind, head in self.slot.items()}, **{kind: head(states[:, 3]) for kind, head in self.setting.items()}}


class TextRun(Run):
    name = "text"
    batch = 96
    enough = 4000  # steps, after which the denoisers can rely on it

    def __init__(self, device: str, seed: int, table: dict) -> None:
        torch.manual_seed(seed)
        super().__init__(Reader(), device)
        self._table = table
        self._size = len(table["ids"]) - UNSEEN
        self.resume()

    def _answers(self, chosen) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        """Ids of either caption; an empty slot's subject is the last class and its colour and size are not asked."""
        ids = torch.from_numpy(self._table["ids"][chosen, torch.randint(2, (len(chosen),)).numpy()]).long()
        right = {kind: torch.from_numpy(self._table[kind][chosen]).long() for kind in (*SLOT, *SETTING)}
        empty = right["subject"] < 0
        right["subject"] = torch.where(empty, len(SUBJECTS), right["subject"])
        for kind in ("colour", "size"):
            right[kind] = torch.where(empty, -1, right[kind])
        return ids.to(self.device), {kind: value.to(self.device) for kind, value in right.items()}

    def loss(self) -> tuple[torch.Tensor, dict[str, float], int]:
        ids, right = self._answers(torch.randint(self._size, (self.batch,)).numpy())
        said = self.net(ids)
        total = sum(F.cross_entropy(said[kind].float().flatten(0, -2), answer.flatten(), ignore_index=-1) for kind, answer in right.items())
        return total, {"loss": float(total)}, len(ids)

    def measure(self) -> str:
        ids, right = self._answers(range(self._size, self._size + 512))
        said = self.net(ids)
        shares = {kind: float((said[kind].argmax(-1) == answer)[answer >= 0].float().mean()) for kind, answer in right.items()}
        return "unseen " + " ".join(f"{kind} {share:.3f}" for kind, share in shares.items())
