import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.errors import ConfigError
from transforms.language.detect import NAMES, load_detector

every_detector = pytest.mark.parametrize("name", NAMES)

_ANY_TEXT = st.text(st.characters(codec=None), max_size=400)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("ვაზიანის ბაზაზე წვრთნები დაიწყო", "ka"),
        ("Հայաստանի հավաքականը հաղթեց", "hy"),
        ("Ο στρατός ανακοίνωσε ασκήσεις στο Αιγαίο", "el"),
        ("משרד הביטחון הודיע על תרגיל", "he"),
        ("한미 해군 연합 훈련 실시", "ko"),
        ("กองทัพเรือซ้อมรบในอ่าวไทย", "th"),
        ("防衛省は訓練を発表した", "ja"),
        ("国防部宣布演习", "zh"),
        ("國防部宣布演習", "zh"),
        ("東京電力、原発再稼働延期", "ja"),
        ("Військові навчання почалися біля кордону", "uk"),
        ("Вучэнні пачаліся каля мяжы з Украінай", "be"),
        ("У Београду је почела вежба, рекао је ђенерал", "sr"),
        ("Учения начались у границы, объявили в министерстве", "ru"),
        ("Учението започна край границата, съобщи министърът", "bg"),
        ("Вежбата започна кај границата, рече министерот за внатрешни работи", "mk"),
        ("بدأت المناورات العسكرية قرب الحدود", "ar"),
        ("رزمایش نظامی در نزدیکی مرز آغاز شد", "fa"),
        ("سرحد کے قریب فوجی مشقیں شروع ہو گئیں", "ur"),
        ("सीमा के पास सैन्य अभ्यास शुरू हुआ है", "hi"),
        ("सीमेजवळ लष्करी सराव सुरू झाला आहे", "mr"),
        ("Die Bundeswehr verlegt Panzer nach Litauen", "de"),
        ("A fragata regresa a Ferrol tras catro meses no mar", "gl"),
        ("Cuộc tập trận bắt đầu gần biên giới", "vi"),
    ],
)
def test_the_vote_tells_the_language_of_a_headline(text: str, tag: str) -> None:
    assert load_detector().detect(text).tag == tag


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "und:empty"),
        (" \n\t", "und:empty"),
        ("12 345 — 67 %", "und:no_letters"),
        ("https://example.org/eine-nachricht", "und:no_letters"),
        ("\x00\x1f\ud800", "und:no_letters"),
        ("F-16", "und:too_short"),
        ("а", "und:too_short"),
    ],
)
def test_an_undetermined_text_says_why(text: str, reason: str) -> None:
    language = load_detector().detect(text)
    assert (language.tag, language.confidence, language.method) == ("und", None, reason)


@pytest.mark.parametrize(("name", "text"), [("vote", "asdkj qwoeiru zmxnb"), ("alphabet", "war")])
def test_a_guess_is_not_an_answer(name: str, text: str) -> None:
    assert load_detector(name).detect(text).method == "und:no_agreement"


@every_detector
def test_every_detector_tells_a_script_of_its_own(name: str) -> None:
    assert load_detector(name).detect("한미 해군, 부산 앞바다서 연합 대잠훈련 실시").tag == "ko"


@every_detector
@pytest.mark.parametrize(
    "text", ["12", "http://a.b", "\x01\x02 a", "é" * 5000, "\udfff x \udfff y z"]
)
def test_odd_input_is_never_an_exception(name: str, text: str) -> None:
    assert load_detector(name).detect(text).method


@every_detector
def test_a_megabyte_is_answered_by_its_beginning(name: str) -> None:
    text = "Міністерство оборони повідомило про початок навчань. " * 20_000
    assert len(text) > 1_000_000
    assert load_detector(name).detect(text) == load_detector(name).detect(text[:2_000])


@given(_ANY_TEXT, st.one_of(st.none(), st.text(max_size=8)))
@settings(deadline=None, max_examples=200)
def test_any_text_has_an_answer_and_always_the_same(text: str, declared: str | None) -> None:
    for name in ("vote", "langdetect-rs", "pycld2", "py3langid", "alphabet"):
        detector = load_detector(name)
        language = detector.detect(text, declared)
        assert language == detector.detect(text, declared)
        assert (language.tag == "und") == language.method.startswith("und:")
        assert (language.tag == "und") == (language.confidence is None)


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=25)
def test_langdetect_and_its_fast_twin_agree(text: str) -> None:
    slow, fast = (
        load_detector("langdetect").detect(text),
        load_detector("langdetect-rs").detect(text),
    )
    assert slow.tag == fast.tag


def test_a_detector_is_loaded_once() -> None:
    assert load_detector("vote") is load_detector("vote")


@pytest.mark.parametrize(
    ("name", "nearest"), [("langdetct", "langdetect"), ("cld2", "pycld2"), ("votes", "vote")]
)
def test_an_unknown_name_is_an_error_that_names_the_nearest(name: str, nearest: str) -> None:
    with pytest.raises(ConfigError, match=f"did you mean '{nearest}'") as caught:
        load_detector(name)
    assert "\n" not in str(caught.value)


def test_a_declared_language_does_not_outvote_the_text() -> None:
    text = "Die Bundeswehr verlegt Panzer nach Litauen"
    assert load_detector().detect(text, declared="en-US") == load_detector().detect(text)
    assert load_detector().detect("ვაზიანის ბაზაზე", declared="en").tag == "ka"


def test_capitals_do_not_change_the_language() -> None:
    text = "Kanzler warnt vor einer Eskalation an der Grenze"
    assert load_detector().detect(text.upper()).tag == "de"


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Predsednik je rekao da će vežba početi posle ponoći, ovde u svetu", "sr"),
        ("Predsjednik je rekao da će vježba početi poslije ponoći, tijekom rujna", "hr"),
        ("Mesyuarat kerajaan itu ditangguhkan kerana beliau sakit", "ms"),
        ("Gubernur mengatakan bahwa perusahaan itu bisa tutup karena listrik", "id"),
    ],
)
def test_telling_words_settle_what_detectors_confuse(text: str, tag: str) -> None:
    assert load_detector().detect(text).tag == tag
