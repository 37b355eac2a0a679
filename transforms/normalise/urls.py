"""One URL for one work: absolute, canonical, without trackers."""

import re
import tomllib
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

_TRACKERS = Path(__file__).parent / "data" / "trackers.toml"


def absolute_url(url: str | None, base_url: str | None) -> str | None:
    """The URL resolved against its base; None unless it is then an http, https or file URL."""
    if not url or not url.strip():
        return None
    try:
        resolved = urljoin(base_url or "", url.strip())
        parts = urlsplit(resolved)
        has_place = bool(parts.path) if parts.scheme == "file" else bool(parts.hostname)
        _ = parts.port
    except ValueError:  # an unclosed bracket in the host, a port that is no number
        return None
    return resolved if parts.scheme in ("http", "https", "file") and has_place else None


def canonical_url(url: str) -> str:
    """The URL without tracking parameters, fragment, credentials or default port.

    Order of parameters and percent-encoding are normalised by w3lib. Scheme and "www." stay as
    they are: two addresses are not one work because they look alike.
    """
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _tracker_pattern().fullmatch(name)]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    cleaned = urlunsplit((parts.scheme, _host(url), parts.path or "/", query, ""))
    return str(canonicalize_url(cleaned, keep_fragments=False))


def without_credentials(url: str) -> str:
    """The URL without user name and password, for logs and rows."""
    parts = urlsplit(url)
    return url if "@" not in parts.netloc else urlunsplit(parts._replace(netloc=_host(url)))


def mask_credentials(text: str) -> str:
    """A text for people, such as an error, without the credentials of the URLs in it.

    The URLs may be malformed; that is often what the text is about.
    """
    return re.sub(r"//[^\s/]*@", "//***@", text)


def with_credentials_of(url: str, listed: str) -> str:
    """The URL with the credentials of a listed one, if it leads to the same server, else with none.

    The same server is the same host and port, or the same host by https where http was listed;
    never the other way round, where the credentials would go unencrypted.
    """
    parts, given = urlsplit(url), urlsplit(listed)
    credentials, at, _ = given.netloc.rpartition("@")
    is_upgrade = (given.scheme, parts.scheme) == ("http", "https")
    is_same = given.scheme == parts.scheme or is_upgrade
    if not at or not is_same or _host(url) != _host(listed):
        return without_credentials(url)
    return urlunsplit(parts._replace(netloc=f"{credentials}@{_host(url)}"))


def _host(url: str) -> str:
    """Host and port in lower case, without credentials and without the scheme's default port."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2].lower()
    return host.removesuffix({"http": ":80", "https": ":443"}.get(parts.scheme, "\0"))


@cache
def _tracker_pattern() -> re.Pattern[str]:
    table = tomllib.loads(_TRACKERS.read_text(encoding="utf-8"))
    names = [re.escape(name) for name in table["names"]]
    prefixes = [re.escape(prefix) + ".*" for prefix in table["prefixes"]]
    return re.compile("|".join(names + prefixes), re.IGNORECASE)
