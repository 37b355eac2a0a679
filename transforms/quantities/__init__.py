"""How many: numbers in every style that news writes them in, typed by what they count."""
