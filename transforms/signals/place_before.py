"""Where something happens that tells no place: in the places of the sentences before it."""

from schemas.signal import Location
from transforms.signals.passage import Passage
from transforms.signals.places import dateline, told_places
from transforms.signals.reader import ArticleReader

#: How many sentences behind a line of places they are where things happen.
_SENTENCES = 4


def places_before(reader: ArticleReader, passage: Passage) -> tuple[Location, ...]:
    """The places that a line which only names them gives its paragraph: "Nikopol, Marhanets.".

    Where there is none, those that the nearest sentence of the paragraph before it tells.
    """
    told: tuple[Location, ...] = ()
    for index in range(passage.index - 1, max(-1, passage.index - 1 - _SENTENCES), -1):
        if "\n" in passage.full_text[reader.spans[index][1] : passage.start]:
            return ()
        before = reader.passage(index)
        if places := dateline(before):
            return places
        speakers = [(speech.start, speech.end) for speech in reader.speeches(index)]
        told = told or told_places(before, speakers)
    return told
