"""The pattern language of the lexicons."""

import pytest

from transforms.signals.forms import Grammar, compile_form
from transforms.signals.lexicon import _DATA, load_lexicon
from transforms.signals.text import cut, lower_keeping_length
from transforms.signals.triggers import ENTITY_NEEDS

GRAMMAR = Grammar(
    spaces=True,
    suffixes=("", "e", "s", "ed", "ing"),
    classes={"force": ("troop|troops", "armed forces")},
)
UNSPACED = Grammar(spaces=False, suffixes=("",), classes={})


@pytest.mark.parametrize(
    ("form", "text", "matched"),
    [
        ("pull|pulls together", "pulls together", "pulls together"),
        ("mass*", "massing", "massing"),
        ("invad+", "invaded", "invaded"),
        ("invad+", "invader", None),
        ("took the? town", "took town", "took town"),
        ("took the? town", "took the town", "took the town"),
        ("sent .. <force>", "sent more than 90,000 troops", "sent more than 90,000 troops"),
        ("sent .. <force>", "sent one two three four five troops", None),
        ("sent ... <force>", "sent a b c d e troops", "sent a b c d e troops"),
        ("sent .. <force>", "sent letters, and troops", None),
        ("sent <force>", "sent armed forces", "sent armed forces"),
        ("cease fire", "cease-fire", "cease-fire"),
        ("attack", "attacks", None),
    ],
)  # fmt: skip
def test_a_form_matches_what_its_marks_say(form: str, text: str, matched: str | None) -> None:
    end = compile_form(form, GRAMMAR).match_end(text, 0, len(text))
    assert (text[:end] if end else None) == matched


@pytest.mark.parametrize(
    ("form", "text", "matched"),
    [
        ("*angriff", "drohnenangriff", "drohnenangriff"),
        ("*angriff", "drohnenangriffe", None),
        ("*beschuss*", "raketenbeschusses", "raketenbeschusses"),
        ("zog|zogen ... ab", "zog seine truppen ab", "zog seine truppen ab"),
    ],
)
def test_a_leading_star_stands_for_the_first_parts_of_a_compound(
    form: str, text: str, matched: str | None
) -> None:
    end = compile_form(form, GRAMMAR).match_end(text, 0, len(text))
    assert (text[:end] if end else None) == matched


@pytest.mark.parametrize("text", ["قصفت القوات", "وقصفت القوات", "قصفت والقوات"])
def test_particles_may_be_written_with_each_word_of_a_form(text: str) -> None:
    grammar = Grammar(spaces=True, suffixes=("",), classes={}, prefixes=("و", "ال", "وال"))
    form = compile_form("قصفت قوات", grammar)
    assert form.match_end(text, 0, len(text)) == len(text)
    assert all(anchor.inner for anchor in form.anchors)


def test_without_spaces_words_follow_at_once() -> None:
    text = "向边境部署了大量军队"
    assert compile_form("部署 .. 军队", UNSPACED).match_end(text, 3, len(text)) == len(text)


@pytest.mark.parametrize("form", ["", ".. troops", "the? troops", "sent <nobody>"])
def test_an_ill_formed_form_is_refused(form: str) -> None:
    with pytest.raises(ValueError, match=r"form must begin|no such class"):
        compile_form(form, GRAMMAR)


LANGUAGES = sorted(path.stem for path in _DATA.glob("*.toml") if path.stem != "types")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_forms_of_a_lexicon_compile_and_each_rule_is_named_once(language: str) -> None:
    lexicon = load_lexicon(language)
    assert lexicon is not None
    triggers = {trigger for entries in lexicon.entries for _, trigger in entries.triggers}
    assert len({trigger.rule for trigger in triggers}) == len(triggers)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_need_and_block_of_a_lexicon_is_known(language: str) -> None:
    lexicon = load_lexicon(language)
    assert lexicon is not None
    names = {name for e in lexicon.entries for name in e.classes}
    names |= {name for e in lexicon.entries for _, name in e.tried}
    prefixes = {name.partition(":")[0] + ":" for name in names if ":" in name}
    known = names | prefixes | set(ENTITY_NEEDS) | {"@nation", "@place_next", "@military"}
    for entries in lexicon.entries:
        for _, trigger in entries.triggers:
            used = [need.strip("<>") for group in trigger.needs for need in group]
            assert {*used, *trigger.blocks} <= known, trigger.rule


def test_a_language_without_data_has_no_lexicon() -> None:
    assert load_lexicon("xx") is None
    assert load_lexicon("en-GB") is not None


def test_lower_case_keeps_every_offset() -> None:
    assert lower_keeping_length("İstanbul’S") == "istanbul's"


def test_a_long_span_is_cut_at_spaces_and_nothing_is_lost() -> None:
    text = "word " * 1000
    parts = cut(text, 0, len(text), 1200)
    assert max(end - start for start, end in parts) <= 1200
    assert "".join(text[start:end] for start, end in parts).count("word") == 1000
