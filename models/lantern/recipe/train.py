"""Training, in turns: whichever network has had the least of its share of time makes the next step. See README, "Training"."""
import argparse
import os
import signal
import time

import torch

from assets import CACHE
from training.run import Run

PID = CACHE / "train.pid"


def runs_of(what: list[str], device: str, seed: int) -> list[Run]:
    from training.codecs import codec_runs
    from training.denoisers import denoiser_runs, text_runs
    parts = {"codec": codec_runs, "text": text_runs, "denoisers": denoiser_runs}
    return [run for part in what for run in parts[part](device, seed)]


def train(runs: list[Run], minutes: float, cool: bool) -> None:
    """Until the time is up or somebody asks it to stop (SIGTERM, Ctrl+C); then everything is on disk."""
    stopped: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda received, _: stopped.append(received))
    began, turns = time.monotonic(), {run.name: run.seconds for run in runs}
    while not stopped and (share := (time.monotonic() - began) / 60 / minutes) < 1:
        run = min(runs, key=lambda r: (r.seconds - turns[r.name]) / r.share)
        run.gain = min(1.0, max(0.03, (1 - share) / 0.4)) if cool else 1.0
        run.step()
    for run in runs:
        run.tell()
        run.save()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="+", choices=("codec", "text", "denoisers"))
    parser.add_argument("--minutes", type=float, default=600)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", help="comma-separated names of networks; the others wait")
    parser.add_argument("--cool", action="store_true", help="let the learning rate fall over the last two fifths of the time")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    PID.write_text(str(os.getpid()))
    runs = runs_of(given.what, device, given.seed)
    torch.manual_seed(given.seed + sum(run.steps for run in runs))  # who goes on sees other batches
    train([run for run in runs if not given.only or run.name in given.only.split(",")], given.minutes, given.cool)


if __name__ == "__main__":
    main()
