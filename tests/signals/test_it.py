"""Italian news: what its lexicon reads, and what it leaves alone."""

from functools import partial

import pytest

from tests.signals.analysed import PUBLISHED, real_signals, told

_told = partial(told, "it")


@pytest.mark.parametrize(
    ("signal_type", "actor", "text"),
    [
        ("force_buildup", "RU", "Centinaia di carri armati russi sono ammassati vicino a Sumy."),
        ("deployment", "RW", "Il Ruanda ha schierato 4.000 soldati nel Nord Kivu."),
        ("troop_movement", "RU", "Una colonna di blindati russi si dirige verso Kiev."),
        ("naval_activity", "CN", "Una fregata cinese ha attraversato lo stretto di Taiwan."),
        ("air_activity", "IT", "Due Eurofighter italiani sono decollati su allarme."),
        ("border_violation", "RU", "Un drone russo è entrato nello spazio aereo romeno."),
        ("exercise", "RU", "Russia e Bielorussia hanno avviato le esercitazioni Zapad."),
        ("mobilization", "RU", "Mosca richiama 300.000 riservisti."),
        ("fortification", "PL", "L'esercito polacco ha iniziato a scavare fossati anticarro."),
        ("weapons_test", "KP", "La Corea del Nord ha effettuato un nuovo test missilistico."),
        ("threat_of_force", "IR", "L'Iran minaccia di chiudere lo stretto di Hormuz."),
        ("ultimatum", "IL", "Israele ha dato 24 ore ai combattenti di Hezbollah per andarsene."),
        ("ground_combat", "CD", "Violenti scontri tra esercito congolese e ribelli dell'M23."),
        ("ground_offensive", "IL", "L'esercito israeliano ha lanciato un'offensiva su Rafah."),
        ("air_strike", "IL", "L'aviazione israeliana ha condotto raid contro Hezbollah."),
        ("drone_strike", "RU", "Un drone russo ha colpito un ospedale di Odessa."),
        ("missile_strike", "RU", "La Russia ha lanciato dieci missili su Kharkiv."),
        ("naval_attack", "DE", "La petroliera Eventin è stata abbordata dalla marina tedesca."),
        ("air_defense", "UA", "Kiev afferma di aver abbattuto 62 droni russi."),
        ("territorial_control", "CD", "L'esercito congolese ha riconquistato Masisi."),
        ("blockade", "SD", "I paramilitari delle Rsf assediano Al Fashir."),
        ("martial_law", "UA", "Il parlamento ucraino ha prorogato la legge marziale."),
        ("withdrawal", "FR", "Le truppe francesi hanno completato il ritiro dal Ciad."),
        ("ceasefire_violation", "AZ", "L'Azerbaigian ha violato la tregua due volte."),
        ("military_aid", "DE", "Berlino consegnerà quattro sistemi Iris-T a Kiev."),
        ("military_cooperation", "IT", "Roma e Varsavia hanno firmato un accordo di mutua difesa."),
    ],
)  # fmt: skip
def test_each_type_is_read_with_who_does_it(signal_type: str, actor: str, text: str) -> None:
    signal = _told(text, signal_type)
    assert signal.actors[0].country == actor
    assert signal.polarity == "affirmed"


def test_the_conditional_of_hearsay_is_possible() -> None:
    signal = _told("Il Ruanda avrebbe schierato soldati a Goma.", "deployment")
    assert signal.certainty == "possible"


def test_a_future_is_future_and_asserted() -> None:
    signal = _told("Berlino consegnerà quattro carri armati a Kiev.", "military_aid")
    assert (signal.temporality, signal.certainty) == ("future", "asserted")


def test_a_denial_negates_and_names_who_denies() -> None:
    signal = _told("Mosca ha seccamente smentito ogni raid su Odessa.", "air_strike")
    assert signal.polarity == "negated"
    assert signal.attribution[0].claimant == "Mosca"
    assert signal.attribution[0].stance == "denies"


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Un drone russo ha colpito Odessa, ha detto il governatore.", "il governatore"),
        ("Un drone russo ha colpito Odessa, secondo il comando ucraino.", "il comando ucraino"),
        ("Un drone russo ha colpito Odessa. Lo ha riferito l'esercito.", "l'esercito"),
    ],
)  # fmt: skip
def test_a_claimant_may_follow_its_verb_secondo_or_the_sentence(text: str, claimant: str) -> None:
    assert _told(text, "drone_strike").attribution[0].claimant == claimant


def test_the_topic_of_a_headline_is_its_place_and_no_actor() -> None:
    signal = _told("Ucraina, raid russo su Kharkiv", "air_strike")
    assert [actor.country for actor in signal.actors] == ["RU"]


@pytest.mark.parametrize(
    "text",
    [
        "La Juventus attacca il Milan nel finale.",
        "Il sindacato annuncia la mobilitazione generale dei metalmeccanici a Torino.",
        "Guerra dei prezzi tra i supermercati in Italia.",
        "Invasione di cavallette in Sardegna.",
        "Una bomba d'acqua ha colpito Genova.",
        "Attacco di panico per il cantante a Sanremo.",
        "Il ministro della Difesa ha inaugurato un ospedale a Napoli.",
        "L'occupazione giovanile in Italia cresce.",
        "La tregua natalizia tra i partiti a Roma è finita.",
        "Bombardato di domande, il sindaco di Bari ha lasciato la sala.",
        "La manovra economica passa alla Camera a Roma.",
        "Il ritiro della patente per il tifoso di Bologna.",
    ],
)
def test_borrowed_words_of_war_are_no_signals(text: str) -> None:
    assert not real_signals(text, "", PUBLISHED, "it")


@pytest.mark.parametrize(
    ("signal_type", "text"),
    [
        ("force_buildup", "Washington rafforza il dispositivo con una seconda portaerei."),
        ("troop_movement", "Israele sposta due divisioni da Gaza al confine con il Libano."),
        ("deployment", "Londra manda 600 soldati in Kosovo."),
        ("air_activity", "Caccia polacchi si sono alzati in volo."),
        ("border_violation", "Un drone russo finisce in Polonia."),
        ("alert_readiness", "Putin ha messo in allerta le forze nucleari."),
        ("logistics_preparation", "Ospedali da campo montati vicino al confine ucraino."),
        ("warning", "Kiev mette in guardia da una nuova offensiva russa."),
        ("ground_offensive", "Blitz israeliano a Jenin."),
        ("ground_combat", "Si combatte strada per strada a Khartum."),
        ("air_strike", "Israele bombarda l'aeroporto di Sanaa."),
        ("shelling", "L'artiglieria russa ha colpito un mercato a Kramatorsk."),
        ("bombing", "Il generale Kirillov ucciso da una bomba a Mosca."),
        ("cyber_attack", "Un cyberattacco paralizza l'operatore Kyivstar."),
        ("sabotage", "Due cavi sottomarini tranciati nel Baltico."),
        ("withdrawal", "I russi si ritirano da Kherson."),
        ("ceasefire", "Le armi tacciono nel Karabakh."),
        ("prisoner_exchange", "Hamas ha consegnato tre ostaggi alla Croce Rossa."),
        ("military_cooperation", "La Finlandia è entrata nella Nato."),
        ("losses", "Eliminato a Beirut un comandante di Hezbollah."),
    ],
)
def test_ordinary_wordings_of_a_type_are_read(signal_type: str, text: str) -> None:
    assert _told(text, signal_type).type == signal_type


@pytest.mark.parametrize(
    "text",
    [
        "Sinner si ritira a Madrid per infortunio.",
        "Ondata di caldo in Spagna.",
        "Incendio doloso in una fabbrica di Prato.",
        "Il Comune di Roma dichiara guerra alle zanzare.",
        "Il generale Rossi, morto a 92 anni, sarà sepolto giovedì a Torino.",
    ],
)
def test_sport_weather_and_obituaries_are_left_alone(text: str) -> None:
    assert real_signals(text, "", PUBLISHED, "it") == ()


@pytest.mark.parametrize(
    ("signal_type", "text"),
    [
        ("missile_strike", "Razzi dal Libano sulla Galilea"),
        ("drone_strike", "Droni ucraini su Mosca, chiusi quattro aeroporti"),
        ("territorial_control", "Bandiera russa su Toretsk"),
        ("territorial_control", "Caduta Avdiivka, Kiev conferma"),
        ("ground_combat", "Battaglia casa per casa nel centro di Pokrovsk"),
        ("ceasefire", "Tacciono i cannoni a Gaza"),
        ("prisoner_exchange", "Liberi gli ultimi ostaggi"),
        ("blockade", "El Fasher assediata da cinquecento giorni"),
    ],
)
def test_a_headline_needs_no_verb(signal_type: str, text: str) -> None:
    assert signal_type in {s.type for s in real_signals(text, "", PUBLISHED, "it")}
