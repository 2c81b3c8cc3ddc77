"""Nothing is left unsaid: what a prompt does not say is drawn by the seed and said after it, so that stage and denoisers agree on it.

The stage needs the place (where the ground is) and the hour (which light falls on actors), so these cannot be left to a denoiser's whim.
"""
from spec import Spec

from .tokens import LENGTH, PADDING, SEVERAL, bind
from .vocabulary import CONCEPTS, concept_id

ASIDE = ("place", "hour", "motion", "direction", "weather", "camera")  # in this order
NUMBERS = {2: "two", 3: "three"}


def whole(ids: list[int], spec: Spec) -> list[int]:
    """Exactly LENGTH ids: those of the prompt, 'several' replaced by the spec's number, then what the spec has and the prompt does not say.

    Colours and sizes stay unsaid (the subject's own); so does a direction that the spec leaves open, no weather and the gentle camera.
    """
    said = bind(ids)
    groups = iter(spec.groups)
    out, waiting, is_counted = [], [], False
    for identifier in ids:
        if identifier == SEVERAL:
            waiting.append(len(out))
        elif identifier != PADDING and CONCEPTS[identifier - 1].kind == "count":
            is_counted = True
        out.append(identifier)
        if identifier != PADDING and CONCEPTS[identifier - 1].kind == "subject":
            count = next(groups).count
            for place in waiting:
                out[place] = concept_id("count", NUMBERS[count]) if count > 1 and not is_counted else PADDING
            is_counted = False
            waiting = []
    if not said.groups:
        out += [concept_id("subject", spec.groups[0].subject)]
    out += [concept_id(kind, getattr(spec, kind)) for kind in ASIDE if kind not in said.rest and getattr(spec, kind) is not None]
    out = [identifier for identifier in out if identifier != PADDING][:LENGTH]
    return out + [PADDING] * (LENGTH - len(out))
