"""Words: the values and row types that every other part of Vedette speaks in."""
