"""Articles and feed documents as messages to a Pub/Sub topic."""

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from pipelines.clock import Clock
from pipelines.pubsub import explained, load_library, patient_retry, require_name
from schemas.article import Document
from schemas.errors import RejectedItemError
from transforms.feeds.parse import parse_feed
from transforms.normalise.json_article import parse_json_article
from transforms.normalise.urls import without_credentials

_FEED_ENDINGS: Final = frozenset({".xml", ".rss", ".atom", ".rdf"})
_JSON_FEED_VERSION: Final = "jsonfeed.org/version/"
#: A request holds 10 MB at most, with attributes and what is around the message.
MAX_MESSAGE_BYTES: Final = 9_990_000
#: Messages under way at once; a topic that refuses them is noticed this soon.
_MESSAGES_UNDER_WAY: Final = 1000
_BYTES_UNDER_WAY: Final = 50_000_000
_PATIENCE_SECONDS: Final = 60.0


@dataclass(frozen=True)
class Outgoing:
    """A message to publish."""

    body: bytes
    attributes: dict[str, str]


@dataclass(frozen=True)
class Refused:
    """A line or file that is not published."""

    #: The file, and the line where it has lines.
    place: str
    why: str


def read_outgoing(path: Path, source: str | None, clock: Clock) -> Iterator[Outgoing | Refused]:
    """The messages of a file: its one feed document, or an article a line.

    XML and JSON Feed are feeds; a `.json` file may hold one article over several lines.

    Args:
        path: a file that can be read.
        source: the attribute `source` of each message; by default the file, as URL for a feed.
        clock: says when the file was read.
    """
    feed_source = without_credentials(source or path.resolve().as_uri())
    article_source = without_credentials(source or str(path))
    with path.open("rb") as file:
        if path.suffix in _FEED_ENDINGS:
            yield _feed(file.read(), "application/xml", str(path), feed_source, clock)
        elif path.suffix != ".json":
            yield from _articles(file, str(path), article_source, clock)
        elif _is_json_feed(body := file.read()):
            yield _feed(body, "application/feed+json", str(path), feed_source, clock)
        else:
            lines = [body] if _is_json(body) else body.splitlines()
            yield from _articles(lines, str(path), article_source, clock)


def publish(
    topic: str,
    items: Iterable[Outgoing | Refused],
    refuse: Callable[[Refused], None],
    client: Any = None,
) -> int:
    """Publishes messages in batches and waits for all; how many the service has taken.

    Args:
        topic: `projects/PROJECT/topics/NAME`.
        items: what to publish, and what is not.
        refuse: told of each item that is refused, in order.
        client: a `google.cloud.pubsub_v1.PublisherClient`; by default one of its own.

    Raises:
        ConfigError: a malformed name, or a topic that is not there or may not be used.
        TransientError: the service does not answer.
    """
    require_name("topics", topic)
    with explained(topic):
        client = client or _open_client()
        under_way: deque[Any] = deque()
        published = 0
        for item in items:
            if isinstance(item, Refused):
                refuse(item)
                continue
            under_way.append(client.publish(topic, item.body, **item.attributes))
            published += 1
            if len(under_way) >= _MESSAGES_UNDER_WAY:
                under_way.popleft().result()
        for future in under_way:
            future.result()
    return published


def _open_client() -> Any:
    library = load_library()
    flow = library.types.PublishFlowControl(
        message_limit=_MESSAGES_UNDER_WAY,
        byte_limit=_BYTES_UNDER_WAY,
        limit_exceeded_behavior=library.types.LimitExceededBehavior.BLOCK,
    )
    options = library.types.PublisherOptions(
        flow_control=flow, retry=patient_retry(_PATIENCE_SECONDS), timeout=_PATIENCE_SECONDS
    )
    return library.PublisherClient(publisher_options=options)


def _articles(
    lines: Iterable[bytes] | IO[bytes], name: str, source: str, clock: Clock
) -> Iterator[Outgoing | Refused]:
    attributes = {"source": source, "content_type": "application/json"}
    for number, line in enumerate(lines, start=1):
        if not (body := line.strip()):
            continue
        place = f"{name}:{number}"
        try:
            _refuse_too_large(body)
            parse_json_article(body, source=source, retrieved_at=clock())
        except RejectedItemError as error:
            yield Refused(place, str(error))
        else:
            yield Outgoing(body, attributes)


def _feed(
    body: bytes, content_type: str, name: str, source: str, clock: Clock
) -> Outgoing | Refused:
    document = Document(source=source, body=body, retrieved_at=clock(), content_type=content_type)
    try:
        _refuse_too_large(body)
        parse_feed(document)
    except RejectedItemError as error:
        return Refused(name, str(error))
    return Outgoing(body, {"source": source, "content_type": content_type})


def _refuse_too_large(body: bytes) -> None:
    if len(body) > MAX_MESSAGE_BYTES:
        raise RejectedItemError(
            "too_large", f"{len(body):,} bytes, a message has at most {MAX_MESSAGE_BYTES:,}"
        )


def _is_json_feed(body: bytes) -> bool:
    item = _json(body)
    return isinstance(item, dict) and _JSON_FEED_VERSION in str(item.get("version"))


def _is_json(body: bytes) -> bool:
    return _json(body) is not None


def _json(body: bytes) -> object:
    """What a body holds as one JSON text; None when it is none."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
