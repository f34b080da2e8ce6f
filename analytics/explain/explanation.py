"""解释这个数: a figure opened into the rows it was computed from, each with its place in the source."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial

from analytics.explain.asked import UnknownFigure, form_of, plan_of, scope_of
from analytics.explain.bases import BASES
from analytics.explain.basis import rule
from analytics.explain.catalogue import MEASURES, RANK_COLUMNS
from analytics.explain.difference import compared, difference
from analytics.explain.key import FigureKey
from analytics.explain.measure import Measure
from analytics.explain.opened import FULL_MARKS, ExplainedRow, Explanation
from analytics.explain.single import opened_as, recomputed_of
from analytics.explain.superseded import CTES, own_rows
from analytics.explain.titles import title
from analytics.explain.words import formula
from analytics.labels import Translate
from analytics.plan import gains_of
from analytics.ratios import percent, ratio
from analytics.scope import Scope
from analytics.scoped import Parameters, scoped
from analytics.values import exact, points, text, whole
from data.store.snapshot import Snapshot

ROW_LIMIT = 50
_Ask = Callable[[str], tuple[str, Parameters]]
# What stands first: of a rank the project's own score, of a product its weight.
_ORDERS = {
    "less": "abs(numerator - denominator) DESC",
    "lowest": "numerator",
    "rank": "numerator, denominator DESC",
    "product": "detail DESC",
}

_ROWS = """
    {ctes}opened AS (
        SELECT p.project_id, p.name, p.fiscal_year, {detail} AS detail, {place},
               {numerator} AS numerator, {denominator} AS denominator, p.project_no AS position
        FROM {source} WHERE {condition}
    )
    SELECT * EXCLUDE (position) FROM opened ORDER BY {order}, position, source_line, detail
    LIMIT $row_limit OFFSET $row_offset
"""
# The same in two steps: first which rows, from few columns, then their names and places.
_LISTED = """
    {ctes}chosen AS (
        SELECT * FROM (SELECT {number} AS number, {numerator} AS numerator, {denominator} AS denominator
                       FROM {narrow} WHERE {condition})
        ORDER BY {order}, number LIMIT $row_limit OFFSET $row_offset
    )
    SELECT p.project_id, p.name, p.fiscal_year, {detail} AS detail, {place}, chosen.numerator, chosen.denominator
    FROM chosen {looked_up}
    ORDER BY {order}, number
"""
_SUMS = """
    {ctes}summed AS (
    SELECT count(*), sum({numerator}), sum({denominator}), min({numerator}), max({numerator})
    FROM {narrow} WHERE {condition}) SELECT * FROM summed
"""


def explain(
    snapshot: Snapshot, scope: Scope, key: FigureKey, _: Translate = str, limit: int = ROW_LIMIT, offset: int = 0
) -> Explanation:
    """The figure of that key in the scope, opened. Raises UnknownFigure for a key that the catalogue does not know."""
    named = opened_as(key)
    measure = MEASURES.get(named)
    if measure is None:
        raise UnknownFigure(f"没有“{key.measure}”这个指标。")
    if pair := compared(key):
        later, earlier = (explain(snapshot, scope, each, _, 0) for each in pair)  # their values, not their rows
        return difference(key, (later, earlier), _)
    around, where = scope_of(scope, key, measure)
    pieces, own, ask = _question(snapshot, key, measure, where, around)
    sql, parameters = ask(_SUMS.format(**pieces))
    count, numerator, denominator, lowest, highest = snapshot.rows(sql, parameters | own)[0]
    order = _ORDERS.get(measure.form, "abs(numerator) DESC")
    sql, parameters = ask((_LISTED if pieces["number"] else _ROWS).format(**pieces, order=order))
    rows = [_row(each) for each in snapshot.rows(sql, parameters | own | {"row_limit": limit, "row_offset": offset})]
    total = whole(count)
    if total > len(rows) and measure.form not in ("lowest", "highest", "spread"):
        rows.append(_rest(rows, total, points(numerator), points(denominator)))
    value = _value(snapshot, key, measure, (exact(numerator), exact(denominator), exact(lowest), exact(highest)))
    worded = ""
    if measure.form == "product":
        value, worded = recomputed_of(snapshot, key, _) if total else (None, "")
    return Explanation(
        key,
        title(key, _),
        formula(named, _),
        rule(named, _, [field for field, _value in key.where]),
        measure.form,
        measure.unit,
        tuple(rows),
        total,
        value,
        points(numerator),
        points(denominator),
        around,
        worded,
        measure.share or measure.form == "rank",
    )


def _question(
    snapshot: Snapshot, key: FigureKey, measure: Measure, where: Sequence[tuple[str, str]], around: Scope
) -> tuple[dict[str, str], Parameters, _Ask]:
    """The SQL of the measure with what its rows need before them, its own parameters, and what gives it its world."""
    pieces, own = _pieces(measure, where)
    form = form_of(key, measure)
    pieces["ctes"] = "WITH "
    if measure.base in ("simulated", "regained", "regained_on"):
        gains, planned = gains_of(snapshot, plan_of(key))
        pieces["ctes"], own = f"{gains.rstrip()}, ", own | planned
    if form is not None:
        source = own_rows(pieces["source"])
        pieces, own = pieces | {"ctes": CTES, "source": source, "narrow": source, "number": ""}, own | {"form": form}
        return pieces, own, _as_it_is
    return pieces, own, partial(scoped, scope=around)


def _as_it_is(sql: str) -> tuple[str, Parameters]:
    return sql, {}


def _pieces(measure: Measure, where: Sequence[tuple[str, str]]) -> tuple[dict[str, str], Parameters]:
    """The SQL of the measure over its rows; values of `where` are bound, several of one field are alternatives."""
    base = BASES[measure.base]
    by_field: dict[str, list[str]] = {}
    for field, value in where:
        by_field.setdefault(field, []).append(value)
    conditions, own = [], Parameters()
    for at, (field, values) in enumerate(by_field.items()):
        if measure.form == "rank" and field == "project":
            own["own"] = values[0]
            continue
        column = base.fields.get(field)
        if column is None:
            raise UnknownFigure(f"“{field}”不能用来限定这个指标。")
        conditions.append(f"list_contains($where_{at}, CAST({column} AS VARCHAR))")
        own[f"where_{at}"] = values
    if measure.form == "rank" and "own" not in own:
        raise UnknownFigure("名次要说明是哪个项目的。")
    matched = " AND ".join(conditions) or "true"
    numerator = f"CASE WHEN {matched} THEN {measure.numerator} ELSE 0 END" if measure.share else measure.numerator
    condition = measure.condition if measure.share else f"({measure.condition}) AND {matched}"
    return {
        "source": base.whole,
        "narrow": base.naming(numerator, measure.denominator, condition),
        "looked_up": base.looked_up,
        "number": base.number,
        "detail": base.detail,
        "place": measure.place or base.place,
        "numerator": numerator,
        "denominator": measure.denominator,
        "condition": condition,
    }, own


def _row(found: tuple[object, ...]) -> ExplainedRow:
    project, name, year, detail, document, line, place, numerator, denominator = found
    return ExplainedRow(
        text(project),
        text(name),
        None if year is None else whole(year),
        text(detail),
        text(document),
        None if line is None else whole(line),
        text(place),
        points(numerator),
        points(denominator),
        1,
    )


def _rest(rows: Sequence[ExplainedRow], total: int, numerator: Decimal, denominator: Decimal) -> ExplainedRow:
    """What the listed rows leave of the sums, as one row: nothing is cut in silence."""
    listed = sum((row.numerator for row in rows), Decimal(0)), sum((row.denominator for row in rows), Decimal(0))
    left = numerator - listed[0], denominator - listed[1]
    return ExplainedRow(None, None, None, None, None, None, None, *left, total - len(rows))


def _value(
    snapshot: Snapshot,
    key: FigureKey,
    measure: Measure,
    sums: tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None],
) -> Decimal | None:
    """The figure from sums of numerator and denominator, and from the lowest and the highest numerator."""
    numerator, denominator, lowest, highest = sums
    if measure.form == "spread":
        return None if lowest is None or highest is None else highest - lowest
    if measure.form == "rank":
        return (numerator or Decimal(0)) + 1 if _has_own(snapshot, key) else None
    if measure.form in ("lowest", "highest"):
        return lowest if measure.form == "lowest" else highest
    if measure.form == "less" and numerator is not None and denominator is not None:
        return numerator - denominator
    if measure.form == "remainder":
        return FULL_MARKS - (numerator or Decimal(0))
    if measure.form == "ratio":
        return ratio(numerator, denominator)
    if measure.form == "percent":
        return percent(numerator, denominator)
    # a sum of money over projects that state none is not stated; counts and points of nothing are zero
    return numerator if measure.unit == "wan" or not measure.none_is_zero else numerator or Decimal(0)


def _has_own(snapshot: Snapshot, key: FigureKey) -> bool:
    own = dict(key.where)["project"]
    column = RANK_COLUMNS.get(key.measure, "total_score")
    sql = f"SELECT count({column}) FROM snap.project_fact WHERE project_id = $own"
    return whole(snapshot.rows(sql, {"own": own})[0][0]) > 0
