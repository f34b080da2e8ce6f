"""What a snapshot holds, read past the code that serves it."""

from pathlib import Path

import duckdb

CONTENT_TABLES = ("project", "funding", "indicator", "deduction", "finding", "measure", "promise", "source_text")


def answers(path: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything that a rebuild must give again: all but the times."""
    found = {table: answers(path, f"SELECT * FROM {table} ORDER BY ALL") for table in CONTENT_TABLES}
    found["document"] = answers(path, "SELECT * EXCLUDE (imported_at) FROM document ORDER BY ALL")
    return found
