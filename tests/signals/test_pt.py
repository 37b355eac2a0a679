"""The Portuguese lexicon on sentences of its news, and on what only sounds like them."""

import pytest

from schemas.analysis import AnalysedArticle
from schemas.article import Language
from schemas.signal import Signal
from tests.signals.analysed import PUBLISHED, analyser, article
from transforms.signals.extract import load_extractor


def read(text: str) -> tuple[Signal, ...]:
    """The signals with the real analysis."""
    [found] = analyser().analyse([(article(text, "", PUBLISHED), Language("pt", 1.0, "test"))])
    assert isinstance(found, AnalysedArticle)
    return load_extractor().extract(found).signals


def one(text: str, signal_type: str) -> Signal:
    """The first signal of the type."""
    return next(signal for signal in read(text) if signal.type == signal_type)


@pytest.mark.parametrize(
    ("signal_type", "text"),
    [
        ("shelling", "Obuses de 122 mm voltaram a cair nos arredores de El Obeid."),
        ("drone_strike", "Drones russos caíram sobre um mercado de Kherson."),
        ("losses", "Cinco militares moçambicanos tombaram em confrontos com insurgentes."),
        ("air_strike", "Aviação de Mianmar volta a martelar Falam."),
        ("military_cooperation", "Filipinas abrem quatro bases aos Estados Unidos."),
        ("prisoner_exchange", "ELN solta dois soldados."),
        ("force_buildup", "A Rússia concentra tropas na fronteira com a Ucrânia."),
        ("alert_readiness", "Tropas venezuelanas aquarteladas e em alerta vermelho."),
        ("troop_movement", "Trens com tanques russos seguem há dias para Rostov."),
        ("withdrawal", "França deixa a última base no Chade."),
        ("naval_attack", "Ucrânia põe a pique corveta russa."),
        ("air_strike", "Sanaa sob bombas americanas."),
        ("ceasefire", "Armas calam-se no Líbano após 14 meses."),
        ("blockade", "El Fasher está há 500 dias cercada pelas RSF."),
        ("cyber_attack", "Piratas informáticos russos deitam abaixo site do Parlamento."),
        ("troop_movement", "Um comboio militar russo seguia para Kharkiv."),
        ("deployment", "Portugal destacou 200 militares para a Roménia."),
        ("naval_activity", "Uma fragata russa atravessou o estreito de Gibraltar."),
        ("air_activity", "Caças portugueses descolaram para intercetar um avião russo."),
        ("border_violation", "Um drone russo violou o espaço aéreo da Polônia."),
        ("exercise", "A Rússia e a Bielorrússia iniciaram exercícios militares conjuntos."),
        ("alert_readiness", "A Guiana colocou as Forças Armadas em alerta máximo."),
        ("mobilization", "Israel convocou 60 mil reservistas."),
        ("fortification", "Tropas ucranianas cavam trincheiras perto de Kharkiv."),
        ("logistics_preparation", "A Rússia instalou hospitais de campanha na fronteira."),
        ("weapons_test", "A Coreia do Norte testou um míssil balístico."),
        ("threat_of_force", "O Irã ameaça atacar Israel."),
        ("ultimatum", "A Turquia deu um ultimato às milícias curdas."),
        ("warning", "A Polônia alerta para uma invasão russa."),
        ("ground_combat", "Houve combates entre o Exército e rebeldes em Goma."),
        ("ground_offensive", "Israel lançou uma ofensiva terrestre em Gaza."),
        ("air_strike", "Caças israelenses bombardearam Beirute."),
        ("drone_strike", "Um ataque com drones danificou uma refinaria na Rússia."),
        ("missile_strike", "Mísseis russos atingiram Odessa."),
        ("shelling", "A artilharia russa castigou Kherson."),
        ("naval_attack", "Os houthis afundaram um cargueiro no mar Vermelho."),
        ("bombing", "Um carro-bomba explodiu diante de um quartel em Cabul."),
        ("air_defense", "A Ucrânia abateu 20 drones russos."),
        ("sabotage", "Cabos submarinos foram cortados no Báltico; fala-se em sabotagem."),
        ("territorial_control", "Os rebeldes tomaram o controle de Goma."),
        ("blockade", "Israel fecha as passagens para Gaza."),
        ("withdrawal", "A Rússia retirou as suas tropas de Kherson."),
        ("ceasefire", "Israel e o Hezbollah acordaram um cessar-fogo."),
        ("ceasefire_violation", "Kiev acusa a Rússia de violar o cessar-fogo."),
        ("prisoner_exchange", "Rússia e Ucrânia trocaram 200 prisioneiros de guerra."),
        ("military_aid", "A Alemanha entregará tanques Leopard à Ucrânia."),
        ("losses", "Três soldados morreram numa emboscada no Mali."),
    ],
)  # fmt: skip
def test_a_sentence_gives_its_type(signal_type: str, text: str) -> None:
    assert signal_type in {signal.type for signal in read(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Bombardeio de fake news marca segundo turno em Curitiba.",
        "Invasão de carros elétricos chineses leva montadoras a pedir barreira a Brasília.",
        "O atacante disparou de fora da área e selou a vitória no campeonato brasileiro.",
        "O governo combate a inflação com novas medidas.",
        "A guerra de preços entre supermercados atinge as marcas.",
        "Um exército de fãs invadiu o estádio para ver a cantora.",
        "Os sindicatos mobilizam os trabalhadores e anunciam uma greve.",
        "Na semana passada o presidente falou por telefone com o homólogo francês.",
        "O ministro visitou a maior parte das escolas do Porto.",
        "Uma bomba da Segunda Guerra Mundial foi encontrada numa obra em Berlim.",
        "O deputado atacou a oposição no Congresso.",
        "O prefeito recebeu um ultimato dos taxistas em greve.",
        "Bombeiros combatem um incêndio florestal em Leiria.",
        "O tenista português conquistou o torneio após uma batalha de cinco sets.",
    ],
)  # fmt: skip
def test_what_only_sounds_military_gives_nothing(text: str) -> None:
    assert not read(text)


def test_a_denial_is_negated_and_named() -> None:
    signal = one("O Irão nega ter enviado mísseis à Rússia.", "military_aid")
    assert signal.polarity == "negated"
    assert signal.attribution[0].stance == "denies"


@pytest.mark.parametrize("verb", ["teria destacado", "terá destacado"])
def test_hearsay_is_possible_in_the_words_of_both_countries(verb: str) -> None:
    assert one(f"A Rússia {verb} tropas na Síria.", "deployment").certainty == "possible"


def test_a_claimant_follows_its_verb_and_the_day() -> None:
    text = "As tropas russas recuaram, disse nesta quarta-feira o porta-voz do Exército."
    assert one(text, "withdrawal").attribution[0].claimant == "o porta-voz do Exército"


def test_who_was_told_is_no_claimant() -> None:
    text = "Rebeldes tomaram a cidade de Goma, informou à AFP um porta-voz do Exército."
    signal = one(text, "territorial_control")
    assert signal.attribution[0].claimant == "um porta-voz do Exército"


def test_an_ordinal_is_no_source() -> None:
    text = "Israel bombardeou Beirute pelo segundo dia seguido."
    assert not one(text, "air_strike").attribution


def test_an_article_does_not_make_a_nation_a_place() -> None:
    signal = one("A Rússia bombardeou Kharkiv.", "air_strike")
    assert [actor.country for actor in signal.actors] == ["RU"]
    assert [place.text for place in signal.locations] == ["Kharkiv"]


def test_at_least_is_no_minus() -> None:
    text = "Um bombardeio russo matou pelo menos 12 soldados em Kharkiv."
    [first, *_] = one(text, "losses").quantities
    assert (first.value, first.comparator) == (12, "at_least")
