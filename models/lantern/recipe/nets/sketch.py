"""What a state alone says of a picture: its mean, found by least squares before training begins.

A transformer needs hours to learn by heart what each of 178 subjects looks like on average; ridge regression on random features of the states
knows most of it in seconds (README, "Measured"). Training goes on from there.
"""
import torch
import torch.nn.functional as F
from torch import nn

from .text import WIDTH as TEXT

STROKES, HIDDEN = 64, 512  # numbers for each token; random features of a state


class Sketch(nn.Module):
    def __init__(self, tokens: int, token: int) -> None:
        super().__init__()
        self.tokens = tokens
        self.features, self.draw, self.trace = nn.Linear(TEXT, HIDDEN), nn.Linear(HIDDEN, tokens * STROKES), nn.Linear(STROKES, token)
        nn.init.normal_(self.features.weight, 0, TEXT ** -0.5)
        for layer in (self.draw, self.trace):
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)

    def strokes(self, state: torch.Tensor) -> torch.Tensor:
        """[B, 256] -> [B, tokens, 64], what `trace` makes tokens of."""
        return self.draw(F.relu(self.features(state))).reshape(-1, self.tokens, STROKES)

    @torch.no_grad()
    def fit(self, states: torch.Tensor, tokens: torch.Tensor) -> None:
        """states: [N, 256]; tokens: [N, tokens, token], clean. Strokes are the tokens' principal components."""
        flat = tokens.flatten(0, 1)
        mean, basis = flat.mean(0), torch.linalg.eigh(torch.cov(flat.T))[1][:, -STROKES:]
        self.trace.weight.copy_(basis)
        self.trace.bias.copy_(mean)
        features = torch.cat([F.relu(self.features(states)), torch.ones(len(states), 1)], 1)
        wanted = ((tokens - mean) @ basis).flatten(1)
        ridge = features.T @ features + 10 * torch.eye(features.shape[1])
        found = torch.linalg.solve(ridge, features.T @ wanted)
        self.draw.weight.copy_(found[:-1].T)
        self.draw.bias.copy_(found[-1])
