"""Training of the two codecs: on crops, now and then on whole pictures."""
import torch
import torch.nn.functional as F

from nets.codec import PATCH, Codec, actor_codec, scene_codec

from .pictures import Pictures, held_out
from .run import Run


class CodecRun(Run):
    rate = 1e-3
    averaged = 0.998
    crops, side = 8, 128
    noise = 0.08  # on latents, at most: a denoiser's answer is never exact

    def __init__(self, kind: str, net: Codec, device: str, seed: int) -> None:
        self.name = f"{kind[:-1]}-codec"
        torch.manual_seed(seed)
        super().__init__(net, device)
        self._pictures = Pictures(kind, seed)
        every = 12 if kind == "actors" else 6
        self._unseen = held_out(kind, every)
        if not self.resume():
            self._start()

    def _start(self) -> None:
        pixels = self._pictures.crops(768, PATCH * 4)
        patches = F.unfold(pixels, PATCH, stride=PATCH).transpose(1, 2).reshape(-1, self.net.channels * PATCH * PATCH)
        self.net.start_linear(patches)
        self.average = [p.detach().clone() for p in self.weights]

    def loss(self) -> tuple[torch.Tensor, dict[str, float], int]:
        if self.steps % 200 == 199:
            self._pictures.look_again()
        pixels = self._pictures.whole(2) if self.steps % 10 == 9 else self._pictures.crops(self.crops, self.side)
        pixels = pixels.to(self.device)
        latents = self.net.encode(pixels).float()
        noisy = latents + torch.randn_like(latents) * (self.noise * torch.rand(len(latents), 1, 1, 1, device=self.device))
        seen = self.net.decode(noisy).float()
        error = seen - pixels
        near, square = error.abs().mean(), error.square().mean()
        edges = (error[..., 1:] - error[..., :-1]).abs().mean() + (error[..., 1:, :] - error[..., :-1, :]).abs().mean()
        spread = (latents.var((0, 2, 3)) - 1).square().mean() + latents.mean((0, 2, 3)).square().mean()
        loss = near + 4 * square + 0.5 * edges + 0.002 * spread
        return loss, {"l1": float(near), "edges": float(edges), "spread": float(spread), "psnr": -10 * float(torch.log10(square))}, len(pixels)

    def measure(self) -> str:
        """Mean of the pictures' PSNR, over all channels, and over colours alone."""
        every, colours = [], []
        for pixels in self._unseen:
            for i in range(0, len(pixels), 4):
                part = pixels[i:i + 4].to(self.device)
                seen = self.net.decode(self.net.encode(part)).float().clamp(0, 1)
                square = (seen - part).square()
                every += psnr(square)
                colours += psnr(square[:, :3])
        return f"unseen {sum(every) / len(every):.2f} dB, colours {sum(colours) / len(colours):.2f} dB"


def psnr(square: torch.Tensor) -> list[float]:
    return (-10 * torch.log10(square.mean((1, 2, 3)))).tolist()


def codec_runs(device: str, seed: int) -> list[Run]:
    return [CodecRun("actors", actor_codec(), device, seed), CodecRun("scenes", scene_codec(), device, seed)]
