"""Captions say what their spec says, in both languages, and are understood again."""
import unittest

import numpy as np

from captions import caption
from spec import random_spec
from words.tokens import LENGTH, PADDING, SEVERAL, bind, encode, match
from words.vocabulary import CONCEPTS, SUBJECTS, of_kind
from words.wanted import examples, spec_of
from words.whole import whole


class CaptionTests(unittest.TestCase):
    def test_caption_any_spec_is_understood_again(self) -> None:
        rng = np.random.default_rng(5)
        for i in range(300):
            spec = random_spec(rng)
            text, said = caption(spec, ("en", "zh")[i % 2], rng)
            with self.subTest(text):
                self.assertEqual(sorted(g.subject for g in said.groups), sorted(g.subject for g in spec.groups))
                self.assertEqual(match(text)[1], [], "a caption has no word that is not known")
                for kind, key in said.rest.items():
                    self.assertEqual(getattr(spec, kind), key)

    def test_match_both_languages_say_the_same(self) -> None:
        english = bind(match("a panda jumping in the forest at sunset")[0])
        self.assertEqual(english, bind(match("黄昏的森林里跳跃的熊猫")[0]))
        self.assertEqual(english.rest, {"motion": "jump", "place": "forest", "hour": "sunset"})

    def test_match_longest_phrase_wins(self) -> None:
        self.assertEqual([CONCEPTS[i - 1].key for i in match("a polar bear")[0]], ["polarbear"])
        self.assertEqual([CONCEPTS[i - 1].key for i in match("a bear")[0]], ["bear"])

    def test_match_unknown_words_are_named(self) -> None:
        self.assertEqual(match("a cat with a theodolite")[1], ["theodolite"])

    def test_bind_adjectives_belong_to_the_next_subject(self) -> None:
        groups = bind(match("a tiny blue dragon and two red cats")[0]).groups
        self.assertEqual([(g.subject, g.colour, g.size, g.count) for g in groups], [("dragon", "blue", "tiny", 1), ("cat", "red", None, 2)])

    def test_encode_always_has_its_length(self) -> None:
        self.assertEqual(len(encode("")), LENGTH)
        self.assertEqual(len(encode("a red cat " * 30)), LENGTH)

    def test_every_subject_has_names_in_both_languages(self) -> None:
        self.assertGreaterEqual(len(SUBJECTS), 120)
        self.assertGreaterEqual(len(of_kind("place")), 16)
        self.assertGreaterEqual(len(of_kind("motion")), 16)
        for subject in SUBJECTS.values():
            for name in (subject.english[0], subject.chinese[0]):
                self.assertEqual([g.subject for g in bind(match(name)[0]).groups], [subject.key])

    def test_examples_have_no_unknown_word(self) -> None:
        for text in examples():
            self.assertEqual(match(text)[1], [], text)


class WholeTests(unittest.TestCase):
    def test_whole_says_what_the_prompt_left_out(self) -> None:
        spec = spec_of("a cat", 3)
        said = bind(whole(match("a cat")[0], spec))
        self.assertEqual({kind: said.rest.get(kind) for kind in ("place", "hour", "motion")}, {"place": spec.place, "hour": spec.hour, "motion": spec.motion})

    def test_whole_keeps_what_was_said(self) -> None:
        text = "three tiny red cats jumping on the beach at night"
        self.assertEqual(bind(whole(match(text)[0], spec_of(text, 1))), bind(match(text)[0]))

    def test_whole_several_becomes_a_number(self) -> None:
        for text in ("several cats", "cats", "two cats", "几只猫"):
            spec = spec_of(text, 4)
            ids = whole(match(text)[0], spec)
            self.assertNotIn(SEVERAL, ids)
            self.assertEqual(bind(ids).groups[0].count, len(spec.actors))

    def test_whole_without_a_subject_gets_one(self) -> None:
        spec = spec_of("in the forest at night", 2)
        self.assertEqual(bind(whole(match("in the forest at night")[0], spec)).groups[0].subject, spec.groups[0].subject)

    def test_whole_has_its_length(self) -> None:
        self.assertEqual(whole([], spec_of("", 0)).count(PADDING) + sum(i != PADDING for i in whole([], spec_of("", 0))), LENGTH)


if __name__ == "__main__":
    unittest.main()
