"""Pictures to latents, sixteen times smaller a side, and back: one convolutional autoencoder for actors, one for scenes."""
import torch
import torch.nn.functional as F
from torch import nn

PATCH = 16


class Residual(nn.Module):
    """No normalisation: it is slow on a CPU, and a second convolution that starts at zero does without."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(width, width, 3, padding=1)
        self.second = nn.Conv2d(width, width, 3, padding=1)
        nn.init.zeros_(self.second.weight)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.second(F.leaky_relu(self.first(F.leaky_relu(x, 0.1)), 0.1))


class Down(nn.Module):
    """[B, c, h, w] -> [B, d, h/2, w/2]."""

    def __init__(self, width: int, wider: int) -> None:
        super().__init__()
        self.mix = nn.Conv2d(width, wider, 2, stride=2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.mix(x)


class Up(nn.Module):
    """[B, c, h, w] -> [B, d, 2h, 2w]."""

    def __init__(self, width: int, narrower: int) -> None:
        super().__init__()
        self.mix = nn.Conv2d(width, narrower * 4, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.pixel_shuffle(self.mix(x), 2)


class Codec(nn.Module):
    """Fully convolutional; heights and widths are multiples of 16. Beside the networks run a linear encoder and decoder of whole patches
    (see `start_linear`), so that training starts at what PCA gives and only learns what is better.

    Latents have about unit variance by a penalty in training; `mean` and `deviation` make it exact once the codec is frozen.
    """

    def __init__(self, channels: int, latents: int, fine: int = 32, middle: int = 64, coarse: int = 128, deep: int = 192) -> None:
        super().__init__()
        self.channels, self.latents = channels, latents
        self.linear_encoder = nn.Conv2d(channels, latents, PATCH, stride=PATCH)
        self.linear_decoder = nn.Conv2d(latents, channels * PATCH * PATCH, 1)
        self.encoder = nn.Sequential(
            nn.Conv2d(channels * 16, middle, 3, padding=1), Residual(middle),
            Down(middle, coarse), Residual(coarse),
            Down(coarse, deep), Residual(deep), nn.Conv2d(deep, latents, 1))
        self.decoder = nn.Sequential(
            nn.Conv2d(latents, deep, 3, padding=1), Residual(deep), Residual(deep),
            Up(deep, coarse), Residual(coarse),
            Up(coarse, middle), Residual(middle), Residual(middle),
            Up(middle, fine), Residual(fine),
            nn.Conv2d(fine, channels * 4, 3, padding=1), nn.PixelShuffle(2))
        for last in (self.encoder[-1], self.decoder[-2]):
            nn.init.zeros_(last.weight)
            nn.init.zeros_(last.bias)
        self.register_buffer("mean", torch.zeros(1, latents, 1, 1))
        self.register_buffer("deviation", torch.ones(1, latents, 1, 1))
        self.to(memory_format=torch.channels_last)

    def encode(self, pixels: torch.Tensor) -> torch.Tensor:
        """[B, channels, h, w] in 0..1 -> [B, latents, h/16, w/16]."""
        fine = F.pixel_unshuffle(pixels, 4).contiguous(memory_format=torch.channels_last)
        raw = self.linear_encoder(pixels) + self.encoder(fine)
        return (raw - self.mean) / self.deviation

    def decode(self, latents: torch.Tensor) -> torch.Tensor:
        """The inverse; about 0..1, not clipped."""
        raw = latents * self.deviation + self.mean
        return F.pixel_shuffle(self.linear_decoder(raw), PATCH) + self.decoder(raw)

    @torch.no_grad()
    def start_linear(self, patches: torch.Tensor, seed: int = 0) -> None:
        """patches: [N, channels * 256], each a 16 x 16 patch in the order of channel, row, column.

        The principal components are turned by a random rotation: so all channels carry alike, and an error in latents is as large in pixels.
        """
        mean = patches.mean(0)
        values, vectors = torch.linalg.eigh(torch.cov((patches - mean).T.double()))
        basis = vectors[:, -self.latents:].float()
        rotation = torch.linalg.qr(torch.randn(self.latents, self.latents, generator=torch.Generator().manual_seed(seed)))[0]
        scale = float(values[-self.latents:].mean().sqrt())
        basis = basis @ rotation
        self.linear_encoder.weight.copy_((basis.T / scale).reshape(self.linear_encoder.weight.shape))
        self.linear_encoder.bias.copy_(-(basis.T @ mean) / scale)
        self.linear_decoder.weight.copy_((basis * scale)[..., None, None])
        self.linear_decoder.bias.copy_(mean)


def actor_codec() -> Codec:
    """Premultiplied RGBA <-> [32, h/16, w/16]."""
    return Codec(4, 32)


def scene_codec() -> Codec:
    """Far RGB and near premultiplied RGBA <-> [48, h/16, w/16]."""
    return Codec(7, 48)
