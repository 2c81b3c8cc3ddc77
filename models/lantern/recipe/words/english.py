"""The little English grammar that the tables lean on."""
VOWELS = "aeiou"


def plural(noun: str) -> str:
    """By rule; the table gives the rest."""
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in VOWELS:
        return noun[:-1] + "ies"
    return noun + "s"


def verb_forms(phrase: str) -> list[str]:
    """'dance*' -> dance, dances, dancing; 'run**' doubles the last letter; 'a/b/c' are given forms; all else is itself."""
    if not phrase.endswith("*"):
        return phrase.split("/")
    verb = phrase.rstrip("*")
    if phrase.endswith("**"):
        stem = verb + verb[-1]
    else:
        stem = verb[:-1] if verb.endswith("e") else verb
    return [verb, verb + "s", stem + "ing"]


def article(noun: str) -> str:
    """'a' or 'an'."""
    return "an" if noun[0] in VOWELS and not noun.startswith(("un", "uf", "eu")) or noun.startswith("hour") else "a"
