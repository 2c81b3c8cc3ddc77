"""What a state alone says of a picture: its mean, found by least squares before training begins.

A transformer needs hours to learn by heart what each of 178 subjects looks like on average; ridge regression on random features of the states
knows most of it in seconds (README, "Measured"). Training goes on from there.
"""
import torch
import torch.nn.functional as F
from torch import nn

from .text import WIDTH as TEXT

STROKES, HIDDEN = 64, 448  # numbers for each token; random features of a state


def components(tokens: torch.Tensor, layer: nn.Linear) -> torch.Tensor:
    """Sets `layer` to turn strokes into tokens [N, n, token]; returns the strokes of these tokens, [N, n, 64]."""
    flat = tokens.flatten(0, 1)
    mean, basis = flat.mean(0), torch.linalg.eigh(torch.cov(flat.T))[1][:, -STROKES:]
    layer.weight.copy_(basis)
    layer.bias.copy_(mean)
    return (tokens - mean) @ basis


class SceneSketch(nn.Module):
    """Each place at each hour is a row of a table: the mean of its pictures, for each frame, one after the other."""

    def __init__(self, kinds: int, tokens: tuple[int, ...], token: int) -> None:
        """kinds: how many rows. tokens: of each frame."""
        super().__init__()
        self.kinds = nn.Linear(TEXT, kinds)
        self.draw = nn.Parameter(torch.zeros(kinds, sum(tokens), STROKES))
        self.trace = nn.Linear(STROKES, token)
        self.register_buffer("starts", torch.tensor([sum(tokens[:i]) for i in range(len(tokens))]))
        nn.init.zeros_(self.trace.weight)

    def strokes(self, state: torch.Tensor, aspect: torch.Tensor, places: torch.Tensor) -> torch.Tensor:
        """[B, 256], which frame [B] (all the same) and `places` [1, n, width] for their number -> [B, n, 64]."""
        numbers = torch.arange(places.shape[1], device=state.device) + self.starts[aspect[0]]
        shares = torch.softmax(self.kinds(state), -1)
        table = torch.index_select(self.draw, 1, numbers)
        return (shares @ table.flatten(1)).reshape(state.shape[0], -1, STROKES)

    @torch.no_grad()
    def fit(self, kinds: nn.Linear, scenes: list[torch.Tensor]) -> None:
        """kinds: what tells the rows apart by a state. scenes: for each frame clean tokens [rounds, kinds, n, token]."""
        self.kinds.load_state_dict(kinds.state_dict())
        components(torch.cat([scene[:4].flatten(0, 2) for scene in scenes])[None], self.trace)
        means = [(scene.mean(0) - self.trace.bias) @ self.trace.weight for scene in scenes]
        self.draw.copy_(torch.cat(means, 1))


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
        wanted = components(tokens, self.trace).flatten(1)
        features = torch.cat([F.relu(self.features(states)), torch.ones(len(states), 1)], 1)
        ridge = features.T @ features + 10 * torch.eye(features.shape[1])
        found = torch.linalg.solve(ridge, features.T @ wanted)
        self.draw.weight.copy_(found[:-1].T)
        self.draw.bias.copy_(found[-1])
