"""Pictures to latents, sixteen times smaller a side, and back: one codec for actors, one for scenes.

The encoder is linear: the principal components of 16 x 16 patches, turned by a random rotation, so that all channels carry alike and an error
in latents is about as large in pixels. It is fitted once, in seconds, so that latents are final from the first minute and the denoisers need not
wait for the decoder. The decoder is a network, which starts from the encoder's inverse and learns the edges that PCA cannot keep.
"""
import torch
import torch.nn.functional as F
from torch import nn

PATCH = 16
ACTOR, SCENE = 96, 128  # latents; a scene's details differ from seed to seed, and no decoder can guess them


class Residual(nn.Module):
    """No normalisation: it is slow on a CPU, and a second convolution that starts at zero does without."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(width, width, 3, padding=1)
        self.second = nn.Conv2d(width, width, 3, padding=1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.second(F.leaky_relu(self.first(F.leaky_relu(x, 0.1)), 0.1))


class Up(nn.Module):
    """[B, c, h, w] -> [B, d, 2h, 2w]."""

    def __init__(self, width: int, narrower: int) -> None:
        super().__init__()
        self.mix = nn.Conv2d(width, narrower * 4, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.pixel_shuffle(self.mix(x), 2)


class Encoder(nn.Module):
    """[B, channels, h, w] in 0..1 -> [B, latents, h/16, w/16] of about zero mean and unit variance."""

    def __init__(self, channels: int, latents: int) -> None:
        super().__init__()
        self.patches = nn.Conv2d(channels, latents, PATCH, stride=PATCH)

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        return self.patches(pixels)


class Decoder(nn.Module):
    """[B, latents, h, w] -> [B, channels, 16h, 16w], about 0..1, not clipped. Fully convolutional.

    What the encoder's inverse gives is a picture already, with soft and ringing edges; a U-Net looks at it, and at the latents, and mends it.
    """

    def __init__(self, channels: int, latents: int, fine: int = 32, middle: int = 64, coarse: int = 128) -> None:
        super().__init__()
        self.linear = nn.Conv2d(latents, channels * PATCH * PATCH, 1)
        self.inward = nn.Conv2d(channels * 4, fine, 3, padding=1)
        self.fine, self.middle = Residual(fine), Residual(middle)
        self.halve, self.quarter = nn.Conv2d(fine, middle, 2, stride=2), nn.Conv2d(middle, coarse, 2, stride=2)
        self.deep = Up(latents, coarse)
        self.coarse = nn.Sequential(Residual(coarse), Up(coarse, middle))
        self.rise = nn.Sequential(Residual(middle), Up(middle, fine))
        self.outward = nn.Sequential(Residual(fine), nn.Conv2d(fine, channels * 4, 3, padding=1))
        self._start_even()

    def forward(self, latents: torch.Tensor) -> torch.Tensor:
        rough = F.pixel_shuffle(self.linear(latents), PATCH)
        fine = self.fine(self.inward(F.pixel_unshuffle(rough * 4 - 1, 2)))
        middle = self.middle(self.halve(fine))
        coarse = self.quarter(middle) + self.deep(latents)
        return rough + F.pixel_shuffle(self.outward(self.rise(self.coarse(coarse) + middle) + fine), 2)

    @torch.no_grad()
    def _start_even(self) -> None:
        """Signals keep their size through the layers (PyTorch's own start loses half of it in each); what is added to the rough picture starts small."""
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.zeros_(module.bias)
                nn.init.normal_(module.weight, 0, module.weight[0].numel() ** -0.5)
            if isinstance(module, Residual):
                nn.init.normal_(module.first.weight, 0, (2 / module.first.weight[0].numel()) ** 0.5)
                nn.init.zeros_(module.second.weight)
        self.outward[-1].weight.mul_(0.004)


class Codec(nn.Module):
    def __init__(self, channels: int, latents: int) -> None:
        super().__init__()
        self.channels, self.latents = channels, latents
        self.encoder, self.decoder = Encoder(channels, latents), Decoder(channels, latents)
        self.encoder.requires_grad_(False)
        self.to(memory_format=torch.channels_last)

    @torch.no_grad()
    def fit(self, crops: torch.Tensor, pictures: list[torch.Tensor], seed: int = 0) -> None:
        """crops: [N, channels, h, w] to find components in. pictures: whole ones, whose latents get zero mean and unit variance."""
        patches = F.unfold(crops, PATCH, stride=PATCH).transpose(1, 2).reshape(-1, self.channels * PATCH * PATCH)
        vectors = torch.linalg.eigh(torch.cov(patches.T))[1]
        turn = torch.linalg.qr(torch.randn(self.latents, self.latents, generator=torch.Generator().manual_seed(seed)))[0]
        basis = vectors[:, -self.latents:] @ turn  # [channels * 256, latents]
        encoder, decoder = self.encoder.patches, self.decoder.linear
        encoder.weight.copy_(basis.T.reshape(encoder.weight.shape))
        encoder.bias.zero_()
        raw = torch.cat([self.encoder(picture).transpose(0, 1).flatten(1) for picture in pictures], 1)
        mean, deviation = raw.mean(1), raw.var(1).mean().sqrt()  # one for all channels: see above
        rest = patches.mean(0) - basis @ (basis.T @ patches.mean(0))  # what no component holds
        encoder.weight.div_(deviation)
        encoder.bias.copy_(-mean / deviation)
        decoder.weight.copy_((basis * deviation)[..., None, None])
        decoder.bias.copy_(basis @ mean + rest)


def actor_codec() -> Codec:
    """Premultiplied RGBA <-> [96, h/16, w/16]."""
    return Codec(4, ACTOR)


def scene_codec() -> Codec:
    """Far RGB and near premultiplied RGBA <-> [128, h/16, w/16]."""
    return Codec(7, SCENE)
