"""Places of an article's names, told with the help of the labels that a model gives them."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence
from operator import itemgetter
from typing import Final

from transforms.entities.labels import LabelledSpan
from transforms.places.context import Mention, Sighting
from transforms.places.gazetteer import Gazetteer
from transforms.places.geocode import Trust, geocode

_PLACES: Final = frozenset({"GPE", "LOC", "FAC"})
Span = tuple[int, int]


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
    labelled = {(span.start, span.end): span for span in spans}
    seen = {(sighting.start, sighting.end) for sighting in sightings}
    wholes = (
        gazetteer.sight_whole(text[start:end], start, language)
        for (start, end), span in labelled.items()
        if span.label in _PLACES and (start, end) not in seen
    )
    everything = [*sightings, *(whole for whole in wholes if whole is not None)]
    everything.sort(key=itemgetter(0, 1))
    verdicts = geocode(everything, trust, language, owners)
    return {
        (sighting.start, sighting.end): Mention(sighting.start, sighting.end, verdict.entry)
        for sighting, verdict in zip(everything, verdicts, strict=True)
        if verdict.entry is not None
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
    labelled = {(span.start, span.end): span for span in spans}
    outside: Trust = "none" if thorough else "unread"
    order = sorted(labelled)
    starts = [start for start, _ in order]
    full_names = (text[s.start : s.end].split() for s in labelled.values() if s.label == "PERSON")
    surnames = {words[-1] for words in full_names if len(words) > 1}

    def trust(sighting: Sighting) -> Trust:
        if text[sighting.start : sighting.end] in surnames:
            return "person"
        at = bisect_right(starts, sighting.start) - 1
        if at < 0 or order[at][1] <= sighting.start:
            return outside
        label = labelled[order[at]].label
        if label in _PLACES:
            return "place" if (sighting.start, sighting.end) == order[at] else "part"
        if label != "PERSON":
            return "name"
        # "fought around Batken": a model takes rare towns for people.
        fills = (sighting.start, sighting.end) == order[at]
        return "unread" if fills and sighting.located else "person"

    return trust
