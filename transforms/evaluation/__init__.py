"""Scores: how well the extractors do on labelled data."""
