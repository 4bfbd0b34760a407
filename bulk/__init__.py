"""Archives of articles: rows in, records out, part by part, so that a killed run goes on where it stood."""
