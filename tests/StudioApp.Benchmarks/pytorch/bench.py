"""
Usage: python3 bench.py MODEL-FOLDER THREADS SIZE FRAMES

Proves that the networks agree with the model's golden files, finds the fastest way to run them on this machine, proves that one too, and then makes a clip
for each line on standard input. Answers are lines of JSON: first what was proven and chosen, then the seconds of each clip by stage.
"""

import itertools
import json
import sys
import time

import torch

from golden import Golden
from theatre import Combined, Theatre, channels_last, freeze, make_clip, open_networks, pixel_centres

TRIES = 3  # of each way, after a warm-up; the fastest counts
STEPS, FRAMES = 3, 12  # of a try: enough to tell which way is faster
BATCHES = 1, 2, 4, 8


def main(folder, threads, size, count):
    torch.set_num_threads(threads)
    golden = Golden(folder)
    networks = open_networks(folder)
    golden.differences(Theatre(networks, threads))

    turned = channels_last(networks)
    kinds = {"eager": networks, "frozen": freeze(networks), "eager, channels last": turned, "frozen, channels last": freeze(turned)}
    shares = {"one after the other": False, "side by side": True} if threads > 1 else {"one after the other": False}
    denoiser = fastest(denoising(golden, kinds, shares, threads))
    stage = fastest(rendering(golden, kinds, shares, threads, size))
    theatre = Combined(denoiser[1], stage[1])

    differences = golden.differences(theatre)
    work = golden.ids, golden.initial, golden.steps, golden.guidance, size, count
    make_clip(theatre, *work)
    answer(torch=torch.__version__, blas=blas(), differences=differences, denoise=denoiser[0], stage=stage[0])
    for _ in sys.stdin:
        answer(**make_clip(theatre, *work))


def denoising(golden, kinds, shares, threads):
    for (kind, networks), (share, side_by_side) in itertools.product(kinds.items(), shares.items()):
        theatre = Theatre(networks, threads, side_by_side)
        yield f"{kind}, {share}", theatre, lambda: theatre.denoise(golden.ids, golden.initial, STEPS, golden.guidance)


def rendering(golden, kinds, shares, threads, size):
    _, latents = Theatre(kinds["eager"], threads).denoise(golden.ids, golden.initial, golden.steps, golden.guidance)
    grid = pixel_centres(size)
    # the stage has no weights whose layout could be another
    for kind, (share, side_by_side), batch in itertools.product(("eager", "frozen"), shares.items(), BATCHES):
        theatre = Theatre(kinds[kind], threads, side_by_side, batch)
        pictures = theatre.decode(latents)
        yield f"{kind}, {share}, {batch} frames a run", theatre, lambda: theatre.render(pictures, latents["motion"], grid, FRAMES, lambda first, frames: None)


def fastest(ways):
    best = None
    for name, theatre, work in ways:
        work()
        seconds = min(timed(work) for _ in range(TRIES))
        if best is None or seconds < best[2]:
            best = name, theatre, seconds
    return best


def timed(work):
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def blas():
    """The library that multiplies matrices: systems may have a slow one. Empty where it cannot be told."""
    if torch.backends.mkl.is_available():
        return "MKL"
    try:
        with open("/proc/self/maps", encoding="utf-8") as file:
            loaded = file.read()
    except OSError:
        return ""
    known = {"libopenblas": "OpenBLAS", "libblis": "BLIS", "libblas": "reference BLAS, which is slow: install OpenBLAS for a fair comparison"}
    return next((name for part, name in known.items() if part in loaded), "")


def answer(**values):
    print(json.dumps(values), flush=True)


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    with torch.inference_mode():
        main(sys.argv[1], *map(int, sys.argv[2:]))
