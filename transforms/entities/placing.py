"""Places of an article's names, told with the help of the labels that a model gives them."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence
from typing import Final

from transforms.entities.labels import LabelledSpan
from transforms.places.context import Mention, Sighting
from transforms.places.gazetteer import Gazetteer
from transforms.places.geocode import Trust, geocode

_PLACES: Final = frozenset({"GPE", "LOC", "FAC"})
Span = tuple[int, int]
#: Makes a named tuple without a call of Python, which for each name of a text counts.
_new: Final = tuple.__new__


def place_names(
    text: str,
    sightings: Sequence[Sighting],
    spans: Sequence[LabelledSpan],
    trust: Callable[[Sighting], Trust],
    language: str,
    gazetteer: Gazetteer,
    owners: Collection[str],
) -> dict[Span, Mention]:
    """The places of the sightings, and of the model's places that no sighting fills, by span.

    Args:
        text: the full text.
        sightings: names of the gazetteer seen in it.
        spans: what the language's model or the rules for names found.
        trust: what they make of a sighting (`label_trust`).
        language: BCP 47 tag.
        gazetteer: resolves the model's places.
        owners: countries of the organisations in the article.
    """
    seen = {sighting[:2] for sighting in sightings}
    wanted = [span[:2] for span in spans if span[2] in _PLACES and span[:2] not in seen]
    wholes = [
        gazetteer.sight_whole(text[start:end], start, language)
        for start, end in dict.fromkeys(wanted)
    ]
    added = [whole for whole in wholes if whole is not None]
    everything = sorted([*sightings, *added]) if added else sightings  # no two fill the same span
    verdicts = geocode(everything, trust, language, owners)
    return {
        sighting[:2]: _new(Mention, (sighting[0], sighting[1], verdict[0]))
        for sighting, verdict in zip(everything, verdicts, strict=True)
        if verdict[0] is not None
    }


def label_trust(
    text: str, spans: Sequence[LabelledSpan], *, thorough: bool
) -> Callable[[Sighting], Trust]:
    """What labels make of a sighting: the label of the span that it fills or lies in.

    The surname of somebody named in full is a person's wherever it stands.

    Args:
        text: the full text.
        spans: what the language's model or the rules for names found.
        thorough: whether what they passed over is hardly a name, as with a model.
    """
    labelled = sorted({(span.start, span.end): span for span in spans}.values())
    starts = [span.start for span in labelled]
    outside: Trust = "none" if thorough else "unread"
    full_names = (text[s.start : s.end].split() for s in labelled if s.label == "PERSON")
    surnames = {words[-1] for words in full_names if len(words) > 1}

    def trust(sighting: Sighting) -> Trust:
        start, end = sighting[:2]
        if surnames and text[start:end] in surnames:
            return "person"
        at = bisect_right(starts, start) - 1
        if at < 0 or labelled[at][1] <= start:
            return outside
        first, last, label = labelled[at]
        fills = first == start and last == end
        if label in _PLACES:
            return "place" if fills else "part"
        if label != "PERSON":
            return "name"
        # "fought around Batken": a model takes rare towns for people.
        return "unread" if fills and sighting.located else "person"

    return trust
