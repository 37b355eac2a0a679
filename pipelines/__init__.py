"""Sentences: sources, sinks, options, the graph and the command line."""
