"""From a spec to a prompt as people type it, in English or Chinese, with parts left out."""
import numpy as np

from spec import Group, Spec
from words import english as grammar
from words.tokens import Said, SaidGroup, bind, match
from words.vocabulary import SUBJECTS, of_kind

AT = {"dawn", "sunrise", "daybreak", "noon", "midday", "sunset", "dusk", "twilight", "night", "midnight", "golden hour"}
IN_THE = {"early morning", "daytime", "morning", "afternoon", "evening", "nighttime", "moonlight"}
BARE_PLACES = {"space", "outer space", "underwater", "under the sea", "under water", "under the ocean", "downtown", "indoors", "above the clouds", "chinatown"}
PREPOSITIONS = {"beach": ("on the", "at the", "by the"), "theatre": ("on the", "on a"), "river": ("by the", "at the"), "farm": ("on the", "on a"),
                "volcano": ("near the", "at the"), "mountains": ("in the",), "bedroom": ("in the", "in a"), "sky": ("in the",)}
NOT_NOUNS = {"raining", "rainy", "in the rain", "snowing", "snowy"}
ON = {"meadow", "beach", "theatre"}
ENDS = tuple("里上中下边间内端")


def caption(spec: Spec, language: str, rng: np.random.Generator) -> tuple[str, Said]:
    """language: en or zh. Returns the text and what it says of the spec; every value in it is the spec's own."""
    for _ in range(12):
        parts = _choose_parts(spec, rng)
        text = (_english if language == "en" else _chinese)(spec, parts, rng)
        said = bind(match(text)[0])
        if agrees(said, spec, parts):  # two words side by side can make a third: 'giant' + 'panda', 白 + 熊
            return text, said
    raise ValueError(f"no {language} caption says {spec}")


def agrees(said: Said, spec: Spec, parts: set[str]) -> bool:
    """Whether what was understood is exactly what the caption meant to say."""
    meant = {part: getattr(spec, part) for part in parts if part not in ("colour", "size", "subject")}
    if said.rest != meant or len(said.groups) != len(spec.groups):
        return False
    return all(_same(a, b, parts) for a, b in zip(sorted(said.groups, key=lambda g: g.subject), sorted(spec.groups, key=lambda g: g.subject)))


def _same(said: SaidGroup, group: Group, parts: set[str]) -> bool:
    counted = said.count == group.count or (said.count == 0 and group.count > 1)
    return (said.subject == group.subject and counted and said.colour == (group.colour if "colour" in parts else None)
            and said.size == (group.size if "size" in parts else None))


def _choose_parts(spec: Spec, rng: np.random.Generator) -> set[str]:
    shares = {"place": 0.88, "hour": 0.75, "motion": 0.88, "direction": 0.85, "weather": 0.92, "camera": 0.9, "colour": 1.0, "size": 1.0}
    parts = {part for part, share in shares.items() if rng.random() < share}
    for part in ("direction", "weather", "camera"):
        if getattr(spec, part) is None:
            parts.discard(part)
    if spec.direction and "direction" in parts:
        parts.add("motion")
    return parts


def _pick(rng: np.random.Generator, choices) -> str:
    choices = list(choices)
    first = 0.45  # the usual word is said most
    return choices[0] if rng.random() < first else choices[rng.integers(len(choices))]


def _words(kind: str, key: str, language: str) -> tuple[str, ...]:
    concept = of_kind(kind)[key]
    return concept.english if language == "en" else concept.chinese


def _english(spec: Spec, parts: set[str], rng: np.random.Generator) -> str:
    groups = [_english_group(group, parts, rng) for group in spec.groups]
    actors = groups[0] if len(groups) == 1 else ", ".join(groups[:-1]) + " and " + groups[-1]
    many = len(spec.actors) > 1
    motion = _english_motion(spec, parts, rng, many)
    place, hour, weather, camera = (_english_part(spec, part, rng) if part in parts else "" for part in ("place", "hour", "weather", "camera"))
    style = rng.random()
    if style < 0.12:  # a list of words
        words = [actors, motion, place, hour, weather, camera]
        rng.shuffle(words)
        text = ", ".join(word for word in words if word)
    else:
        settings = [place, hour, weather]
        rng.shuffle(settings)
        before = settings.pop() if style > 0.78 and settings[-1] else ""
        text = " ".join(word for word in (actors, motion, *settings) if word)
        if before:
            text = f"{before}, {text}"
        if camera:
            text = f"{camera}, {text}" if rng.random() < 0.15 else f"{text}{',' if rng.random() < 0.7 else ''} {camera}"
    if rng.random() < 0.3:
        text = text[0].upper() + text[1:] + ("." if rng.random() < 0.5 else "")
    return text


def _english_group(group: Group, parts: set[str], rng: np.random.Generator) -> str:
    subject = SUBJECTS[group.subject]
    name = _pick(rng, range(len(subject.english)))
    noun = (subject.plurals if group.count > 1 else subject.english)[name]
    adjectives = [_pick(rng, _words(kind, value, "en")) for kind, value in (("size", group.size), ("colour", group.colour)) if value and kind in parts]
    if group.count > 1:
        count = "several" if rng.random() < 0.15 else ("two", "three")[group.count - 2]
        head = "" if rng.random() < 0.1 and noun not in subject.english else _pick(rng, _words("count", count, "en"))
    else:
        head = "" if rng.random() < 0.12 else "the" if rng.random() < 0.15 else grammar.article((adjectives + [noun])[0])
    return " ".join(word for word in (head, *adjectives, noun) if word)


def _english_motion(spec: Spec, parts: set[str], rng: np.random.Generator, many: bool) -> str:
    if "motion" not in parts:
        return ""
    forms = _words("motion", spec.motion, "en")
    progressive = [form for form in forms if form.split(" ")[0].endswith("ing")]
    if rng.random() < 0.72:
        text = ("" if rng.random() < 0.8 else "are " if many else "is ") + _pick(rng, progressive)
    else:
        finite = [form for form in forms if not form.split(" ")[0].endswith("ing") and form.split(" ")[0].endswith("s") != many]
        text = _pick(rng, finite or progressive)
    if "direction" in parts:
        text += (" to the " if rng.random() < 0.45 else " ") + (spec.direction if rng.random() < 0.8 else _pick(rng, _words("direction", spec.direction, "en")))
    return text


def _english_part(spec: Spec, part: str, rng: np.random.Generator) -> str:
    key = getattr(spec, part)
    word = _pick(rng, _words(part, key, "en"))
    if part == "place":
        return word if word in BARE_PLACES - {"space", "outer space", "chinatown"} else f"in {word}" if word in BARE_PLACES else f"{_pick(rng, PREPOSITIONS.get(key, ('in the', 'in a')))} {word}"
    if part == "hour":
        return f"at {word}" if word in AT else f"in the {word}" if word in IN_THE else f"during the {word}" if word == "day" else f"on a {word}" if word == "starry night" else word
    if part == "weather":
        return word if word in NOT_NOUNS or rng.random() < 0.2 else f"with {word}"
    return word


def _chinese(spec: Spec, parts: set[str], rng: np.random.Generator) -> str:
    actors = _pick(rng, ("和", "、", "与", "跟")).join(_chinese_group(group, parts, rng) for group in spec.groups)
    place, hour, weather, camera, motion, direction = (
        _pick(rng, _words(part, getattr(spec, part), "zh")) if part in parts else "" for part in ("place", "hour", "weather", "camera", "motion", "direction"))
    where = place if not place or place.endswith(ENDS) else place + ("上" if spec.place in ON and not place.endswith("园") else _pick(rng, ("里", "中")))
    doing = direction + motion if not direction or direction[0] in "向往从" else "向" + direction + motion
    style = rng.random()
    if style < 0.12:
        words = [actors, doing, place, hour, weather, camera]
        rng.shuffle(words)
        return "，".join(word for word in words if word)
    if style < 0.45:  # 黄昏的森林里跳跃的熊猫
        setting = "的".join(word for word in (hour, where) if word)
        text = setting + ("，" if setting and rng.random() < 0.5 else "") + (doing + "的" if doing else "") + actors
    elif style < 0.8:
        setting = (f"{hour}" + ("，" if rng.random() < 0.3 else "") if hour else "") + (f"在{where}" if where else "")
        text = actors + setting + doing
    else:
        setting = hour + ("，" if hour and rng.random() < 0.4 else "") + (f"在{where}" if where else "")
        text = setting + ("，" if setting else "") + actors + (_pick(rng, ("正在", "在", "")) + doing if doing else "")
    if weather:
        text = f"{weather}，{text}" if rng.random() < 0.3 else f"{text}，{_pick(rng, ('伴着', '', '有'))}{weather}"
    return f"{text}，{camera}" if camera else text


def _chinese_group(group: Group, parts: set[str], rng: np.random.Generator) -> str:
    subject = SUBJECTS[group.subject]
    number = "" if group.count == 1 and rng.random() < 0.3 else ("一", "两", "三")[group.count - 1]
    if group.count > 1 and rng.random() < 0.12:
        number = "几"
    text = number + subject.measure if number else ""
    for kind, value in (("size", group.size), ("colour", group.colour)):
        if value and kind in parts:
            word = _pick(rng, _words(kind, value, "zh"))
            text += word + ("的" if len(word) > 1 and rng.random() < 0.75 or rng.random() < 0.3 else "")
    return text + _pick(rng, subject.chinese)
