"""Each version once: what was seen before is dropped, with a reason."""
