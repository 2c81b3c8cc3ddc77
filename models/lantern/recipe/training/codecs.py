"""Training of the two decoders: on crops, now and then on whole pictures. The encoders are fitted at the start and never change."""
import torch

from nets.codec import Codec, actor_codec, scene_codec

from .pictures import Pictures, held_out
from .run import Run


class CodecRun(Run):
    rate = 8e-4
    averaged = 0.998
    crops, side = 8, 128
    noise = 0.10  # on latents, at most, mostly far less: a denoiser's answer is never exact

    def __init__(self, kind: str, net: Codec, device: str, seed: int) -> None:
        self.name = f"{kind[:-1]}-codec"
        self.share = {"actors": 0.2, "scenes": 0.3}[kind]  # both have reached what is asked; the denoisers need the time
        torch.manual_seed(seed)
        self._pictures = Pictures(kind, seed)
        self._unseen = held_out(kind, 12 if kind == "actors" else 6)
        super().__init__(net, device)
        if not self.resume():
            self.net.cpu().fit(self._pictures.crops(2400, 64), [self._pictures.whole(24) for _ in range(24)])
            self.net.to(device)
            self.average = [p.detach().clone() for p in self.weights]
            self.save()  # latents are made from it
        self._pictures = Pictures(kind, seed + self.steps)  # who goes on sees other crops

    def groups(self) -> list[dict]:
        """Adam's steps are as large for the small weights of whole patches as for all others, which would undo their good start."""
        linear = [p for name, p in self.net.decoder.named_parameters() if name.startswith("linear")]
        return [{"params": [p for name, p in self.net.decoder.named_parameters() if not name.startswith("linear")]}, {"params": linear, "slower": 0.02}]

    def loss(self) -> tuple[torch.Tensor, dict[str, float], int]:
        if self.steps % 500 == 499:
            self._pictures.look_again()
        pixels = self._pictures.whole(2) if self.steps % 10 == 9 else self._pictures.crops(self.crops, self.side)
        pixels = pixels.to(self.device)
        latents = self.net.encoder(pixels).float()
        noisy = latents + torch.randn_like(latents) * (self.noise * torch.rand(len(latents), 1, 1, 1, device=self.device).pow(3))
        error = self.net.decoder(noisy).float() - pixels
        near, square = error.abs().mean(), error.square().mean()
        edges = (error[..., 1:] - error[..., :-1]).abs().mean() + (error[..., 1:, :] - error[..., :-1, :]).abs().mean()
        loss = near + 30 * square + 0.3 * edges
        return loss, {"l1": float(near), "edges": float(edges), "psnr": -10 * float(torch.log10(square))}, len(pixels)

    def measure(self) -> str:
        """Mean of the pictures' PSNR, over all channels, and over the first three (an actor's colours, the far layer)."""
        every, colours = [], []
        for pixels in self._unseen:
            for part in pixels.split(4):
                part = part.to(self.device)
                square = (self.net.decoder(self.net.encoder(part).float()).float().clamp(0, 1) - part).square()
                every += psnr(square)
                colours += psnr(square[:, :3])
        return f"unseen {sum(every) / len(every):.2f} dB, colours {sum(colours) / len(colours):.2f} dB"


def psnr(square: torch.Tensor) -> list[float]:
    return (-10 * torch.log10(square.mean((1, 2, 3)))).tolist()


def codec_runs(device: str, seed: int) -> list[Run]:
    return [CodecRun("actors", actor_codec(), device, seed), CodecRun("scenes", scene_codec(), device, seed)]
