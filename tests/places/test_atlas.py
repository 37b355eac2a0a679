"""The compiled places: found by any name, quick to open, small in memory, made only once."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from transforms.places import atlas
from transforms.places.atlas import load_atlas
from transforms.places.names import name_key

#: What a worker may take to open the places, and hold of them.
MOST_SECONDS = 2.0
MOST_MEGABYTES = 300


@pytest.mark.parametrize(
    ("name", "country"),
    [("Yelnya", "RU"), ("Yel’nya", "RU"), ("Tega Cay", "US"), ("Laurel County", "US"),
     ("Лисичанськ", "UA"), ("莫斯科", "RU"), ("Kharkiv Oblast", "UA")],
)  # fmt: skip
def test_villages_cities_and_districts_are_found_by_any_of_their_names(
    name: str, country: str
) -> None:
    values, _ = load_atlas().find(name_key(name))
    assert values[0].entry.place.country == country


def test_namesakes_come_the_most_populous_first() -> None:
    values, _ = load_atlas().find("springfield")
    people = [named.entry.population for named in values]
    assert len(people) > 10
    assert people == sorted(people, reverse=True)


def test_a_name_that_begins_longer_ones_says_so() -> None:
    assert load_atlas().find("new york")[1]
    assert load_atlas().find("port au") == ((), True)
    assert load_atlas().find("qwxz") == ((), False)


def test_every_place_has_a_radius_and_a_point_on_the_globe() -> None:
    index = load_atlas()
    for number in range(0, 270_000, 997):
        place = index.place(number).place
        assert place.radius_km > 0
        assert abs(place.lat) <= 90
        assert abs(place.lon) <= 180
        assert place.country is not None


def test_a_worker_opens_the_places_in_seconds_and_little_memory() -> None:
    load_atlas()
    code = """
        import time
        started = time.process_time()
        from transforms.places.gazetteer import load_gazetteer
        load_gazetteer().lookup("Kharkiv", "en")
        seconds = time.process_time() - started
        status = dict(line.split(":") for line in open("/proc/self/status"))
        print(seconds, int(status["VmHWM"].split()[0]) / 1024)
    """
    command = [sys.executable, "-c", textwrap.dedent(code)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, megabytes = map(float, run.stdout.split())
    assert seconds < MOST_SECONDS
    assert megabytes < MOST_MEGABYTES


def test_a_file_that_is_there_is_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(atlas.CACHE_VARIABLE, str(tmp_path))
    made: list[Path] = []

    def make(path: Path) -> None:
        made.append(path)
        path.touch()

    monkeypatch.setattr(atlas, "_compile", make)
    first, second = atlas.atlas_file(), atlas.atlas_file()
    assert first == second == made[0]
    assert len(made) == 1
    assert first.parent == tmp_path
