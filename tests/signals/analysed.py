"""Builds analysed articles for the tests, with a few names instead of a model."""

import datetime as dt
import functools
import re
from collections.abc import Sequence

from schemas import ids
from schemas.analysis import AnalysedArticle, Place, Sentence, Token
from schemas.article import Article, Language
from schemas.entity import Entity
from schemas.signal import Signal
from schemas.vocabulary import EntityLabel
from transforms.analysis.analyse import Analyser, load_analyser
from transforms.signals.extract import load_extractor

PUBLISHED = dt.datetime(2022, 3, 1, 12, tzinfo=dt.UTC)

_NAMES: dict[str, tuple[EntityLabel, str | None]] = {
    "Russia": ("GPE", "RU"),
    "Russian": ("NORP", "RU"),
    "Moscow": ("GPE", "RU"),
    "Ukraine": ("GPE", "UA"),
    "Ukrainian": ("NORP", "UA"),
    "Kyiv": ("GPE", "UA"),
    "Kharkiv": ("GPE", "UA"),
    "Odesa": ("GPE", "UA"),
    "Belarus": ("GPE", "BY"),
    "Poland": ("GPE", "PL"),
    "Polish": ("NORP", "PL"),
    "Turkish": ("NORP", "TR"),
    "Norwegian": ("NORP", "NO"),
    "Black Sea": ("LOC", None),
    "Jens Stoltenberg": ("PERSON", None),
    "T-72": ("EQUIPMENT", None),
    "1st Tank Army": ("MILITARY_UNIT", "RU"),
}
_COUNTRIES = ("Russia", "Ukraine", "Belarus", "Poland")
_NAME = re.compile(r"\b(?:" + "|".join(map(re.escape, _NAMES)) + r")\b")


def article(text: str, title: str = "", published_at: dt.datetime | None = PUBLISHED) -> Article:
    sha = ids.content_sha256(title, text)
    work = ids.article_id(None, title, text)
    return Article(
        article_id=work, version_id=ids.version_id(work, sha), url=None, canonical_url=None,
        title=title, summary="", text=text, authors=(), publisher=None, publisher_family=None,
        wire_origin=None, feed_url=None, guid=None, published_at=published_at,
        published_at_basis="input" if published_at else "unknown", updated_at=None,
        retrieved_at=PUBLISHED, text_basis="input", word_count=len(text.split()),
        content_sha256=sha, attributes={},
    )  # fmt: skip


def analysed(text: str, title: str = "", language: str = "en") -> AnalysedArticle:
    """The article with sentences that end at ". " or a line break, and the names above."""
    made = article(text, title)
    full_text = made.full_text
    tokens = tuple(Token(m[0], m.start(), m.end()) for m in re.finditer(r"\w+|[^\w\s]", full_text))
    sentences = tuple(
        Sentence(m.start(), m.end(), 0, 0)
        for m in re.finditer(r"\S(?:[^\n]*?[.!?][”\"]?(?=\s|$)|[^\n]*)", full_text)
    )
    entities = tuple(_entity(m[0], m.start()) for m in _NAME.finditer(full_text))
    return AnalysedArticle(
        article=made,
        language=Language(language, 1.0, "test"),
        sentences=sentences,
        tokens=tokens,
        entities=entities,
        places={e.start: _place(e) for e in entities if e.label == "GPE"},
    )


def _entity(name: str, start: int) -> Entity:
    label, country = _NAMES[name]
    return Entity(
        text=name, start=start, end=start + len(name), label=label, name=name, country=country,
        echelon="army" if label == "MILITARY_UNIT" else None,
        equipment_class="tank" if label == "EQUIPMENT" else None, method="test",
    )  # fmt: skip


def _place(entity: Entity) -> Place:
    is_country = entity.text in _COUNTRIES
    return Place(
        name=entity.name, country=entity.country, admin1=None, geonames_id=None, lat=50.0, lon=30.0,
        precision="country" if is_country else "city", radius_km=500.0 if is_country else 10.0,
    )  # fmt: skip


def signals(text: str, title: str = "") -> Sequence[Signal]:
    return load_extractor().extract(analysed(text, title)).signals


def only(text: str, signal_type: str) -> Signal:
    """The one signal of the type."""
    [found] = [signal for signal in signals(text) if signal.type == signal_type]
    return found


@functools.cache
def analyser() -> Analyser:
    return load_analyser()


def real_signals(
    text: str, title: str, published_at: dt.datetime | None, language: str = "en"
) -> Sequence[Signal]:
    """The signals with the real analysis."""
    [found] = analyser().analyse(
        [(article(text, title, published_at), Language(language, 1.0, "test"))]
    )
    assert isinstance(found, AnalysedArticle)
    return load_extractor().extract(found).signals


def told(language: str, text: str, signal_type: str) -> Signal:
    """The signal of a type that a text tells, with real names."""
    found = real_signals(text, "", PUBLISHED, language)
    return next(signal for signal in found if signal.type == signal_type)
