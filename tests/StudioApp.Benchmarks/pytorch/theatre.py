"""Makes clips with Lantern in PyTorch: the same work as StudioApp's pipeline, from word ids to RGB bytes in memory."""

import copy
import os
import time
from concurrent.futures import ThreadPoolExecutor

import torch

import lantern
from onnx_weights import load

LAYERS = {"actor": (24, 16, 16), "backdrop": (24, 16, 32), "motion": (32, 8)}


def open_networks(folder):
    def network(module, name):
        return load(module, os.path.join(folder, name, "model.onnx"))

    return {
        "text": network(lantern.TextEncoder(), "text_encoder"),
        "actor": network(lantern.PictureDenoiser(96, 192), "actor_denoiser"),
        "backdrop": network(lantern.PictureDenoiser(64, 128), "backdrop_denoiser"),
        "motion": network(lantern.MotionDenoiser(), "motion_denoiser"),
        "actor decoder": network(lantern.Decoder(4), "actor_decoder"),
        "backdrop decoder": network(lantern.Decoder(3), "backdrop_decoder"),
        "stage": lantern.Stage().eval(),
    }


def freeze(networks):
    """The same networks as TorchScript: constants folded, weights packed, operators fused."""
    text, moment = torch.zeros(2, lantern.WORDS, lantern.TEXT), torch.ones(2)
    examples = {
        "text": (torch.zeros(2, lantern.WORDS, dtype=torch.long),),
        **{name: (torch.zeros(2, *shape), moment, text) for name, shape in LAYERS.items()},
        "actor decoder": (torch.zeros(1, *LAYERS["actor"]),),
        "backdrop decoder": (torch.zeros(1, *LAYERS["backdrop"]),),
        "stage": (torch.zeros(1, 3, 128, 256), torch.zeros(1, 4, 128, 128), torch.ones(2, 8), pixel_centres(64)),
    }
    return {name: torch.jit.optimize_for_inference(torch.jit.freeze(torch.jit.trace(network, examples[name]))) for name, network in networks.items()}


def channels_last(networks):
    """The same networks with the weights of their convolutions in the other order, which some machines prefer."""
    return {name: copy.deepcopy(network).to(memory_format=torch.channels_last) for name, network in networks.items()}


def pixel_centres(size):
    """[row, column, (x, y)] in 0..1"""
    at = (torch.arange(size) + 0.5) / size
    return torch.stack([at[None].expand(size, size), at[:, None].expand(size, size)], -1).contiguous()


class Theatre:
    """One way to do the work: which networks, how many frames the stage renders at a time, and how the threads share it."""

    def __init__(self, networks, threads, side_by_side=False, batch=2):
        self.networks, self.threads, self.side_by_side, self.batch = networks, threads, side_by_side, batch

    def denoise(self, ids, initial, steps, guidance):
        """Word ids of prompt and negative prompt [2, 20] to the embeddings and the latents of each layer."""
        text = self.networks["text"](ids)
        moments = torch.linspace(1, 0, steps + 1)

        def layer(name):
            network, x = self.networks[name], initial[name]
            for now, then in zip(moments, moments[1:]):
                wanted, unwanted = network(torch.cat([x, x]), now.repeat(2), text).chunk(2)
                x = x + (then - now) * (unwanted + guidance * (wanted - unwanted))
            return x

        return text, dict(zip(LAYERS, self.spread(layer, LAYERS)))

    def decode(self, latents):
        return self.networks["actor decoder"](latents["actor"]), self.networks["backdrop decoder"](latents["backdrop"])

    def render(self, pictures, motion, grid, count, finish):
        """Calls finish with the first index and the frames of each batch."""
        actor, backdrop = pictures
        rows = spread_rows(motion[0], count)

        def batch(first):
            finish(first, self.networks["stage"](backdrop, actor, rows[first:first + self.batch], grid))

        self.spread(batch, range(0, count, self.batch))

    def spread(self, work, items):
        """Side by side, each on a thread of its own, or one after the other, each on all threads."""
        if not self.side_by_side:
            return [work(item) for item in items]

        def alone(item):
            with torch.inference_mode():  # it is the thread's
                return work(item)

        with ThreadPoolExecutor(self.threads, initializer=torch.set_num_threads, initargs=(1,)) as pool:
            return list(pool.map(alone, items))


class Combined:
    """Denoises in one way and renders in another."""

    def __init__(self, denoiser, stage):
        self.denoise, self.decode, self.render = denoiser.denoise, stage.decode, stage.render


def spread_rows(rows, count):
    """Straight lines between the rows of a motion, evenly over so many frames."""
    at = torch.linspace(0, len(rows) - 1, count)
    before = at.floor().long()
    after = (before + 1).clamp(max=len(rows) - 1)
    share = (at - before)[:, None]
    return rows[before] * (1 - share) + rows[after] * share


def make_clip(theatre, ids, initial, steps, guidance, size, count):
    """Seconds that each stage took."""
    pixels = torch.empty(count, size, size, 3, dtype=torch.uint8)
    grid = pixel_centres(size)

    def keep(first, frames):
        pixels[first:first + len(frames)] = frames.mul_(255).add_(0.5).to(torch.uint8).permute(0, 2, 3, 1)

    began = time.perf_counter()
    _, latents = theatre.denoise(ids, initial, steps, guidance)
    denoised = time.perf_counter()
    pictures = theatre.decode(latents)
    decoded = time.perf_counter()
    theatre.render(pictures, latents["motion"], grid, count, keep)
    return {"denoise": denoised - began, "decode": decoded - denoised, "stage": time.perf_counter() - decoded}
