"""Lantern v0's networks as PyTorch modules. Their attributes are called as in the ONNX files, which keep the names."""

import math

import torch
import torch.nn.functional as F
from torch import nn

TEXT = 160  # width of a word's embedding
WORDS = 20  # of a prompt, the missing ones 0
VOCABULARY = 81
CHANNELS = 24  # of the actor's and the backdrop's latents
ROWS = 32  # of a motion
NUMBERS = 8  # of a row


def attend(q, k, v, heads):
    """Multi-head attention. q [batch, n, width], k and v [batch, m, width]"""
    q, k, v = (x.unflatten(-1, (heads, -1)).transpose(1, 2) for x in (q, k, v))
    if hasattr(F, "scaled_dot_product_attention"):  # PyTorch 2
        mixed = F.scaled_dot_product_attention(q, k, v)
    else:
        mixed = (q @ k.transpose(-1, -2) * q.shape[-1] ** -0.5).softmax(-1) @ v
    return mixed.transpose(1, 2).flatten(2)


def embed_time(time):
    """Times in 0..1 as 64 waves. [batch] to [batch, 64]"""
    frequencies = torch.exp(-math.log(10000) * torch.arange(32, dtype=torch.float32) / 32)
    angles = time[:, None] * 1000 * frequencies
    return torch.cat([angles.sin(), angles.cos()], -1)


class SelfAttention(nn.Module):
    def __init__(self, width, heads=4):
        super().__init__()
        self.heads = heads
        self.n = nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width)
        self.o = nn.Linear(width, width)

    def forward(self, x):
        q, k, v = self.qkv(self.n(x)).chunk(3, -1)
        return x + self.o(attend(q, k, v, self.heads))


class CrossAttention(nn.Module):
    def __init__(self, width, heads=4):
        super().__init__()
        self.heads = heads
        self.n = nn.LayerNorm(width)
        self.q = nn.Linear(width, width)
        self.kv = nn.Linear(TEXT, 2 * width)
        self.o = nn.Linear(width, width)

    def forward(self, x, text):
        k, v = self.kv(text).chunk(2, -1)
        return x + self.o(attend(self.q(self.n(x)), k, v, self.heads))


class FeedForward(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.n = nn.LayerNorm(width)
        self.a = nn.Linear(width, 2 * width)
        self.b = nn.Linear(2 * width, width)

    def forward(self, x):
        return x + self.b(F.gelu(self.a(self.n(x))))


class ResBlock(nn.Module):
    """Two convolutions; time and text scale and shift between them."""

    def __init__(self, before, after, told):
        super().__init__()
        self.n1 = nn.GroupNorm(8, before)
        self.a = nn.Conv2d(before, after, 3, padding=1)
        self.e = nn.Linear(told, 2 * after)
        self.n2 = nn.GroupNorm(8, after)
        self.b = nn.Conv2d(after, after, 3, padding=1)
        self.k = nn.Conv2d(before, after, 1) if before != after else nn.Identity()

    def forward(self, x, told):
        scale, shift = self.e(told)[:, :, None, None].chunk(2, 1)
        y = self.a(F.silu(self.n1(x)))
        return self.k(x) + self.b(F.silu(self.n2(y) * (1 + scale) + shift))


class TextEncoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.e = nn.Embedding(VOCABULARY, TEXT)
        self.p = nn.Parameter(torch.empty(1, WORDS, TEXT))
        self.b = nn.ModuleList(nn.ModuleList([SelfAttention(TEXT), FeedForward(TEXT)]) for _ in range(2))
        self.n = nn.LayerNorm(TEXT)

    def forward(self, ids):
        x = self.e(ids) + self.p
        for attention, feed in self.b:
            x = feed(attention(x))
        return self.n(x)


class PictureDenoiser(nn.Module):
    """A small U-Net of two levels. Group norms are defined in the order in which they run: see onnx_weights."""

    def __init__(self, outer, inner, told=256):
        super().__init__()
        self.t1 = nn.Linear(64, told)
        self.t2 = nn.Linear(told, told)
        self.cp = nn.Linear(TEXT, told)
        self.ci = nn.Conv2d(CHANNELS, outer, 3, padding=1)
        self.r1 = ResBlock(outer, outer, told)
        self.d = nn.Conv2d(outer, inner, 3, stride=2, padding=1)
        self.r2 = ResBlock(inner, inner, told)
        self.x2, self.s2, self.f2 = CrossAttention(inner), SelfAttention(inner), FeedForward(inner)
        self.r3 = ResBlock(inner, inner, told)
        self.x3, self.s3, self.f3 = CrossAttention(inner), SelfAttention(inner), FeedForward(inner)
        self.r4 = ResBlock(inner, inner, told)
        self.u = nn.Conv2d(inner, 4 * outer, 1)
        self.r5 = ResBlock(2 * outer, outer, told)
        self.no = nn.GroupNorm(8, outer)
        self.co = nn.Conv2d(outer, CHANNELS, 3, padding=1)

    def forward(self, sample, time, text):
        told = F.silu(self.t1(embed_time(time)) + self.cp(text.mean(1)))
        told = F.silu(self.t2(told))
        outer = self.r1(self.ci(sample), told)
        x = self.r2(self.d(outer), told)
        x = self.r3(self.attend(x, text, self.x2, self.s2, self.f2), told)
        x = self.r4(self.attend(x, text, self.x3, self.s3, self.f3), told)
        x = self.r5(torch.cat([F.pixel_shuffle(self.u(x), 2), outer], 1), told)
        return self.co(F.silu(self.no(x)))

    @staticmethod
    def attend(x, text, cross, own, feed):
        rows = x.flatten(2).transpose(1, 2)
        rows = feed(own(cross(rows, text)))
        return rows.transpose(1, 2).reshape(x.shape)


class MotionDenoiser(nn.Module):
    def __init__(self, width=128):
        super().__init__()
        self.p = nn.Parameter(torch.empty(1, ROWS, width))
        self.i = nn.Linear(NUMBERS, width)
        self.t = nn.Linear(64, width)
        self.b = nn.ModuleList(nn.ModuleList([SelfAttention(width), CrossAttention(width), FeedForward(width)]) for _ in range(4))
        self.n = nn.LayerNorm(width)
        self.o = nn.Linear(width, NUMBERS)

    def forward(self, sample, time, text):
        x = self.i(sample) + self.p + self.t(embed_time(time))[:, None]
        for own, cross, feed in self.b:
            x = feed(cross(own(x), text))
        return self.o(self.n(x))


class Decoder(nn.Module):
    """Each latent pixel becomes a patch of 8 x 8."""

    def __init__(self, colours):
        super().__init__()
        self.colours = colours
        self.l = nn.Conv2d(CHANNELS, 64 * colours, 1)

    def forward(self, latents):
        count, _, height, width = latents.shape
        patches = self.l(latents).reshape(count, 8, 8, self.colours, height, width)
        picture = patches.permute(0, 3, 4, 1, 5, 2).reshape(count, self.colours, 8 * height, 8 * width)
        return ((picture + 1) / 2).clamp(0, 1)


class Stage(nn.Module):
    """Composites the actor over the wide backdrop, as the motion's rows say. It has no weights."""

    def forward(self, backdrop, actor, motion, grid):
        frames = motion.shape[0]
        x, y, size, sine, cosine, camera, zoom = (motion[:, i, None, None] for i in range(7))
        x, y, size = (x + 1) / 2, (y + 1) / 2, 2 ** (size - 1)
        camera, zoom = (camera + 1) / 2, 2 ** (zoom / 2)
        across, down = grid[None, ..., 0], grid[None, ..., 1]

        # the window that the camera shows of a backdrop of height 1 and width 2
        window = 1 / zoom
        left = torch.maximum(torch.minimum(2 * camera - window / 2, 2 - window), torch.zeros_like(window))
        seen = torch.stack([left + across * window - 1, 2 * ((1 - window) / 2 + down * window) - 1], -1)
        behind = F.grid_sample(backdrop.expand(frames, -1, -1, -1), seen, mode="bilinear", padding_mode="border", align_corners=False)

        # turned about its centre
        length = torch.sqrt(sine * sine + cosine * cosine) + 1e-6
        sine, cosine = sine / length, cosine / length
        right = across - ((x - 0.5) * zoom + 0.5)
        below = down - ((y - 0.5) * zoom + 0.5)
        half = size * zoom / 2
        place = torch.stack([(cosine * right - sine * below) / half, (sine * right + cosine * below) / half], -1)
        before = F.grid_sample(actor.expand(frames, -1, -1, -1), place, mode="bilinear", padding_mode="zeros", align_corners=False)
        return (behind * (1 - before[:, 3:]) + before[:, :3]).clamp(0, 1)
