"""Closed vocabularies of the streams: each is the set of values that one field may hold."""

from typing import Literal, get_args

Stream = Literal[
    "articles",
    "entities",
    "signals",
    "story_members",
    "stories",
    "alerts",
    "feed_health",
    "dropped",
    "dead_letter",
]
PublishedAtBasis = Literal["feed", "page", "header", "input", "unknown"]
TextBasis = Literal["feed_full", "feed_summary", "page", "input"]

DropReason = Literal[
    "already_seen", "too_old", "empty", "language_excluded", "filtered", "retracted"
]
DeadLetterReason = Literal[
    "malformed_feed",
    "malformed_json",
    "missing_text",
    "invalid_field",
    "too_large",
    "entity_declaration",
    "undecodable",
    "empty_body",
    "unreadable",
    "analysis_failed",
]
PollOutcome = Literal[
    "ok",
    "not_modified",
    "empty",
    "moved",
    "gone",
    "rate_limited",
    "blocked_by_robots",
    "refused_address",
    "timeout",
    "too_large",
    "not_a_feed",
    "http_error",
    "network_error",
]

EntityLabel = Literal[
    "PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "MILITARY_UNIT", "EQUIPMENT", "EVENT"
]
Echelon = Literal[
    "squad",
    "platoon",
    "company",
    "battalion",
    "regiment",
    "brigade",
    "division",
    "corps",
    "army",
    "army_group",
    "fleet",
    "squadron",
    "wing",
    "other",
]
EquipmentClass = Literal[
    "tank",
    "armored_vehicle",
    "artillery",
    "rocket_artillery",
    "air_defense",
    "aircraft",
    "helicopter",
    "drone",
    "missile",
    "ship",
    "submarine",
    "other",
]

SignalFamily = Literal[
    "posture", "verbal", "force", "control", "de-escalation", "support", "consequence"
]
SignalType = Literal[
    "force_buildup",
    "troop_movement",
    "deployment",
    "naval_activity",
    "air_activity",
    "border_violation",
    "exercise",
    "alert_readiness",
    "mobilization",
    "fortification",
    "logistics_preparation",
    "weapons_test",
    "threat_of_force",
    "ultimatum",
    "warning",
    "ground_combat",
    "ground_offensive",
    "air_strike",
    "drone_strike",
    "missile_strike",
    "shelling",
    "naval_attack",
    "bombing",
    "cbrn_use",
    "air_defense",
    "cyber_attack",
    "sabotage",
    "territorial_control",
    "blockade",
    "martial_law",
    "withdrawal",
    "ceasefire",
    "ceasefire_violation",
    "prisoner_exchange",
    "military_aid",
    "military_cooperation",
    "losses",
]
SIGNAL_TYPES: tuple[SignalType, ...] = get_args(SignalType)

ActorKind = Literal["state", "armed_force", "unit", "non_state", "alliance", "person"]
Comparator = Literal["eq", "about", "at_least", "at_most", "range"]
QuantityUnit = Literal[
    "personnel",
    "tanks",
    "armored_vehicles",
    "artillery",
    "aircraft",
    "helicopters",
    "drones",
    "missiles",
    "ships",
    "battalions",
    "brigades",
    "vehicles",
    "submarines",
    "companies",
    "regiments",
    "divisions",
    "shells",
    "killed",
    "wounded",
    "captured",
    "missing",
    "prisoners",
    "other",
]
LocationRole = Literal["at", "near", "from", "to", "through"]
PlacePrecision = Literal["exact", "city", "admin1", "country", "region"]
UnresolvedReason = Literal["not_in_gazetteer", "ambiguous", "too_vague"]
TimePrecision = Literal["minute", "hour", "day", "week", "month", "season", "year", "decade"]
TimeBasis = Literal["explicit", "relative", "publication", "unknown"]
Polarity = Literal["affirmed", "negated"]
Temporality = Literal["current", "historical", "future"]
Certainty = Literal["asserted", "possible"]
Stance = Literal["asserts", "confirms", "denies", "warns", "accuses", "speculates"]
Evidence = Literal[
    "satellite_imagery",
    "official_statement",
    "intelligence",
    "eyewitness",
    "footage",
    "osint",
    "anonymous_source",
]

ClaimRelation = Literal["agrees", "updates", "contradicts"]
AlertKind = Literal["rule", "baseline", "convergence"]
