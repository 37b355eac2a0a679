"""Where rows go, chosen by URL."""
