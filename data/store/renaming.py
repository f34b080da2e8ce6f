"""Gives forms other identifiers in every table of a snapshot, once it is known which of several counts."""

from collections.abc import Mapping

import duckdb

_MOVED = "(SELECT unnest($old) AS old, unnest($new) AS new) moved"
_INDICATOR_PART = 9
"""What an indicator's identifier adds to its project's: a dash and eight digits."""


def _with(column: str) -> str:
    """The new identifier in place of the old one that a longer identifier begins with."""
    return f"{column} = moved.new || substr({column}, length(moved.old) + 1)"


_STATEMENTS = (
    f"UPDATE measure SET {_with('indicator_id')} FROM {_MOVED} "
    f"WHERE left(indicator_id, -{_INDICATOR_PART}) = moved.old",
    *(
        f"UPDATE {table} SET {', '.join(_with(column) for column in columns)} FROM {_MOVED} "
        "WHERE project_id = moved.old"
        for table, columns in (
            ("indicator", ("project_id", "indicator_id")),
            ("deduction", ("project_id", "indicator_id", "deduction_id")),
            ("finding", ("project_id", "indicator_id", "finding_id")),
            ("promise", ("project_id", "indicator_id", "promise_id")),
            ("funding", ("project_id",)),
            ("project", ("project_id",)),
        )
    ),
)


def rename(connection: duckdb.DuckDBPyConnection, names: Mapping[str, str]) -> None:
    """Every identifier that is, or begins with, an old one of `names` gets the new one; they may change places."""
    if not names:
        return
    moved = {"old": list(names), "new": list(names.values())}
    for statement in _STATEMENTS:
        connection.execute(statement, moved)
