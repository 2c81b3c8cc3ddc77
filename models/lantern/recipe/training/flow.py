"""What the training of every denoiser has in common: flow matching on clean samples, with the finished text encoder's states as condition."""
import torch

from nets.text import TextEncoder

from .run import Run
from .text import UNSEEN

DROPPED = 0.1  # of the captions, so that guidance has something to push away from
MEASURED = 48  # held-out samples
TIMES = (0.15, 0.4, 0.65, 0.9, 0.99)  # at which held-out losses are measured
NOISY = 1.2  # the middle of the times that are trained on is sigmoid(1.2) = 0.77
CARE = 0.5  # below this time the loss weighs the clean guess's error alike: a velocity's would ask for precision before there is a picture


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
