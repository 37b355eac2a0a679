"""What a host's robots.txt allows (RFC 9309), as a value that is kept until it expires."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal
from urllib.parse import urlsplit, urlunsplit

from protego import Protego

from schemas.row import require_utc

#: RFC 9309 §2.5: a crawler reads at least this much.
_MAX_BYTES: Final = 500 * 1024
#: RFC 9309 §2.4: a copy should not be used for longer.
_KEEP: Final = dt.timedelta(hours=24)
#: How soon a host is asked again that could not say.
_RETRY: Final = dt.timedelta(hours=1)
#: Parsed files held in a process; one is a few kilobytes.
_PARSED_FILES: Final = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """A host's answer about its robots.txt; made of what msgspec encodes."""

    #: `rules`: it is there; `absent`: everything is allowed; `unreachable`: nothing, for now.
    state: Literal["rules", "absent", "unreachable"]
    text: str = ""
    #: When to fetch it again.
    expires_at: dt.datetime

    def __post_init__(self) -> None:
        require_utc(expires_at=self.expires_at)

    def allows(self, url: str, user_agent: str) -> bool:
        """Whether a URL of the host may be fetched.

        Args:
            url: the URL in full.
            user_agent: the User-Agent header; only its product token ("Vedette") is matched.
        """
        if self.state != "rules":
            return self.state == "absent"
        return _parsed(self.text).can_fetch(url, _product(user_agent))

    def crawl_delay_seconds(self, user_agent: str) -> float:
        """Seconds that the host wants between two requests; 0 if it does not say."""
        if self.state != "rules":
            return 0.0
        return _parsed(self.text).crawl_delay(_product(user_agent)) or 0.0


def robots_url(url: str) -> str:
    """Where the robots.txt of a URL's host is."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))


def read_robots(
    now: dt.datetime,
    status: int | None,
    body: bytes,
    previous: Robots | None = None,
    keep: dt.timedelta = _KEEP,
) -> Robots:
    """What follows from fetching a robots.txt (RFC 9309 §2.3.1).

    A file that is not there (4xx) allows everything. A server that fails (5xx), limits (429) or
    does not answer allows nothing, unless it has said more before.

    Args:
        now: when it answered, in UTC.
        status: HTTP status after redirects; None without an answer.
        body: its body; read as UTF-8 up to 500 KiB.
        previous: what the host said before, which holds while it cannot be reached.
        keep: how long to hold on to what it says.
    """
    if status is not None and 200 <= status < 300:
        text = body[:_MAX_BYTES].decode("utf-8-sig", "replace")
        return Robots(state="rules", text=text, expires_at=now + keep)
    if status is not None and 400 <= status < 500 and status != 429:
        return Robots(state="absent", expires_at=now + keep)
    retry_at = now + min(_RETRY, keep)
    if previous is None:
        return Robots(state="unreachable", expires_at=retry_at)
    return Robots(state=previous.state, text=previous.text, expires_at=retry_at)


@lru_cache(maxsize=_PARSED_FILES)
def _parsed(text: str) -> Protego:
    return Protego.parse(text)


def _product(user_agent: str) -> str:
    """The product token: a comment such as "(news reader)" must not match a group's name."""
    return user_agent.partition("/")[0].strip()
