"""Places: names in any script and inflection, resolved to countries and coordinates."""
