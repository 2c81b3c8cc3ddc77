"""The numbers that the model's own modules gave before they were exported: nothing is timed that does not agree with them."""

import json
import os

import torch

from theatre import LAYERS, pixel_centres

LARGEST = 2e-2  # the files hold float16 weights; golden.json says so too


class Golden:
    def __init__(self, folder):
        self.folder = os.path.join(folder, "golden")
        with open(os.path.join(self.folder, "golden.json"), encoding="utf-8") as file:
            facts = json.load(file)
        self.ids = torch.tensor([facts["inputIds"], facts["negativeIds"]])
        self.steps, self.guidance = facts["steps"], facts["guidanceScale"]
        self.count, self.size = facts["frames"]["count"], facts["frames"]["size"]
        self.initial = {name: self.read(f"{name}_initial", 1, *shape) for name, shape in LAYERS.items()}

    def differences(self, theatre):
        """How far each result is off, at most; raises where that is too far."""
        text, latents = theatre.denoise(self.ids, self.initial, self.steps, self.guidance)
        frames = torch.empty(self.count, 3, self.size, self.size)

        def keep(first, batch):
            frames[first:first + len(batch)] = batch

        theatre.render(theatre.decode(latents), latents["motion"], pixel_centres(self.size), self.count, keep)
        found = {"prompt_embeds": text[:1], **{f"{name}_final": latents[name] for name in LAYERS}, "frames": frames}
        off = {name: (value - self.read(name, *value.shape)).abs().max().item() for name, value in found.items()}
        for name, difference in off.items():
            if not difference <= LARGEST:
                raise ValueError(f"{name} is {difference:.3g} off golden/{name}.f32, where {LARGEST} is allowed")
        return off

    def read(self, name, *shape):
        with open(os.path.join(self.folder, f"{name}.f32"), "rb") as file:
            return torch.frombuffer(bytearray(file.read()), dtype=torch.float32).reshape(shape)
