"""One network in training: weights, optimiser, moving average, and what is kept on disk so that any day can go on."""
import os
import time
from pathlib import Path

import torch
from torch import nn

from assets import CACHE

CHECKPOINTS = CACHE / "checkpoints"
LOGS = CACHE
SAVE_EVERY, TELL_EVERY = 240.0, 240.0  # seconds; measuring takes one or two


class Run:
    """Subclasses say what a step's loss is. `seconds` is the processor's time that it has had: the clock lies on a shared machine."""
    name = ""
    share = 1.0
    rate = 1e-3
    averaged = 0.999

    def __init__(self, net: nn.Module, device: str) -> None:
        self.net, self.device = net.to(device), device
        self.weights = [p for p in net.parameters() if p.requires_grad]
        self.optimiser = torch.optim.AdamW(self.groups(), lr=self.rate, betas=(0.9, 0.99), weight_decay=0.01)
        self.average = [p.detach().clone() for p in self.weights]
        self.steps, self.seconds, self.samples = 0, 0.0, 0
        self.gain = 1.0  # of the learning rate, for cooling down
        self._saved = self._told = time.monotonic()
        self._sums: dict[str, float] = {}
        self._since = (0, 0.0, 0)

    def groups(self) -> list[dict]:
        """Groups of weights; "slower" is a factor of their learning rate."""
        return [{"params": self.weights}]

    def loss(self) -> tuple[torch.Tensor, dict[str, float], int]:
        """The loss of a fresh batch, numbers for the log, and how many samples it had."""
        raise NotImplementedError  # each network's own

    def measure(self) -> str:
        """A line on held-out data, with the averaged weights in place."""
        return ""

    def step(self) -> None:
        began = time.process_time() if self.device == "cpu" else time.monotonic()
        for group in self.optimiser.param_groups:
            group["lr"] = self.rate * group.get("slower", 1.0) * min(1.0, (self.steps + 1) / 100) * self.gain
        with torch.autocast(self.device, torch.bfloat16):
            loss, numbers, count = self.loss()
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.weights, 1.0)
        self.optimiser.step()
        keep = min(self.averaged, (self.steps + 1) / (self.steps + 10))
        with torch.no_grad():
            torch._foreach_mul_(self.average, keep)
            torch._foreach_add_(self.average, self.weights, alpha=1 - keep)
        self.steps += 1
        self.samples += count
        self.seconds += (time.process_time() if self.device == "cpu" else time.monotonic()) - began
        for key, value in numbers.items():
            self._sums[key] = self._sums.get(key, 0.0) + value
        self._tell_and_save()

    def _tell_and_save(self) -> None:
        now = time.monotonic()
        if now - self._told > TELL_EVERY:
            self._told = now
            self.tell()
        if now - self._saved > SAVE_EVERY:
            self._saved = now
            self.save()

    def tell(self) -> None:
        steps, seconds, samples = self.steps - self._since[0], self.seconds - self._since[1], self.samples - self._since[2]
        if steps:
            means = " ".join(f"{key} {value / steps:.4f}" for key, value in self._sums.items())
            began = time.process_time()
            line = f"{self.name} step {self.steps} cpu {self.seconds / 60:.1f} min, {samples / max(seconds, 1e-6):.1f} samples/s: {means} {self.measured()}"
            self._sums, self._since = {}, (self.steps, self.seconds, self.samples)
            line += f" (measured in {time.process_time() - began:.1f} s)"
            with (LOGS / f"{self.name}.log").open("a") as file:
                file.write(time.strftime("%H:%M:%S ", time.gmtime()) + line + "\n")
            print(line, flush=True)

    def measured(self) -> str:
        live = [p.detach().clone() for p in self.weights]
        self._put(self.average)
        self.net.eval()
        with torch.no_grad(), torch.autocast(self.device, torch.bfloat16):
            line = self.measure()
        self.net.train()
        self._put(live)
        return line

    @torch.no_grad()
    def _put(self, values: list[torch.Tensor]) -> None:
        for parameter, value in zip(self.weights, values):
            parameter.copy_(value)

    def save(self) -> None:
        CHECKPOINTS.mkdir(parents=True, exist_ok=True)
        state = {"net": self.net.state_dict(), "optimiser": self.optimiser.state_dict(), "average": self.average,
                 "steps": self.steps, "seconds": self.seconds, "samples": self.samples}
        part = path_of(self.name).with_suffix(".part")
        torch.save(state, part)
        os.replace(part, path_of(self.name))

    def resume(self) -> bool:
        if not path_of(self.name).exists():
            return False
        state = torch.load(path_of(self.name), map_location=self.device)
        self.net.load_state_dict(state["net"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.average = [value.to(self.device) for value in state["average"]]
        self.steps, self.seconds, self.samples = state["steps"], state["seconds"], state["samples"]
        self._since = (self.steps, self.seconds, self.samples)
        return True


def path_of(name: str) -> Path:
    return CHECKPOINTS / f"{name}.pt"


@torch.no_grad()
def averaged(name: str, net: nn.Module) -> nn.Module:
    """Puts a run's averaged weights into a fresh network of the same shape, ready to be used."""
    state = torch.load(path_of(name), map_location="cpu")
    net.load_state_dict(state["net"])
    for parameter, value in zip((p for p in net.parameters() if p.requires_grad), state["average"]):
        parameter.copy_(value)
    return net.eval().requires_grad_(False)
