"""The Turkish lexicon on sentences of its news, and on what only sounds like them."""

import pytest

from schemas.analysis import AnalysedArticle
from schemas.article import Language
from schemas.signal import Signal
from tests.signals.analysed import PUBLISHED, analyser, article
from transforms.signals.extract import load_extractor


def read(text: str) -> tuple[Signal, ...]:
    """The signals with the real analysis."""
    [found] = analyser().analyse([(article(text, "", PUBLISHED), Language("tr", 1.0, "test"))])
    assert isinstance(found, AnalysedArticle)
    return load_extractor().extract(found).signals


def one(text: str, signal_type: str) -> Signal:
    """The first signal of the type."""
    return next(signal for signal in read(text) if signal.type == signal_type)


@pytest.mark.parametrize(
    ("signal_type", "text"),
    [
        ("force_buildup", "Rusya, Harkiv sınırında yaklaşık 50 bin asker topladı."),
        ("troop_movement", "Uzun bir askeri konvoy Kiev'e doğru ilerliyor."),
        ("deployment", "Almanya Litvanya'ya kalıcı tugay konuşlandırdı."),
        ("naval_activity", "Rus savaş gemisi İstanbul Boğazı'ndan geçti."),
        ("air_activity", "Eurofighter'lar Baltık üzerinde Rus uçaklarını önlemek için havalandı."),
        ("border_violation", "Rus İHA'sı Romanya hava sahasını ihlal etti."),
        ("exercise", "NATO, Norveç'te Soğuk Yanıt tatbikatına başladı."),
        ("alert_readiness", "İsrail ordusu kuzey sınırında alarm seviyesini yükseltti."),
        ("mobilization", "İsrail 60 bin yedek askeri göreve çağırdı."),
        ("fortification", "Polonya, Belarus sınırına tank engelleri inşa ediyor."),
        ("logistics_preparation", "Rusya, Belgorod'da sahra hastaneleri kurdu."),
        ("weapons_test", "Kuzey Kore kıtalararası balistik füze denedi."),
        ("threat_of_force", "İran, İsrail'i yerle bir etmekle tehdit etti."),
        ("ultimatum", "İsrail, Gazze kentinin boşaltılması için 24 saat süre tanıdı."),
        ("warning", "NATO, Rusya'nın beş yıl içinde saldırabileceği uyarısında bulundu."),
        ("ground_combat", "Hartum'da ordu ile HDK arasında şiddetli çatışmalar yaşandı."),
        ("ground_offensive", "Rusya, Ukrayna'yı işgal etti."),
        ("air_strike", "İsrail savaş uçakları Beyrut'u bombaladı."),
        ("drone_strike", "Ukrayna'ya ait İHA'lar Rus rafinerisini vurdu."),
        ("missile_strike", "Rus füzesi Kiev'de bir apartmana isabet etti."),
        ("shelling", "Rus topçusu Herson'u dövdü."),
        ("naval_attack", "Husiler Kızıldeniz'de bir yük gemisine saldırdı."),
        ("bombing", "Kabil'de camide canlı bomba kendini patlattı."),
        ("cbrn_use", "Suriye rejimi Duma'da klor gazı kullandı."),
        ("air_defense", "Ukrayna hava savunması 60 İHA'yı düşürdü."),
        ("cyber_attack", "Çinli bilgisayar korsanları ABD Hazine Bakanlığı'na sızdı."),
        ("sabotage", "Baltık Denizi'ndeki denizaltı kablosu kesildi."),
        ("territorial_control", "Taliban Kunduz'u ele geçirdi."),
        ("blockade", "İsrail Gazze'ye ablukayı sıkılaştırdı."),
        ("martial_law", "Güney Kore Devlet Başkanı sıkıyönetim ilan etti."),
        ("withdrawal", "Fransız askerleri Nijer'den ayrıldı."),
        ("ceasefire", "İsrail ile Hizbullah arasında ateşkes yürürlüğe girdi."),
        ("ceasefire_violation", "İsrail ordusu ateşkesi ihlal ederek Güney Lübnan'ı vurdu."),
        ("prisoner_exchange", "Rusya ve Ukrayna 300'er savaş esirini takas etti."),
        ("military_aid", "Almanya Ukrayna'ya 14 Leopard tankı veriyor."),
        ("military_cooperation", "Türkiye ile Suriye savunma iş birliği anlaşması imzaladı."),
        ("losses", "Çatışmada 3 asker şehit oldu, 5'i yaralandı."),
        ("drone_strike", "Port Sudan'daki yakıt deposu insansız hava araçlarıyla hedef alındı."),
        ("air_defense", "Rus Su-25'i Pokrovsk yakınlarında vurularak düşürüldü."),
        (
            "naval_attack",
            "İran Devrim Muhafızları Marshall Adaları bandıralı bir tankere el koydu.",
        ),
        ("territorial_control", "Halep muhaliflerin eline geçti."),
        ("blockade", "HDK El Faşir'i bir yıldır kuşatma altında tutuyor."),
        ("sabotage", "Rusya'da demiryolu hattı havaya uçuruldu."),
        ("threat_of_force", "Trump İran'ı bombalamakla tehdit etti."),
        ("ultimatum", "ECOWAS darbecilere bir hafta süre verdi."),
        ("mobilization", "Kremlin 120 bin kişiyi askere çağırdı."),
        ("fortification", "Çin, Güney Çin Denizi'ndeki resifte askeri pist inşa etti."),
        ("withdrawal", "Fransa son askerlerini Nijer'den çekti."),
        ("military_aid", "Çekya Kiev'e yarım milyon top mermisi sağlayacak."),
    ],
)
def test_every_type_is_found_in_plain_news(signal_type: str, text: str) -> None:
    assert signal_type in {signal.type for signal in read(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Fenerbahçe derbide Galatasaray'ı 3-0 bombaladı.",
        "Milli takım teknik direktörü hücum hattını güçlendirmek istiyor.",
        "Şirket, Avrupa pazarını ele geçirmek için yeni bir strateji başlattı.",
        "Süpermarketler arasında fiyat savaşı kızıştı.",
        "Milli Savunma Bakanı, mevkidaşıyla Brüksel'de görüştü.",
        "Meclis, savunma bütçesini kabul etti.",
        "Orman yangınına müdahale eden helikopter su almak için baraja indi.",
        "AFAD ekipleri okulda deprem tatbikatı yaptı.",
        "Bakan, sağlık alanında seferberlik başlatacaklarını söyledi.",
        "Ünlü oyuncu, yeni savaş filminde bir komutanı canlandırıyor.",
        "Yaban domuzları tarlaları istila etti.",
        "Polis, uyuşturucu çetesine operasyon düzenledi: 12 gözaltı",
        "Trafik kazasında üç kişi hayatını kaybetti, beş kişi yaralandı.",
        "Sivrisinekler turistleri canından bezdirdi.",
        "Kalp krizi geçiren emekli asker kurtarılamadı.",
        "Cumhurbaşkanı Erdoğan, Macaristan Başbakanı Orban ile bir araya geldi.",
        "Bilim insanları kanserle savaşta yeni bir silah buldu.",
        "Belediye, sokak hayvanları için seferber oldu.",
        "Bakan Güler, şehit yakınlarını kabul ederek taziyelerini iletti.",
        "Savunma sanayii ihracatı rekor kırdı.",
        "Tarihi Çanakkale Köprüsü trafiğe kapatıldı.",
        "Kızamık salgınına karşı aşı seferberliği başlatıldı.",
        "Görüşmede ikili ilişkiler ve bölgesel gelişmeler ele alındı.",
    ],
)
def test_what_only_sounds_military_is_no_signal(text: str) -> None:
    assert read(text) == ()


def test_who_opens_the_sentence_claims_what_its_last_verb_reports() -> None:
    signal = one(
        "Ukrayna, Rusya'nın Harkiv'e füze saldırısı düzenlediğini açıkladı.", "missile_strike"
    )
    assert [a.claimant for a in signal.attribution] == ["Ukrayna"]
    assert [a.country for a in signal.actors] == ["RU"]


def test_a_verb_in_the_future_tells_what_is_to_come() -> None:
    signal = one("Almanya Ukrayna'ya 14 tank verecek.", "military_aid")
    assert signal.temporality == "future"
    assert [(q.value, q.unit) for q in signal.quantities] == [(14, "tanks")]


def test_a_verb_of_ability_tells_what_may_be() -> None:
    assert one("İran, Hürmüz Boğazı'nı kapatabilir.", "blockade").certainty == "possible"


def test_soft_g_and_dotless_i_are_read_in_any_spelling() -> None:
    assert one("RUSYA SINIRA ASKER YIĞDI.", "force_buildup").polarity == "affirmed"
