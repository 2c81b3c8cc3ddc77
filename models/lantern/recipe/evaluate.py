"""How well the layers are what the prompt says, over held-out prompts: pairs of a subject and a place that were never trained on; a third is Chinese.

`./evaluate [--prompts N]` writes artifacts/lantern/evaluation.md. It judges layers and rows; judging finished frames is still to be done.
"""
import argparse
import time

import numpy as np
import torch

import texts
from assets import CACHE
from captions import caption
from evaluation import judges
from generate import Lantern
from pool import ASPECTS
from spec import Spec, random_spec
from words.tokens import match
from words.vocabulary import SUBJECTS
from words.whole import whole
from world.light import HOURS
from world.motion import WIDE
from world.places import PLACES



def held_out_prompts(count: int) -> list[tuple[Spec, str]]:
    rng, found = np.random.default_rng(300), []
    while len(found) < count:
        spec = random_spec(rng)
        if texts.is_held_out(spec):
            try:
                found.append((spec, caption(spec, "zh" if len(found) % 3 == 2 else "en", rng)[0]))
            except ValueError:  # a few specs have no caption that is understood as meant
                pass
    return found


class Tally:
    def __init__(self) -> None:
        self.right: dict[str, list[bool]] = {}

    def add(self, what: str, is_right: bool) -> None:
        self.right.setdefault(what, []).append(bool(is_right))


def judge_prompt(lantern: Lantern, court: dict[str, judges.Judge], tally: Tally, number: int, spec: Spec, prompt: str) -> None:
    states, aspect = lantern.states(whole(match(prompt)[0], spec)), ASPECTS[number % len(ASPECTS)]
    rows = lantern.rows(states, aspect, number)
    tally.add("motion", list(texts.MOTIONS)[int(court["motion"](judges.path_of(torch.from_numpy(rows)[None])))] == spec.motion)
    shown = [rows[:, i * WIDE + 7].max() > 0.5 for i in range(3)]
    tally.add("count", sum(shown) == len(spec.actors))
    for slot, group in enumerate(spec.actors):
        picture = lantern.actor_picture(states, slot, number).transpose(2, 0, 1)[None]
        tally.add("subject", list(SUBJECTS)[int(court["subject"](judges.thumbs(picture)))] == group.subject)
        if group.colour:
            tally.add("colour", texts.COLOURS[int(court["colour"](judges.tints(picture))) + 1] == group.colour)
    far, near = lantern.scene_pictures(states, aspect, number)
    scene = judges.thumbs(np.concatenate([far, near], -1).transpose(2, 0, 1)[None])
    tally.add("place", list(PLACES)[int(court["place"](scene))] == spec.place)
    tally.add("hour", list(HOURS)[int(court["hour"](scene))] == spec.hour)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prompts", type=int, default=300)
    count = parser.parse_args().prompts
    lantern, tally = Lantern(), Tally()
    subject, colour = judges.subject_and_colour()
    place, hour = judges.place_and_hour()
    court = {"subject": subject, "colour": colour, "place": place, "hour": hour, "motion": judges.motion(texts.load())}
    for number, (spec, prompt) in enumerate(held_out_prompts(count)):
        judge_prompt(lantern, court, tally, number, spec, prompt)
    lines = [f"{time.strftime('%Y-%m-%d %H:%M', time.gmtime())} UTC, {count} held-out prompts, {lantern.steps} steps, guidance {lantern.guidance}", "",
             "| what | right | judged | the judge's own on unseen renders |", "|---|---|---|---|"]
    for what, right in tally.right.items():
        lines.append(f"| {what} | {100 * np.mean(right):.1f} % | {len(right)} | {f'{100 * court[what].own:.1f} %' if what in court else 'counted'} |")
    text = "\n".join(lines) + "\n"
    (CACHE / "evaluation.md").write_text(text)
    print(text)


if __name__ == "__main__":
    main()
