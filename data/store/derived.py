"""The tables for speed of a snapshot: those of derived.sql, and one whose columns hang on which causes there are."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

_DERIVED = Path(__file__).with_name("derived.sql")


def derive(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill the derived tables of a snapshot from those of schema.sql; the snapshot is the connection's own database."""
    connection.execute(_DERIVED.read_text(encoding="utf-8"))
    _lost_to(connection)


def _lost_to(connection: duckdb.DuckDBPyConnection) -> None:
    """What each project lost to each cause, side by side: adding some of them up groups no rows then.

    The table lost_fact has one row per project that counts and has a printed total: project_no, total_score,
    full_year_budget_wan, and in `lost_n` its points lost to the cause with number n (0: none). The macro
    lost_to(chosen) has the same rows with the points lost to the causes chosen, as classified. What is chosen is known
    before the table is read, so that of other causes nothing is read.
    """
    causes = connection.execute("SELECT unnest(enum_range(NULL::cause_name))").fetchall()
    columns = [
        f"CAST(coalesce(sum(c.points) FILTER (enum_code(c.cause) = {number}), 0) AS DECIMAL(9, 2)) AS lost_{number}"
        for number in range(len(causes))
    ]
    connection.execute(
        f"CREATE TABLE lost_fact AS SELECT p.project_no, p.total_score, p.full_year_budget_wan, {', '.join(columns)} "
        "FROM project_fact p LEFT JOIN project_cause c USING (project_no) WHERE p.total_score IS NOT NULL "
        "GROUP BY p.project_no, p.total_score, p.full_year_budget_wan ORDER BY p.project_no"
    )
    chosen = [
        f"CASE WHEN list_contains(chosen, {_quoted(cause)}) THEN lost_{number} ELSE 0 END"
        for number, (cause,) in enumerate(causes)
    ]
    connection.execute(
        "CREATE MACRO lost_to(chosen) AS TABLE "
        f"SELECT project_no, total_score, full_year_budget_wan, {_added(chosen)} AS points FROM snap.lost_fact"
    )


def _quoted(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"


def _added(terms: Sequence[str]) -> str:
    """Their sum, halves in brackets: what is not chosen is a constant, and constants that meet are added up before."""
    if len(terms) == 1:
        return terms[0]
    half = len(terms) // 2
    return f"({_added(terms[:half])} + {_added(terms[half:])})"
