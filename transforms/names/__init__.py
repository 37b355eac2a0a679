"""Names of persons, organisations and places by rule, for languages that no model reads."""
