"""The command line: parse, build, run; one-line errors and exit codes, no logic."""
