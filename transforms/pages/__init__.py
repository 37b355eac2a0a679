"""Full text: what the page of an article says, and how that completes what its feed said."""
