"""Countries, adjectives and inhabitants in each language come out with the right country."""

import pytest

from transforms.analysis.sentences import split_sentences
from transforms.analysis.tokens import tokenise
from transforms.entities.recognise import recognise_entities
from transforms.places.gazetteer import load_gazetteer

#: A sentence that takes any of the words.
FRAMES = {
    "de": "Gestern haben {} das getan.",
    "fr": "Hier, les {} ont dit cela.",
    "es": "Ayer las {} dijeron eso.",
    "it": "Ieri le {} hanno detto questo.",
    "pt": "Ontem as {} disseram isso.",
    "nl": "Gisteren hebben {} dat gezegd.",
    "pl": "Wczoraj {} tak powiedzieli.",
    "ru": "Вчера {} заявили об этом.",
    "uk": "Вчора {} заявили про це.",
    "tr": "Dün {} bunu söyledi.",
    "ar": "أعلن {} ذلك أمس.",
    "zh": "昨天{}表示。",
}
FORMS = {
    "de": {
        "RU": "Russland Russlands russische russischer russischem Russen Russin",
        "UA": "Ukrainern ukrainischen",
        "IL": "Israelis",
        "TR": "Türken türkischen",
        "DE": "Deutschen",
        "PL": "Polen polnische",
        "AM": "Armeniern",
        "SD": "Sudanesen",
        "TH": "Thailändische",
        "KH": "kambodschanischen",
        "FR": "Franzosen",
        "CN": "Chinesen",
        "TW": "Taiwans",
        "US": "US-amerikanischen",
        "GB": "Briten",
    },
    "fr": {
        "RU": "Russie russes Russes",
        "UA": "ukrainienne Ukrainiens",
        "US": "américaines",
        "IL": "Israéliens",
        "TR": "turque",
        "CN": "chinoises",
        "BF": "burkinabè",
        "NE": "nigériennes",
        "NG": "nigérianes",
        "ML": "maliens",
        "TH": "thaïlandaise",
        "KH": "cambodgiens",
        "CI": "ivoirienne",
        "PL": "Polonais",
        "SD": "soudanaises",
        "GB": "britanniques",
        "CF": "centrafricains",
        "TD": "Tchadiens",
    },
    "es": {
        "RU": "Rusia rusas rusos",
        "UA": "ucranianas ucraniano",
        "IL": "israelíes",
        "TR": "turcos turca",
        "CN": "chinos",
        "US": "estadounidenses",
        "VE": "venezolanas",
        "CO": "colombianos",
        "TH": "tailandeses",
        "KH": "camboyanas",
        "PY": "paraguayos",
        "PA": "panameñas",
        "DO": "dominicanos",
        "MA": "marroquíes",
        "PL": "polacas",
        "FR": "franceses",
    },
    "it": {
        "RU": "Russia russi russe russa",
        "UA": "ucraine ucraini",
        "IL": "israeliane",
        "TR": "turchi turche",
        "CN": "cinesi",
        "US": "statunitensi",
        "TH": "tailandesi",
        "IQ": "iracheni",
        "LY": "libiche",
        "PL": "polacche",
        "GB": "britannici",
        "ER": "eritrei",
        "KH": "cambogiani",
        "ET": "etiopi",
        "AF": "afgane",
    },
    "pt": {
        "RU": "Rússia russas russos",
        "UA": "ucranianas",
        "IL": "israelenses",
        "TR": "turcos",
        "CN": "chinesas",
        "US": "norte-americanas americanos",
        "PL": "poloneses",
        "MZ": "moçambicanas",
        "AO": "angolanos",
        "TL": "timorenses",
        "TH": "tailandeses",
        "CV": "cabo-verdianos",
        "DE": "alemães",
        "IR": "iranianas",
        "KR": "sul-coreanos",
        "LY": "líbias",
        "BG": "búlgaros",
    },
    "nl": {
        "RU": "Rusland Russische Russen Rus",
        "UA": "Oekraïense Oekraïners",
        "IL": "Israëlische",
        "TR": "Turkse Turken",
        "CN": "Chinezen",
        "US": "Amerikanen Amerikaanse",
        "PL": "Poolse",
        "TH": "Thaise",
        "KH": "Cambodjaanse",
        "SY": "Syriërs",
        "DE": "Duitsers",
        "FR": "Franse",
        "SE": "Zweden",
        "BE": "Belgen",
    },
    "pl": {
        "RU": "Rosja Rosji rosyjskich rosyjskiej Rosjanie Rosjanom Rosjanami",
        "UA": "ukraińskimi Ukraińcom Ukraińcy",
        "TR": "tureckiego Turków",
        "IL": "izraelskiej Izraelczykom",
        "CN": "chińskich Chińczycy",
        "US": "amerykańskimi Amerykanom",
        "TH": "Tajlandii tajskiego",
        "SY": "Syryjczyków",
        "DE": "Niemców",
        "BY": "Białorusinami",
        "IQ": "Irakijczycy",
    },
    "ru": {
        "RU": "Россия России Россией российскими российскую россияне россиянам россиянами русских",
        "UA": "украинцев украинцам украинскими украинками",
        "US": "американцев Штатов",
        "TR": "турки турок туркам турецкой",
        "CN": "китайцами",
        "IL": "израильтянам израильской",
        "PL": "поляков",
        "SY": "сирийцев",
        "TH": "таиландской тайцы",
        "KH": "камбоджийских",
        "DE": "немцев",
        "FR": "французов",
        "AZ": "азербайджанцами",
        "AM": "армянам",
        "JP": "японцев",
        "IN": "индийцы",
    },
    "uk": {
        "RU": "Росія росії Росією російськими російська росіяни росіянами росіянам росіянин рф",
        "UA": "українців українцями українські",
        "US": "американців США",
        "TR": "турки туркам турецькою",
        "CN": "китайців",
        "IL": "ізраїльтянам ізраїльської",
        "PL": "поляків",
        "SY": "сирійців",
        "TH": "таїландської",
        "DE": "німців",
        "FR": "французів",
        "BY": "білорусів",
        "AZ": "азербайджанцями",
        "AM": "вірменам",
        "JP": "японців",
    },
    "tr": {
        "RU": "Rusya Rusya'nın Rus Rusların Ruslar",
        "UA": "Ukraynalı Ukraynalıların Ukrayna'ya",
        "TR": "Türk Türklerin Türkiye'nin",
        "US": "ABD'li Amerikan Amerikalılar",
        "IL": "İsrailliler İsrail'in",
        "CN": "Çinli",
        "SY": "Suriyeli Suriyelilerin",
        "TH": "Taylandlı",
        "KH": "Kamboçyalı",
        "GR": "Yunanlar",
        "AM": "Ermenistan'ın",
        "AZ": "Azerbaycanlı",
    },
    "ar": {
        "RU": "روسيا الروسية الروسي الروس والروسية",
        "UA": "الأوكرانية الأوكرانيين أوكرانيون لأوكرانيا",
        "US": "الأمريكية الأميركي",
        "IL": "الإسرائيليين إسرائيل بإسرائيل",
        "TR": "التركية الأتراك",
        "SY": "السوريون",
        "CN": "الصينية",
        "TH": "التايلاندية",
        "KH": "الكمبودية",
        "SD": "السودانية",
        "YE": "اليمنيين",
        "PK": "الباكستانيين",
        "IQ": "العراقيين",
        "IR": "الإيرانيون",
        "AF": "الأفغان",
    },
    "zh": {
        "RU": "俄罗斯 俄军 俄方 俄国 俄媒 俄总统",
        "UA": "乌军 乌克兰 乌总统",
        "US": "美军 美国 美方",
        "IL": "以军 以色列",
        "JP": "日军",
        "KR": "韩军",
        "KP": "朝军",
        "GB": "英军",
        "FR": "法军",
        "TR": "土军",
        "IN": "印军 印度",
        "IR": "伊军",
        "SY": "叙军",
        "DE": "德军",
        "CN": "中方",
        "TW": "台军",
        "PK": "巴军",
    },
}
CAPITALS = {
    "de": "Moskau:RU Kreml:RU Kiew:UA Peking:CN Ankara:TR Washington:US Teheran:IR",
    "fr": "Moscou:RU Kremlin:RU Kiev:UA Pékin:CN Ankara:TR Washington:US Téhéran:IR",
    "es": "Moscú:RU Kremlin:RU Kiev:UA Pekín:CN Ankara:TR Washington:US Teherán:IR",
    "it": "Mosca:RU Kiev:UA Pechino:CN Ankara:TR Washington:US Teheran:IR",
    "pt": "Moscovo:RU Moscou:RU Kremlin:RU Kiev:UA Pequim:CN Ancara:TR Washington:US Teerã:IR",
    "nl": "Moskou:RU Kremlin:RU Kiev:UA Peking:CN Ankara:TR Washington:US Teheran:IR",
    "pl": "Moskwa:RU Kreml:RU Kijów:UA Pekin:CN Ankara:TR Waszyngton:US Teheran:IR",
    "ru": "Москва:RU Кремль:RU Киев:UA Пекин:CN Анкара:TR Вашингтон:US Тегеран:IR Минск:BY",
    "uk": "Москва:RU Кремль:RU Київ:UA Пекін:CN Анкара:TR Вашингтон:US Тегеран:IR Мінськ:BY",
    "tr": "Moskova:RU Kremlin:RU Kiev:UA Pekin:CN Ankara:TR Washington:US Tahran:IR Vaşington:US",
    "ar": "موسكو:RU الكرملين:RU كييف:UA بكين:CN أنقرة:TR واشنطن:US طهران:IR",
    "zh": "莫斯科:RU 克里姆林宫:RU 基辅:UA 北京:CN 安卡拉:TR 华盛顿:US 德黑兰:IR",
}


def countries(text: str, language: str, start: int) -> list[tuple[str, str | None]]:
    """Label and country of the entity that covers an offset, read without a model."""
    tokens = tokenise(text)
    sentences = split_sentences(text, tokens, language)
    entities, _ = recognise_entities(
        text, tokens, sentences, language, load_gazetteer(), (), method=""
    )
    return [(e.label, e.country) for e in entities if e.start <= start < e.end]


@pytest.mark.parametrize("language", FORMS)
def test_every_form_of_a_country_and_its_people_tells_the_country(language: str) -> None:
    rows = [(word, code) for code, words in FORMS[language].items() for word in words.split()]
    assert len(rows) >= 15
    wrong = []
    for word, code in rows:
        text = FRAMES[language].format(word)
        found = countries(text, language, text.index(word))
        if found not in ([("GPE", code)], [("NORP", code)]):
            wrong.append((word, code, found))
    assert not wrong


@pytest.mark.parametrize("language", CAPITALS)
def test_capitals_and_seats_of_power_tell_the_country(language: str) -> None:
    for pair in CAPITALS[language].split():
        name, code = pair.split(":")
        text = FRAMES[language].format(name)
        ((label, country),) = countries(text, language, text.index(name))
        assert (country, label in ("GPE", "ORG")) == (code, True), name


@pytest.mark.parametrize(
    ("language", "text", "countries_found"),
    [
        ("zh", "其中方案已经提出", []),
        ("zh", "这种方法军方也用过", []),
        ("zh", "以军事手段解决", []),
        ("zh", "俄乌冲突持续", ["RU", "UA"]),
        ("zh", "美日韩三国", ["US", "JP", "KR"]),
        ("zh", "美韩联合军演", ["US", "KR"]),
        ("zh", "今日军方表示", []),
        ("ja", "米軍と韓国軍", ["US", "KR"]),
        ("de", "Wir polieren die essen", []),
        ("en", "let us polish the china", []),
        ("uk", "війська росії", ["RU"]),
    ],
)
def test_short_and_small_names_count_only_as_names(
    language: str, text: str, countries_found: list[str]
) -> None:
    tokens = tokenise(text)
    found = load_gazetteer().find(tokens, language)
    assert [m.entry.place.country for m in found] == countries_found
