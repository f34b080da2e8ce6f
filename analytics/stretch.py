"""How many rows of a list are shown, and asked for, at a time."""

# DuckDB looks up to fifty numbers up in an index; for more it reads through all the texts that lie about them.
LIST_LIMIT = 50
