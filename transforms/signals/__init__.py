"""Claims of military activity: one engine for all languages, one data file for each."""
