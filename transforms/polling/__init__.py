"""When to ask a feed again, which feeds may be asked now, and what robots.txt allows."""
