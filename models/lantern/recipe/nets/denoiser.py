"""Flow matching by transformers: which way is the noise? x_t = (1 - t) x + t noise; the answer is noise - x. t = 1 is all noise."""
import math

import torch
import torch.nn.functional as F
from torch import nn

from .sketch import STROKES, SceneSketch, Sketch
from .text import STATES, WIDTH as TEXT, Attention

LEAST = 0.05  # of the time that the clean guess is divided by


class Block(nn.Module):
    """Attention and mixing, each scaled, shifted and gated by the condition; the gates start shut (adaLN-zero)."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.width = width
        self.attention = Attention(width, heads)
        self.widen, self.narrow = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.condition = nn.Linear(width, 6 * width)
        nn.init.zeros_(self.condition.weight)
        nn.init.zeros_(self.condition.bias)

    def forward(self, x: torch.Tensor, condition: torch.Tensor) -> torch.Tensor:
        shift, scale, gate, shift2, scale2, gate2 = self.condition(condition)[:, None].float().chunk(6, -1)
        x = x + gate * self.attention(normal(x, self.width) * (1 + scale) + shift).float()
        hidden = F.relu(self.widen(normal(x, self.width) * (1 + scale2) + shift2))
        return x + gate2 * self.narrow(hidden * hidden).float()


class Denoiser(nn.Module):
    """Tokens in, tokens of the clean guess out; what becomes tokens and how is the subclasses' matter."""

    def __init__(self, token: int, width: int, depth: int, heads: int) -> None:
        super().__init__()
        self.width = width
        self.inward, self.outward = nn.Linear(token, width), nn.Linear(width, token)
        self.time = nn.Sequential(nn.Linear(width, width), nn.SiLU(), nn.Linear(width, width))
        self.blocks = nn.ModuleList(Block(width, heads) for _ in range(depth))
        self.last = nn.Linear(width, 2 * width)
        for layer in (self.last, self.outward):
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)

    def clean(self, tokens: torch.Tensor, places: torch.Tensor, said: torch.Tensor, condition: torch.Tensor, timestep: torch.Tensor) -> torch.Tensor:
        """tokens: [B, n, token]; places: [1 or B, n, width]; said: [B, m, width], tokens that stand before; condition: [B, width]."""
        before = said.shape[1]
        condition = F.silu(condition + self.time(waves(timestep * 1000, self.width)))
        x = torch.cat([said, self.inward(tokens) + places], 1).float()
        for block in self.blocks:
            x = block(x, condition)
        shift, scale = self.last(condition)[:, None].float().chunk(2, -1)
        return self.outward(normal(x[:, before:], self.width) * (1 + scale) + shift).float()


class Painter(Denoiser):
    """Latents of a picture, 2 x 2 of them a token. The clean guess starts from a sketch, which subclasses have."""

    def __init__(self, latents: int, width: int, depth: int) -> None:
        super().__init__(latents * 4, width, depth, width // 64)
        self.latents = latents
        self.said = nn.Linear(TEXT, width)
        self.told = nn.Linear(TEXT, width)
        self.ink = nn.Linear(STROKES, width)
        self.where = nn.Sequential(nn.Linear(34, width), nn.SiLU(), nn.Linear(width, width))

    def paint(self, sample: torch.Tensor, timestep: torch.Tensor, state: torch.Tensor, strokes: torch.Tensor, places: torch.Tensor) -> torch.Tensor:
        """state: [B, 256]; strokes: [B, n, 64]; places: [1, n, width] -> velocity, as sample."""
        batch, _, h, w = sample.shape
        tokens = self.clean(as_tokens(sample), places + self.ink(strokes), self.said(state)[:, None], self.told(state), timestep)
        tokens = tokens + self.sketch.trace(strokes).float()
        clean = tokens.reshape(batch, h // 2, w // 2, self.latents, 2, 2).permute(0, 3, 1, 4, 2, 5).reshape(batch, self.latents, h, w)
        return (sample - clean) / timestep.clamp(min=LEAST)[:, None, None, None]

    def places(self, h: int, w: int, like: torch.Tensor) -> torch.Tensor:
        """[1, h * w, width] from where a token is, counted from the middle, and how large the picture is."""
        y = (torch.arange(h, device=like.device).float() + 0.5 - h / 2)[:, None].expand(h, w)
        x = (torch.arange(w, device=like.device).float() + 0.5 - w / 2)[None].expand(h, w)
        size = torch.stack([torch.ones_like(x) * h / 16, torch.ones_like(x) * w / 16], -1)
        return self.where(torch.cat([waves(x, 16, 40), waves(y, 16, 40), size], -1)).reshape(1, h * w, self.width)


class ActorPainter(Painter):
    """`slot` says whose state is read."""

    def __init__(self, latents: int, side: int, width: int = 256, depth: int = 7) -> None:
        super().__init__(latents, width, depth)
        self.sketch = Sketch((side // 2) ** 2, latents * 4)

    def forward(self, sample: torch.Tensor, timestep: torch.Tensor, encoder_hidden_states: torch.Tensor, slot: torch.Tensor) -> torch.Tensor:
        """sample: [B, latents, side, side]; timestep: [B]; encoder_hidden_states: [B, 4, 256]; slot: [B], 0 to 2."""
        state = torch.gather(encoder_hidden_states, 1, slot[:, None, None].expand(-1, 1, TEXT))[:, 0]
        places = self.places(sample.shape[2] // 2, sample.shape[3] // 2, sample)
        return self.paint(sample, timestep, state, self.sketch.strokes(state), places)


class ScenePainter(Painter):
    """Of any of the frames; `aspect` says of which."""

    def __init__(self, latents: int, kinds: int, tokens: tuple[int, ...], width: int = 256, depth: int = 6) -> None:
        super().__init__(latents, width, depth)
        self.sketch = SceneSketch(kinds, tokens, latents * 4)

    def forward(self, sample: torch.Tensor, timestep: torch.Tensor, encoder_hidden_states: torch.Tensor, aspect: torch.Tensor) -> torch.Tensor:
        """sample: [B, latents, h, w]; timestep: [B]; encoder_hidden_states: [B, 4, 256]; aspect: [B], the same for all."""
        state = encoder_hidden_states[:, STATES - 1]
        places = self.places(sample.shape[2] // 2, sample.shape[3] // 2, sample)
        return self.paint(sample, timestep, state, self.sketch.strokes(state, aspect, places), places)


class Mover(Denoiser):
    """The rows of a clip's motion, a token each. `aspect`: log2 of the view's width over its height."""

    def __init__(self, columns: int, rows: int, width: int = 192, depth: int = 6) -> None:
        super().__init__(columns, width, depth, width // 48)
        self.said = nn.Linear(TEXT, width)
        self.told = nn.Linear(TEXT * STATES + 1, width)
        self.places = nn.Parameter(torch.randn(1, rows, width) * 0.3)

    def forward(self, sample: torch.Tensor, timestep: torch.Tensor, encoder_hidden_states: torch.Tensor, aspect: torch.Tensor) -> torch.Tensor:
        """sample: [B, 32, 35], normalised; timestep, aspect: [B]; encoder_hidden_states: [B, 4, 256] -> velocity, as sample."""
        condition = self.told(torch.cat([encoder_hidden_states.flatten(1), aspect[:, None]], 1))
        clean = self.clean(sample, self.places, self.said(encoder_hidden_states), condition, timestep)
        return (sample - clean) / timestep.clamp(min=LEAST)[:, None, None]


def as_tokens(sample: torch.Tensor) -> torch.Tensor:
    """[B, c, h, w] -> [B, h/2 * w/2, c * 4]."""
    batch, latents, h, w = sample.shape
    return sample.reshape(batch, latents, h // 2, 2, w // 2, 2).permute(0, 2, 4, 1, 3, 5).reshape(batch, -1, latents * 4)


def normal(x: torch.Tensor, width: int) -> torch.Tensor:
    return F.layer_norm(x, (width,))


def waves(values: torch.Tensor, width: int, longest: float = 10_000) -> torch.Tensor:
    """[...] -> [..., width]: cosines and sines, from one radian a unit to one in `longest`."""
    steps = torch.exp(torch.arange(width // 2, device=values.device).float() * (-math.log(longest) / (width // 2 - 1)))
    angles = values.float()[..., None] * steps
    return torch.cat([torch.cos(angles), torch.sin(angles)], -1)
