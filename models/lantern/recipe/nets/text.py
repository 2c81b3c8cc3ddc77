"""From concept ids to four vectors: one for each actor's slot and one for everything else."""
import torch
import torch.nn.functional as F
from torch import nn

from words.tokens import LENGTH
from words.vocabulary import CONCEPTS

WIDTH, STATES = 256, 4


class Attention(nn.Module):
    """Self-attention by plain products, which every runtime has."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.width, self.heads = width, heads
        self.inward, self.outward = nn.Linear(width, 3 * width), nn.Linear(width, width)

    def forward(self, x: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
        """x: [B, n, width]. mask: [B, 1, 1, n], added to the scores."""
        batch, each = x.shape[0], self.width // self.heads
        q, k, v = self.inward(x).reshape(batch, -1, 3, self.heads, each).permute(2, 0, 3, 1, 4)
        scores = (q * each ** -0.5) @ k.transpose(-1, -2)
        shares = torch.softmax(scores if mask is None else scores + mask, -1)
        return self.outward((shares @ v).transpose(1, 2).reshape(batch, -1, self.width))


class TextEncoder(nn.Module):
    """input_ids [B, 24] -> [B, 4, 256]: slots 0 to 2, then the setting. All ids 0: the unconditional states.

    Four learned tokens stand before the words and gather from them; only they are read. Padding is not looked at.
    """

    def __init__(self, depth: int = 2) -> None:
        super().__init__()
        self.words = nn.Embedding(len(CONCEPTS) + 1, WIDTH)
        self.places = nn.Parameter(torch.randn(1, STATES + LENGTH, WIDTH) * 0.3)
        nn.init.normal_(self.words.weight, 0, 0.5)
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in range(2 * depth + 1))
        self.attention = nn.ModuleList(Attention(WIDTH, 4) for _ in range(depth))
        self.mixing = nn.ModuleList(nn.Sequential(nn.Linear(WIDTH, 4 * WIDTH), nn.ReLU(), nn.Linear(4 * WIDTH, WIDTH)) for _ in range(depth))

    def forward(self, input_ids: torch.Tensor) -> torch.Tensor:
        x = F.pad(self.words(input_ids), (0, 0, STATES, 0)) + self.places
        mask = F.pad((input_ids == 0).to(x.dtype) * -1e4, (STATES, 0))[:, None, None]
        for i, (attend, mix) in enumerate(zip(self.attention, self.mixing)):
            x = x + attend(self.norms[2 * i](x), mask)
            x = x + mix(self.norms[2 * i + 1](x))
        return self.norms[-1](x[:, :STATES])
