"""指标检索: indicators whose name, target, actual or reason hold all words, best hits first, with their places."""

from dataclasses import dataclass, replace
from decimal import Decimal

from analytics.scope import Scope, folded, search_words
from analytics.scoped import Parameters, scoped
from analytics.stretch import LIST_LIMIT
from analytics.values import points, whole
from data.store.snapshot import Snapshot

FIELDS = ("name", "target", "actual", "deviation_reason")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hit:
    """One row per indicator found. rank: how many points its hits are worth (a word in the name most)."""

    project_id: str
    project_name: str | None
    fiscal_year: int | None
    implementing_unit: str | None
    document_id: str
    indicator_id: str
    ordinal: int
    level1: str | None
    level2: str | None
    name: str | None
    target: str | None
    actual: str | None
    weight: Decimal | None
    score: Decimal | None
    deduction: Decimal | None
    deviation_reason: str | None
    source_line: int | None
    source_place: str
    rank: int

    def spans(self, field: str, words: tuple[str, ...]) -> tuple[Span, ...]:
        """Where the words stand in one of FIELDS: (start, end) in the text as printed, in order, not overlapping."""
        return spans(getattr(self, field), words)


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of the hits, and how many indicators and projects there are in all. words: as looked up."""

    hits: tuple[Hit, ...]
    total: int
    projects: int
    points_lost: Decimal
    words: tuple[str, ...]


def spans(content: str | None, words: tuple[str, ...]) -> tuple[Span, ...]:
    """Where the words stand in a text; touching and overlapping hits become one.

    >>> spans("受疫情影响,ＡＢ", ("疫情", "影响", "ab"))
    ((1, 5), (6, 8))
    """
    if not content:
        return ()
    text = folded(content)
    found = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.append((at, at + len(word)))
            at = text.find(word, at + len(word))
    merged: list[Span] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


# A word in the name is worth more than one elsewhere; fields of search_text end with U+001F, the name is the first.
_RANK = "CASE WHEN contains(split_part(search_text, chr(31), 1), $word_{i}) THEN 2 ELSE 1 END"
_COLUMNS = """
    p.project_id, p.name AS project_name, p.fiscal_year, p.implementing_unit, p.document_id, {x}.indicator_id,
    {x}.ordinal, l.level1, l.level2, {x}.name, {x}.target, {x}.actual, {x}.weight, {x}.score, {lost} AS deduction,
    {x}.deviation_reason, {x}.source_line, {x}.source_place"""
# Texts are read of the page alone, by their place in the table: to find them by their numbers reads through all texts.
_OPENED = f"""
    placed AS (
        SELECT f.rowid AS place, chosen.rank FROM chosen JOIN snap.indicator_fact f USING (indicator_no)
    ), opened AS (
        SELECT {_COLUMNS.format(x="i", lost="i.deduction")}, placed.rank, i.indicator_no
        FROM placed JOIN snap.indicator_fact i ON i.rowid = placed.place
        JOIN snap.project_fact p USING (project_no) JOIN snap.level l ON l.level_no = i.level_no
    )"""
_ORDER = "ORDER BY opened.rank DESC, opened.deduction DESC NULLS LAST, opened.indicator_no"
# The rows are looked through once: what is found is kept, counted and ranked by numbers.
_HITS = f"""
    WITH hit AS MATERIALIZED (
        SELECT indicator_no, project_no, deduction, CAST({{rank}} AS TINYINT) AS rank FROM scoped_indicator
    ), counted AS (
        SELECT count(*) AS total, count_projects(project_no) AS projects,
               coalesce(sum(deduction) FILTER (deduction > 0), 0) AS lost FROM hit
    ), chosen AS (
        SELECT indicator_no, rank FROM hit
        ORDER BY rank DESC, deduction DESC NULLS LAST, indicator_no LIMIT $limit OFFSET $offset
    ), {_OPENED}
    SELECT counted.*, opened.* FROM counted LEFT JOIN opened ON true {_ORDER}
"""
# Without a word every row is a hit: they are counted already, and those that lost most stand in a table in that order.
_COUNTED = """
    SELECT coalesce(CAST(sum(indicators) AS BIGINT), 0) AS total, count_projects(project_no) AS projects,
           coalesce(sum(points_lost), 0) AS lost, coalesce(CAST(sum(deducted) AS BIGINT), 0) AS deducted
    FROM scoped_level
"""
# Where causes select, every row in scope is a loss, and there are few.
_COUNTED_LOSSES = """
    SELECT count(*) AS total, count_projects(project_no) AS projects,
           coalesce(sum(points) FILTER (points > 0), 0) AS lost, count(*) FILTER (points > 0) AS deducted
    FROM scoped_deduction WHERE indicator_no IS NOT NULL
"""
_MOST_LOST = f"""
    WITH chosen AS (
        SELECT deduction_no FROM scoped_deduction WHERE indicator_no IS NOT NULL AND points > 0
        ORDER BY deduction_no LIMIT $limit OFFSET $offset
    )
    SELECT {_COLUMNS.format(x="d", lost="d.points")}, 0 AS rank
    FROM current_deduction d JOIN chosen USING (deduction_no)
    JOIN snap.project_fact p ON p.project_no = d.project_no JOIN snap.level l ON l.level_no = d.level_no
    ORDER BY d.deduction_no
"""
_ANY = f"""
    WITH chosen AS (
        SELECT indicator_no, 0 AS rank FROM scoped_indicator
        ORDER BY deduction DESC NULLS LAST, indicator_no LIMIT $limit OFFSET $offset
    ), {_OPENED}
    SELECT opened.* EXCLUDE (indicator_no) FROM opened {_ORDER}
"""


def search(snapshot: Snapshot, scope: Scope, words: str = "", limit: int = LIST_LIMIT, offset: int = 0) -> Found:
    """Indicators in scope that hold every word of the scope and of the box; without any word all of them."""
    wanted = replace(scope, words=f"{scope.words} {words}".strip())
    looked_up = search_words(wanted.words)
    page: Parameters = {"limit": limit, "offset": offset}
    if not looked_up:
        return _unsearched(snapshot, wanted, page)
    rank = " + ".join(_RANK.format(i=i) for i in range(len(looked_up)))
    sql, parameters = scoped(_HITS.format(rank=rank), wanted)
    found = snapshot.rows(sql, parameters | page)
    total, projects, lost = found[0][:3]
    hits = tuple(_hit(row[3:-1]) for row in found if row[3] is not None)
    return Found(hits, whole(total), whole(projects), points(lost), looked_up)


def _unsearched(snapshot: Snapshot, scope: Scope, page: Parameters) -> Found:
    """All rows in scope, those that lost most first."""
    total, projects, lost, deducted = snapshot.rows(*scoped(_COUNTED_LOSSES if scope.causes else _COUNTED, scope))[0]
    all_lost = whole(page["offset"]) + whole(page["limit"]) <= whole(deducted)
    sql, parameters = scoped(_MOST_LOST if all_lost else _ANY, scope)
    hits = tuple(_hit(row) for row in snapshot.rows(sql, parameters | page))
    return Found(hits, whole(total), whole(projects), points(lost), ())


def _hit(row: tuple[object, ...]) -> Hit:
    """A row of the query in the order of Hit's fields."""
    return Hit(*row)  # type: ignore[arg-type]
