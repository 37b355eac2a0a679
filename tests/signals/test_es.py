"""The Spanish lexicon on sentences of its news, and on what only sounds like them."""

import pytest

from schemas.analysis import AnalysedArticle
from schemas.article import Language
from schemas.signal import Signal
from tests.signals.analysed import PUBLISHED, analyser, article
from transforms.signals.extract import load_extractor


def read(text: str) -> tuple[Signal, ...]:
    """The signals with the real analysis."""
    [found] = analyser().analyse([(article(text, "", PUBLISHED), Language("es", 1.0, "test"))])
    assert isinstance(found, AnalysedArticle)
    return load_extractor().extract(found).signals


def one(text: str, signal_type: str) -> Signal:
    """The first signal of the type."""
    return next(signal for signal in read(text) if signal.type == signal_type)


@pytest.mark.parametrize(
    ("signal_type", "text"),
    [
        ("ceasefire_violation", "UNIFIL cuenta 7.000 violaciones del acuerdo en Líbano."),
        ("shelling", "Los cañones turcos volvieron a castigar las posiciones kurdas de Manbij."),
        ("drone_strike", "Un enjambre de Shahed se abatió sobre Ternópil y dejó cuatro muertos."),
        ("territorial_control", "Los rebeldes se apoderan de Hama."),
        ("threat_of_force", "Irán: «Devolveremos golpe por golpe»."),
        ("prisoner_exchange", "El ELN suelta a dos soldados."),
        ("military_cooperation", "Filipinas abre cuatro bases a Estados Unidos."),
        ("force_buildup", "Rusia concentra tropas en la frontera con Ucrania."),
        ("force_buildup", "Rusia sigue amontonando blindados en Bélgorod, según Kiev."),
        ("troop_movement", "Columnas del M23 marchan sobre Uvira."),
        ("exercise", "La Legión practica con fuego real en el campo de tiro de Almería."),
        ("air_defense", "Los rebeldes tumban un helicóptero militar en Birmania."),
        ("withdrawal", "Francia abandona su última base en Chad."),
        ("cyber_attack", "Hackers norcoreanos roban secretos de submarinos a Seúl."),
        ("ceasefire", "Putin anuncia una pausa de 30 horas por Pascua."),
        ("naval_attack", "Ucrania echa a pique la corbeta rusa Iván Jurs."),
        ("troop_movement", "Un convoy militar ruso avanzaba hacia Járkov."),
        ("deployment", "Polonia desplegó 500 soldados en Lituania."),
        ("naval_activity", "Una fragata rusa cruzó el estrecho de Gibraltar."),
        ("air_activity", "Cazas polacos despegaron para interceptar un avión ruso."),
        ("border_violation", "Un dron ruso violó el espacio aéreo de Polonia."),
        ("exercise", "Rusia y Bielorrusia iniciaron maniobras militares conjuntas."),
        ("alert_readiness", "Guyana puso a sus Fuerzas Armadas en alerta máxima."),
        ("mobilization", "Rusia llama a filas a 160.000 reclutas."),
        ("fortification", "Las tropas ucranianas cavan trincheras cerca de Járkov."),
        ("logistics_preparation", "Rusia instaló hospitales de campaña en la frontera."),
        ("weapons_test", "Corea del Norte probó un misil balístico."),
        ("threat_of_force", "Irán amenaza con atacar a Israel."),
        ("ultimatum", "Turquía dio un ultimátum a las milicias kurdas."),
        ("warning", "Polonia advierte de una invasión rusa."),
        ("ground_combat", "Se registraron combates entre el Ejército y el ELN en Arauca."),
        ("ground_offensive", "Israel lanzó una ofensiva terrestre en Gaza."),
        ("air_strike", "Cazas israelíes bombardearon Beirut."),
        ("drone_strike", "Un ataque con drones dañó una refinería en Rusia."),
        ("missile_strike", "Misiles rusos alcanzaron Odesa."),
        ("shelling", "La artillería rusa castigó Jersón."),
        ("naval_attack", "Los hutíes hundieron un carguero en el mar Rojo."),
        ("bombing", "Un coche bomba estalló ante un cuartel en Cali."),
        ("air_defense", "Ucrania derribó 20 drones rusos."),
        ("sabotage", "El ELN voló un tramo del oleoducto Caño Limón."),
        ("territorial_control", "Los rebeldes tomaron el control de Goma."),
        ("blockade", "Israel cierra los pasos hacia Gaza."),
        ("withdrawal", "Rusia retiró sus tropas de Jersón."),
        ("ceasefire", "Israel y Hezbolá acordaron un alto el fuego."),
        ("ceasefire_violation", "Kiev acusa a Rusia de violar la tregua."),
        ("prisoner_exchange", "Rusia y Ucrania canjearon 200 prisioneros."),
        ("military_aid", "Alemania entregará tanques Leopard a Ucrania."),
        ("losses", "Tres soldados colombianos murieron en una emboscada."),
    ],
)  # fmt: skip
def test_a_sentence_gives_its_type(signal_type: str, text: str) -> None:
    assert signal_type in {signal.type for signal in read(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Djokovic resistió el bombardeo del saque de Fritz en Nueva York.",
        "El BBVA prepara un segundo asalto al Sabadell.",
        "El delantero disparó desde fuera del área y selló la victoria del equipo local.",
        "El Gobierno combate la inflación con una batería de medidas.",
        "La guerra de precios entre supermercados golpea a las marcas.",
        "Un ejército de fans invadió el estadio para ver a la cantante.",
        "Los sindicatos movilizan a los trabajadores y anuncian una huelga.",
        "El pasado lunes el presidente habló por teléfono con su homólogo francés.",
        "La Corte Suprema ordenó una investigación por parte de la Fiscalía de Colombia.",
        "Una bomba de la Segunda Guerra Mundial fue hallada en una obra de Berlín.",
        "La vicepresidenta atacó a la oposición en el Congreso.",
        "El alcalde recibió un ultimátum de los taxistas en huelga.",
        "Los bomberos combaten un incendio forestal en Galicia.",
        "El tenista español conquistó el torneo tras una batalla de cinco sets.",
    ],
)  # fmt: skip
def test_what_only_sounds_military_gives_nothing(text: str) -> None:
    assert not read(text)


def test_a_denial_is_negated_and_named() -> None:
    signal = one("Teherán negó haber entregado drones a Moscú.", "military_aid")
    assert signal.polarity == "negated"
    assert signal.attribution[0].stance == "denies"


def test_the_conditional_of_hearsay_is_possible() -> None:
    signal = one("Rusia habría desplegado tropas en Siria.", "deployment")
    assert signal.certainty == "possible"


def test_a_claimant_stands_before_its_apposition() -> None:
    text = "El ministro de Defensa, Rustem Umérov, aseguró que Rusia desplegó tropas en Belgorod."
    assert one(text, "deployment").attribution[0].claimant == "El ministro de Defensa"


def test_a_claimant_follows_its_verb_and_the_day() -> None:
    text = "Las tropas rusas retroceden, dijo este miércoles el portavoz del Ejército."
    assert one(text, "withdrawal").attribution[0].claimant == "el portavoz del Ejército"


def test_nations_behind_nouns_act() -> None:
    signal = one("Aviones israelíes bombardearon Beirut.", "air_strike")
    assert [actor.country for actor in signal.actors] == ["IL"]


def test_what_follows_an_active_verb_is_no_actor() -> None:
    assert not one("Un dron invadió el espacio aéreo de Lituania.", "border_violation").actors


def test_at_least_is_no_minus() -> None:
    text = "Un bombardeo ruso dejó al menos 12 muertos en Járkov, dos de ellos soldados."
    [first, *_] = one(text, "losses").quantities
    assert (first.value, first.comparator) == (12, "at_least")


def test_a_verb_in_the_future_tells_what_will_be() -> None:
    assert one("Alemania enviará tanques a Ucrania.", "military_aid").temporality == "future"
