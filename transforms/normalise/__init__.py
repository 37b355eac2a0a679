"""From what a source gives to an article: cleaned, dated, with one URL and its ids."""
