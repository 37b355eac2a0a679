"""An article given as plain text, with its other fields beside it."""

import datetime as dt
import json

from schemas.article import RawArticle
from schemas.errors import RejectedItemError
from transforms.normalise.json_article import parse_json_article


def parse_plain_article(
    body: bytes,
    sidecar: bytes,
    *,
    source: str,
    retrieved_at: dt.datetime,
    attributes: dict[str, str] | None = None,
) -> RawArticle:
    """A UTF-8 text, and a JSON object of input fields that may stand beside it (`b""` if none).

    Raises:
        RejectedItemError: `undecodable` when the text is not UTF-8, and what
            `parse_json_article` raises for the sidecar.
    """
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RejectedItemError("undecodable", str(error)) from error
    try:
        fields = json.loads(sidecar) if sidecar else {}
    except (ValueError, RecursionError) as error:
        raise RejectedItemError("malformed_json", f"sidecar: {error}") from error
    if not isinstance(fields, dict):
        raise RejectedItemError("malformed_json", "sidecar: a JSON object is wanted")
    item = json.dumps({**fields, "text": text}).encode()
    return parse_json_article(item, source=source, retrieved_at=retrieved_at, attributes=attributes)
