"""The signal engine: rules over sentences, tokens and entities; one engine, one data file a language."""
