"""Linguistic analysis: sentences, tokens and entity mentions of an article, found once."""
