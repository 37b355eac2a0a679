"""The Arabic lexicon on sentences of its news, and on what only sounds like them."""

import pytest

from schemas.analysis import AnalysedArticle
from schemas.article import Language
from schemas.signal import Signal
from tests.signals.analysed import PUBLISHED, analyser, article
from transforms.signals.extract import load_extractor


def read(text: str) -> tuple[Signal, ...]:
    """The signals with the real analysis."""
    [found] = analyser().analyse([(article(text, "", PUBLISHED), Language("ar", 1.0, "test"))])
    assert isinstance(found, AnalysedArticle)
    return load_extractor().extract(found).signals


def one(text: str, signal_type: str) -> Signal:
    """The first signal of the type."""
    return next(signal for signal in read(text) if signal.type == signal_type)


@pytest.mark.parametrize(
    ("signal_type", "text"),
    [
        ("force_buildup", "تحشد موسكو عشرات الآلاف من الجنود قرب الحدود الأوكرانية."),
        ("troop_movement", "شوهدت أرتال من الدبابات الروسية تتجه نحو كييف."),
        ("deployment", "أرسلت الولايات المتحدة حاملة طائرات ثانية إلى الشرق الأوسط."),
        ("naval_activity", "عبرت مدمرة أميركية مضيق تايوان السبت."),
        ("air_activity", "حلق الطيران الحربي الإسرائيلي على علو منخفض فوق بيروت."),
        ("border_violation", "اخترقت مسيرة روسية المجال الجوي الروماني."),
        ("exercise", "انطلقت في الأردن مناورات الأسد المتأهب بمشاركة 30 دولة."),
        ("alert_readiness", "رفعت إسرائيل حالة التأهب على الحدود الشمالية."),
        ("mobilization", "استدعى الجيش الإسرائيلي 60 ألف جندي احتياط."),
        ("fortification", "تبني بولندا تحصينات على طول حدودها مع بيلاروسيا."),
        ("logistics_preparation", "أقامت روسيا مستشفيات ميدانية قرب الحدود مع أوكرانيا."),
        ("weapons_test", "أجرت كوريا الشمالية تجربة لصاروخ فرط صوتي."),
        ("threat_of_force", "هدد نتنياهو بضرب المنشآت النووية الإيرانية."),
        ("ultimatum", "أمهلت إسرائيل سكان رفح 24 ساعة لإخلاء المدينة."),
        ("warning", "حذر غوتيريش من اندلاع حرب إقليمية."),
        ("ground_combat", "تدور معارك عنيفة بين الجيش السوداني وقوات الدعم السريع في أم درمان."),
        ("ground_offensive", "شنت القوات الروسية هجوماً واسعاً على خاركيف."),
        ("air_strike", "شن الطيران الإسرائيلي سلسلة غارات على الضاحية الجنوبية لبيروت."),
        ("drone_strike", "استهدفت طائرة مسيّرة سيارة في بلدة عيترون."),
        ("missile_strike", "أطلقت إيران 180 صاروخاً باليستياً على إسرائيل."),
        ("shelling", "قصفت المدفعية الإسرائيلية أطراف بلدة كفركلا."),
        ("naval_attack", "هاجم الحوثيون سفينة شحن في البحر الأحمر."),
        ("bombing", "فجر انتحاري نفسه أمام وزارة الداخلية في كابول."),
        ("cbrn_use", "اتهمت واشنطن الجيش السوداني باستخدام أسلحة كيميائية."),
        ("air_defense", "اعترضت القبة الحديدية صاروخين أطلقا من غزة."),
        ("cyber_attack", "تعرضت مواقع حكومية إستونية لهجوم سيبراني روسي."),
        ("sabotage", "تضرر كابل بحري في بحر البلطيق في عمل تخريبي."),
        ("territorial_control", "سيطرت حركة 23 مارس على مدينة بوكافو."),
        ("blockade", "أغلقت إسرائيل معبر كرم أبو سالم."),
        ("martial_law", "أعلن رئيس كوريا الجنوبية الأحكام العرفية."),
        ("withdrawal", "انسحب الجيش الإسرائيلي من محور نتساريم."),
        ("ceasefire", "دخل وقف إطلاق النار في غزة حيز التنفيذ."),
        ("ceasefire_violation", "ارتكب الاحتلال خروقات جديدة لوقف إطلاق النار في لبنان."),
        ("prisoner_exchange", "تبادلت روسيا وأوكرانيا 205 أسرى من كل جانب."),
        ("military_aid", "ستزود ألمانيا أوكرانيا بمنظومة باتريوت."),
        ("military_cooperation", "وقعت تركيا والصومال اتفاقية تعاون دفاعي."),
        ("losses", "قتل ثلاثة جنود إسرائيليين في رفح."),
        ("force_buildup", "تركيا تدفع بتعزيزات جديدة إلى حدودها مع سوريا"),
        ("troop_movement", "قطار محمل بالدبابات الروسية يعبر الأراضي البيلاروسية"),
        ("deployment", "نصبت بولندا بطاريات باتريوت قرب مطار جيشوف"),
        ("naval_activity", "فرقاطة بريطانية تتعقب غواصة روسية"),
        ("air_activity", "تايوان ترصد 28 طائرة عسكرية صينية قرب الجزيرة"),
        ("ultimatum", "ترامب يمنح حماس 48 ساعة لقبول الخطة"),
        ("shelling", "قذائف مدفعية تتساقط على أحياء الفاشر"),
        ("blockade", "الدعم السريع يحكم الحصار على مدينة الفاشر"),
        ("naval_attack", "الحوثيون يغرقون سفينة الشحن «ماجيك سيز» في البحر الأحمر"),
        ("prisoner_exchange", "موسكو وكييف تتبادلان 300 أسير"),
        ("withdrawal", "آخر القوات الفرنسية تغادر السنغال"),
    ],
)
def test_every_type_is_found_in_plain_news(signal_type: str, text: str) -> None:
    assert signal_type in {signal.type for signal in read(text)}


@pytest.mark.parametrize(
    "text",
    [
        "فاز الأهلي على الزمالك بهدف صاروخي في الدقيقة الأخيرة.",
        "شنت الصحافة هجوماً على مدرب المنتخب.",
        "وزير الدفاع يزور باريس لبحث العلاقات الثنائية.",
        "ارتفعت أسعار النفط بعد حرب تجارية بين واشنطن وبكين.",
        "اجتاحت عاصفة ثلجية شمال البلاد.",
        "فيلم عن حرب أكتوبر يفوز بجائزة مهرجان القاهرة.",
        "انسحب اللاعب من البطولة بسبب الإصابة.",
        "الشرطة تلقي القبض على عصابة مخدرات.",
        "سيطر رجال الإطفاء على حريق في مصنع.",
        "أصيب خمسة أشخاص في حادث سير.",
        "مجلس النواب يقر الموازنة.",
        "أطباء يخوضون معركة ضد السرطان.",
        "تدريبات المنتخب تنطلق غداً في الدوحة.",
        "أسراب الجراد تهاجم المزارع في اليمن.",
        "الدفاع المدني ينفذ تمرين إخلاء في مدرسة.",
        "هجوم لاذع من النائب على الحكومة.",
        "غزت المنتجات الصينية الأسواق.",
        "قتل رجل زوجته في مشاجرة عائلية.",
    ],
)
def test_what_only_sounds_military_is_no_signal(text: str) -> None:
    assert read(text) == ()


def test_vowel_signs_hide_no_word_and_the_trigger_keeps_them() -> None:
    signal = one("شنّت روسيا هجوماً واسعاً على خاركيف.", "ground_offensive")
    assert signal.trigger.text.startswith("هجوماً")


def test_numbers_are_read_beside_words_with_vowel_signs() -> None:
    signal = one("أسقطت الدفاعات الجوية الروسية 45 مسيّرة أوكرانية.", "air_defense")
    assert [(q.value, q.unit) for q in signal.quantities] == [(45, "drones")]


def test_who_denies_it_makes_it_negated() -> None:
    signal = one("نفت موسكو استهداف كييف بالصواريخ.", "missile_strike")
    assert signal.polarity == "negated"
    assert [a.claimant for a in signal.attribution] == ["موسكو"]
