import pytest

from transforms.normalise.wire import wire_origin


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("KYIV, Nov 20 (Reuters) - Shelling went on.", "Reuters"),
        ("KIEW (dpa) - Der Beschuss ging weiter.", "dpa"),
        ("Kiew/Berlin (AFP/dpa) – Der Beschuss ging weiter.", "AFP"),
        ("МОСКВА, 20 ноября. /ТАСС/. Учения начались.", "TASS"),
        ("Es wurde weiter geschossen. (APA)", "APA"),
        ("Reuters reporters have seen the road.", None),
        ("The (AP) mark " + "far from either end " * 40 + "and on it goes. " * 20, None),
    ],
)
def test_a_credit_at_head_or_foot_names_the_agency(text: str, agency: str | None) -> None:
    if agency is None:
        text = text.replace("The (AP) mark", "x " * 200 + "(AP)")
    assert wire_origin(text) == agency


def test_an_agency_as_author_is_the_origin() -> None:
    assert wire_origin("No credit.", ("Jane Doe", "Associated Press")) == "AP"
