"""When: dates and times in running text, and which of them an event took place at."""
