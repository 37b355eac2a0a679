"""One full and one sparse row of every stream, for the tests of the generated schemas."""

import dataclasses
import datetime as dt
from typing import Any, Final

from schemas.alert import AlertRow
from schemas.article import ArticleRow
from schemas.entity import EntityRow
from schemas.feed_health import FeedHealthRow
from schemas.rejection import DroppedRow, dead_letter
from schemas.row import Row
from schemas.signal import (
    Actor,
    Attribution,
    EquipmentUse,
    EventTime,
    Location,
    PlaceRelation,
    Quantity,
    SignalRow,
    TextSpan,
    UnitUse,
)
from schemas.story import StoryClaim, StoryMemberRow, StoryRow
from schemas.vocabulary import Stream

AT: Final = dt.datetime(2021, 11, 3, 9, 30, 1, 234567, tzinfo=dt.UTC)
SPAN: Final[dict[str, Any]] = {"text": "près de Yelnya", "start": 3, "end": 17}

ARTICLE: Final = ArticleRow(
    article_id="a",
    version_id="v",
    url="https://example.org/1?utm_source=x",
    canonical_url="https://example.org/1",
    title="Panzer bei Jelnja",
    summary="",
    text="90 000 Soldaten.\nДа.",
    authors=("A. Author", "B. Author"),
    publisher="Example",
    publisher_family=None,
    wire_origin="Reuters",
    feed_url=None,
    guid=None,
    published_at=AT,
    published_at_basis="feed",
    updated_at=None,
    retrieved_at=AT,
    text_basis="page",
    word_count=6,
    content_sha256="0" * 64,
    attributes={"source": "pubsub", "b": ""},
    processed_at=AT,
    language="de",
    language_confidence=0.9,
    language_method="vote",
)
ENTITY: Final = EntityRow(
    **SPAN,
    entity_id="e",
    article_id="a",
    version_id="v",
    label="GPE",
    name="Yelnya",
    country="RU",
    geonames_id=467978,
    lat=54.6,
    lon=33.2,
    method="geonames 2026",
)
SIGNAL: Final = SignalRow(
    signal_id="s",
    article_id="a",
    version_id="v",
    type="force_buildup",
    family="posture",
    cameo="154",
    plover="MOBILIZE/troops",
    acled=None,
    trigger=TextSpan(**SPAN),
    sentence=TextSpan(**SPAN),
    actors=(Actor(**SPAN, name="Russia", country="RU", kind="state"),),
    equipment=(EquipmentUse(**SPAN, name="T-80U", equipment_class="tank"),),
    units=(UnitUse(**SPAN, name="41st Army", echelon="army"),),
    quantities=(
        Quantity(
            **SPAN,
            value=90000.0,
            low=85000.0,
            high=95000.0,
            comparator="about",
            unit="personnel",
            as_of=AT.date(),
        ),
    ),
    locations=(
        Location(
            **SPAN,
            role="near",
            relation=PlaceRelation(distance_km=260.0, bearing="N", of="the border"),
            reason_if_null="too_vague",
        ),
    ),
    event_time=EventTime(start=AT, end=None, precision="day", basis="relative"),
    polarity="affirmed",
    temporality="current",
    certainty="asserted",
    attribution=(Attribution(claimant="Kyiv", stance="warns", direct_quote=False, start=0, end=4),),
    evidence=("satellite_imagery", "osint"),
    severity=7.0,
    confidence=0.8,
    rule_ids=("r1",),
    extractor_version="1",
)
CLAIM: Final = StoryClaim(
    type="force_buildup",
    actor="RU",
    place=None,
    polarity="affirmed",
    claimants=("Kyiv",),
    low=90000.0,
    high=None,
    unit="personnel",
    relation="agrees",
)
STORY: Final = StoryRow(
    story_id="st",
    merged_into=None,
    title="Panzer",
    first_seen=AT,
    last_seen=AT,
    articles=2,
    independent_publishers=1,
    languages=("de",),
    countries=("RU",),
    types=("force_buildup",),
    claims=(CLAIM,),
)
MEMBER: Final = StoryMemberRow(
    article_id="a", story_id="st", near_duplicate_of=None, similarity=None, updated_at=AT
)
ALERT: Final = AlertRow(
    alert_id="al",
    rule="buildup",
    kind="baseline",
    window_start=AT,
    window_end=AT + dt.timedelta(hours=1),
    actor="RU",
    area=None,
    type="force_buildup",
    value=4.0,
    expected=1.5,
    score=None,
    severity=6.0,
    signal_ids=("s",),
    message="4 instead of 1.5",
)
HEALTH: Final = FeedHealthRow(
    feed_url="https://example.org/feed",
    checked_at=AT,
    status=200,
    outcome="ok",
    latency_ms=12.5,
    bytes=1000,
    items=3,
    items_new=1,
    share_undated=0.0,
    newest_item_at=AT,
    silent=False,
    consecutive_failures=0,
    next_poll_at=None,
    message="",
)
DROPPED: Final = DroppedRow(
    drop_id="d", article_id="a", guid=None, feed_url=None, reason="too_old", detail="", at=AT
)
DEAD: Final = dead_letter(
    "ParseFeed",
    "malformed_feed",
    "no root",
    b"\x00\xff<rss",
    source="x",
    at=AT,
    attributes={"k": "v"},
)

#: At least one row of every stream; the second one of a stream leaves out what it can.
ROWS: Final[dict[Stream, tuple[Row, ...]]] = {
    "articles": (
        ARTICLE,
        dataclasses.replace(
            ARTICLE,
            authors=(),
            published_at=None,
            published_at_basis="unknown",
            attributes={},
            language_confidence=None,
        ),
    ),
    "entities": (ENTITY, dataclasses.replace(ENTITY, country=None, lat=None, lon=None)),
    "signals": (
        SIGNAL,
        dataclasses.replace(
            SIGNAL,
            actors=(),
            equipment=(),
            quantities=(),
            locations=(),
            attribution=(),
            event_time=EventTime(start=None, end=None, precision=None, basis="unknown"),
        ),
    ),
    "story_members": (MEMBER,),
    "stories": (STORY, dataclasses.replace(STORY, claims=(), merged_into="st2")),
    "alerts": (ALERT,),
    "feed_health": (HEALTH, dataclasses.replace(HEALTH, status=None, silent=None)),
    "dropped": (DROPPED,),
    "dead_letter": (DEAD,),
}
