"""French news: what its lexicon reads, and what it leaves alone."""

from functools import partial

import pytest

from tests.signals.analysed import PUBLISHED, real_signals, told

_told = partial(told, "fr")


@pytest.mark.parametrize(
    ("signal_type", "actor", "text"),
    [
        ("force_buildup", "RU", "Des centaines de chars russes sont massés à 30 km de Soumy."),
        ("deployment", "RW", "Le Rwanda a déployé 4 000 soldats au Nord-Kivu."),
        ("troop_movement", "RU", "Une colonne de blindés russes se dirigeait vers Kiev."),
        ("naval_activity", "CN", "Une frégate chinoise a franchi mercredi le détroit de Taïwan."),
        ("air_activity", "FR", "Deux Rafale français ont décollé pour intercepter un Tu-160."),
        ("border_violation", "CN", "Un avion espion chinois a violé l'espace aérien japonais."),
        ("exercise", "RU", "La Russie et la Biélorussie ont entamé les manœuvres Zapad-2025."),
        ("alert_readiness", "PL", "La Pologne a mis son armée en état d'alerte."),
        ("mobilization", "TD", "Le Tchad rappelle ses réservistes."),
        ("fortification", "PL", "L'armée polonaise creuse des fossés antichars à la frontière."),
        ("weapons_test", "KP", "La Corée du Nord a procédé à un tir de missile balistique."),
        ("threat_of_force", "IR", "L'Iran menace de fermer le détroit d'Ormuz."),
        ("ultimatum", "IL", "Israël a donné 24 heures au Hezbollah pour partir."),
        ("ground_combat", "CD", "L'armée congolaise affronte les rebelles du M23 à Masisi."),
        ("air_strike", "IL", "L'aviation israélienne a mené des raids contre le Hezbollah."),
        ("drone_strike", "RU", "Un drone russe a frappé un hôpital d'Odessa."),
        ("missile_strike", "RU", "La Russie a tiré dix missiles sur Kharkiv."),
        ("shelling", "SD", "L'artillerie soudanaise a pilonné un marché d'Omdourman."),
        ("naval_attack", "DE", "Le pétrolier Eventin a été arraisonné par la marine allemande."),
        ("cbrn_use", "SD", "L'usage du chlore par l'armée soudanaise est documenté."),
        ("air_defense", "UA", "Kiev affirme avoir abattu 62 drones lancés par la Russie."),
        ("territorial_control", "CD", "Les FARDC ont repris la localité de Kanyabayonga."),
        ("blockade", "SD", "Les paramilitaires des FSR assiègent El-Fasher."),
        ("withdrawal", "FR", "Les troupes françaises ont achevé leur retrait du Tchad."),
        ("ceasefire", "ML", "La junte malienne a proclamé un cessez-le-feu unilatéral."),
        ("ceasefire_violation", "AZ", "L'Azerbaïdjan a violé la trêve à deux reprises."),
        ("military_aid", "DE", "Berlin livrera quatre systèmes IRIS-T à l'Ukraine."),
        ("military_cooperation", "FR", "Paris et Varsovie ont signé un accord de défense."),
    ],
)  # fmt: skip
def test_each_type_is_read_with_who_does_it(signal_type: str, actor: str, text: str) -> None:
    signal = _told(text, signal_type)
    assert signal.actors[0].country == actor
    assert signal.polarity == "affirmed"


def test_the_conditional_of_hearsay_is_possible() -> None:
    assert (
        _told("Le Rwanda aurait déployé des soldats à Goma.", "deployment").certainty == "possible"
    )


def test_a_future_is_future_and_asserted() -> None:
    signal = _told("Berlin livrera quatre chars à Kiev.", "military_aid")
    assert (signal.temporality, signal.certainty) == ("future", "asserted")


def test_a_denial_negates_and_names_who_denies() -> None:
    signal = _told("Moscou a catégoriquement démenti toute frappe sur Odessa.", "air_strike")
    assert signal.polarity == "negated"
    assert signal.attribution[0].claimant == "Moscou"
    assert signal.attribution[0].stance == "denies"


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Un drone russe a frappé Odessa, a déclaré mardi le gouverneur.", "le gouverneur"),
        ("Un drone russe a frappé Odessa, selon l'état-major ukrainien.", "l'état-major ukrainien"),
    ],
)
def test_a_claimant_may_follow_its_verb_or_selon(text: str, claimant: str) -> None:
    assert _told(text, "drone_strike").attribution[0].claimant == claimant


def test_who_was_killed_in_an_attack_is_not_the_attacker() -> None:
    text = "Des soldats nigériens ont été tués dans une attaque attribuée à l'EIGS près d'Ayorou."
    signal = _told(text, "ground_offensive")
    assert [a.text for a in signal.actors] == ["EIGS"]


def test_the_topic_of_a_headline_is_its_place_and_no_actor() -> None:
    signal = _told("Mali : une attaque djihadiste contre un camp militaire", "ground_offensive")
    assert [place.text for place in signal.locations] == ["Mali"]
    assert all(actor.text != "Mali" for actor in signal.actors)


@pytest.mark.parametrize(
    "text",
    [
        "La ligne d'attaque du PSG a bombardé le but de Lyon.",
        "Guerre des prix : les supermarchés lancent l'offensive en France.",
        "Une invasion de sauterelles menace le sud de la France.",
        "Les syndicats appellent à la mobilisation générale à Paris.",
        "L'avocat de la défense a lancé une attaque contre le parquet de Lyon.",
        "Le ministre de la Défense a inauguré une maternité à Kinshasa.",
        "Vladimir Poutine a été victime d'une crise cardiaque, selon une rumeur.",
        "L'occupation des sols a changé en Ukraine depuis dix ans.",
        "Bombardé de questions, le maire de Nice a quitté la salle.",
        "Une bombe météorologique a frappé la Bretagne.",
        "Un exercice d'évacuation a eu lieu dans une école de Bruxelles.",
        "La retraite aux flambeaux a réuni 300 personnes à Dijon.",
    ],
)
def test_borrowed_words_of_war_are_no_signals(text: str) -> None:
    assert not real_signals(text, "", PUBLISHED, "fr")


@pytest.mark.parametrize(
    ("signal_type", "text"),
    [
        ("force_buildup", "Ankara dépêche des renforts à la frontière syrienne."),
        ("troop_movement", "Moscou déplace des unités de Kherson vers le Donbass."),
        ("deployment", "Paris projette un bataillon en Roumanie."),
        ("air_activity", "Des Rafale français ont pris en chasse un Il-20 russe."),
        ("border_violation", "Un drone russe s'est aventuré en Pologne."),
        ("alert_readiness", "La Pologne a relevé le niveau d'alerte de son armée."),
        ("logistics_preparation", "L'armée russe achemine des stocks de sang vers Briansk."),
        ("ultimatum", "Le M23 exige le retrait des troupes burundaises du Sud-Kivu."),
        ("warning", "L'ONU craint un embrasement régional après les frappes."),
        ("ground_offensive", "L'armée israélienne s'enfonce dans le sud du Liban."),
        ("air_strike", "Israël bombarde l'aéroport de Sanaa."),
        ("naval_attack", "Les Houthis ont attaqué un vraquier grec."),
        ("bombing", "Voiture piégée à Mogadiscio : huit morts."),
        ("cyber_attack", "L'opérateur Kyivstar paralysé par une cyberattaque."),
        ("sabotage", "Des inconnus ont fait dérailler un train militaire près de Briansk."),
        ("withdrawal", "Les Russes se retirent de Kherson."),
        ("ceasefire_violation", "Trêve rompue dès les premières heures à Khartoum."),
        ("prisoner_exchange", "Le Hamas a remis trois otages à la Croix-Rouge."),
        ("military_cooperation", "La Finlande a rejoint l'Otan."),
        ("losses", "Un commandant du Hezbollah éliminé à Beyrouth."),
    ],
)
def test_ordinary_wordings_of_a_type_are_read(signal_type: str, text: str) -> None:
    assert _told(text, signal_type).type == signal_type


@pytest.mark.parametrize(
    "text",
    [
        "Airbus livre dix avions à une compagnie indienne.",
        "Rafael Nadal abandonne à Madrid sur blessure.",
        "Le cyclone a fait 30 morts à Madagascar.",
        "Le gouvernement déclare la guerre aux moustiques à Nice.",
        "Le général Dupont, mort à 92 ans, sera inhumé jeudi à Paris.",
    ],
)
def test_business_sport_and_obituaries_are_left_alone(text: str) -> None:
    assert real_signals(text, "", PUBLISHED, "fr") == ()


@pytest.mark.parametrize(
    ("signal_type", "text"),
    [
        ("missile_strike", "Déluge de missiles sur Kiev"),
        ("air_strike", "Bombes planantes russes sur Kharkiv"),
        ("shelling", "Obus sur le marché d'Omdourman"),
        ("bombing", "Voiture piégée à Mogadiscio devant la présidence"),
        ("blockade", "Bamako asphyxiée par le blocus djihadiste"),
        ("air_defense", "Un Su-25 abattu dans le Donetsk"),
        ("cyber_attack", "Brouillage GPS en Baltique : Helsinki accuse Moscou"),
        ("sabotage", "Rails sabotés en Pologne sur la ligne vers l'Ukraine"),
    ],
)
def test_a_headline_needs_no_verb(signal_type: str, text: str) -> None:
    assert signal_type in {s.type for s in real_signals(text, "", PUBLISHED, "fr")}
