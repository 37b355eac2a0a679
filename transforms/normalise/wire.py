"""Which news agency a text credits."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Final

_AGENCIES = Path(__file__).parent / "data" / "wire_agencies.toml"
#: A credit stands in the dateline at the head or in the byline at the foot, never between.
_HEAD_CHARACTERS: Final = 200
_FOOT_CHARACTERS: Final = 120


def wire_origin(text: str, authors: tuple[str, ...] = ()) -> str | None:
    """The agency that dateline, closing credit or author line names, or None.

    >>> wire_origin("KYIV, Nov 20 (Reuters) - Shelling went on.")
    'Reuters'
    >>> wire_origin("Reuters reporters have seen the road.") is None
    True
    """
    pattern, names = _credits()
    match = pattern.search(text[:_HEAD_CHARACTERS]) or pattern.search(text[-_FOOT_CHARACTERS:])
    if match:
        return names[match.group("credit")]
    return next((names[author] for author in authors if author in names), None)


@cache
def _credits() -> tuple[re.Pattern[str], dict[str, str]]:
    table: dict[str, list[str]] = tomllib.loads(_AGENCIES.read_text(encoding="utf-8"))["agencies"]
    names = {spelling: agency for agency, spellings in table.items() for spelling in spellings}
    # Longest first, so that Interfax-Ukraine is not read as Interfax.
    credit = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(
        rf"[(\[（【/](?:[^()\[\]（）【】\n]{{0,30}}[/,-] ?)??(?P<credit>{credit})[)\]）】/]"
    ), names
