"""Verbs: what is done to an article. Pure functions in `x.py`, their PTransforms in `x_beam.py`."""
