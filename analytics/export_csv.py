"""The rows of an export as lines of CSV, made by the database: two million rows in seconds, in flat memory.

The same columns, rows and order as analytics.exports.batches gives to Python; a test holds the two to each other.
Texts are quoted, and those that a spreadsheet would run as a formula get an apostrophe before them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from analytics.export_sql import QUERIES
from analytics.exports import COLUMNS, Column, Table, columns
from analytics.scope import Scope
from analytics.scoped import scoped
from analytics.values import whole
from data.store.snapshot import Snapshot

Label = Callable[[str | None], str | None]
Rules = Sequence[tuple[str, str]]  # a pattern, and what stands in its place (\1 for its group)
CHUNK = 50_000
# As analytics.exports joins them.
_LISTS = frozenset(("secondary_causes",))
_FORMULA = ", ".join(str(ord(start)) for start in "=+-@\t\r＝＋－＠")


def csv_lines(
    snapshot: Snapshot,
    scope: Scope,
    table: Table,
    *,
    personal: bool = False,
    labels: Mapping[str, Label] | None = None,
    reworded: Mapping[str, Rules] | None = None,
    chunk: int = CHUNK,
) -> Iterator[list[bytes]]:
    """Lines in UTF-8 without their line ends, up to `chunk` at a time, in the order of the document.

    labels: for columns of codes (source, severity, state …) what turns a code into a word. reworded: for columns of
    texts of ours (places of the source) which parts of them read otherwise in the reader's language.
    """
    source = _source(table)
    first, last, rows = snapshot.rows(*scoped(f"SELECT min(key), max(key), count(*) FROM ({source}) r", scope))[0]
    if not rows:
        return
    words: dict[str, object] = {}
    fields = []
    for column in columns(table, personal=personal):
        label = (labels or {}).get(column.field)
        coded = _coded(snapshot, scope, source, column.field, label, words) if label else None
        if column.field in (reworded or {}):
            coded = _reworded(column.field, (reworded or {})[column.field], words)
        fields.append(_text(column, coded))
    line = f"encode(concat_ws(',', {', '.join(fields)}))"
    sql = f"SELECT {line} FROM ({source}) r WHERE key BETWEEN $first AND $last ORDER BY key"
    # Keys are dense, so a stretch of keys is a stretch of rows; few rows are asked for at once.
    step = chunk if whole(rows) > chunk else whole(last) - whole(first) + 1
    for start in range(whole(first), whole(last) + 1, step):
        query, parameters = scoped(sql, scope)
        bounds = {"first": start, "last": start + step - 1}
        # As bytes: making Python texts of them and bytes again costs more than all the rest.
        lines = [line for (line,) in snapshot.rows(query, parameters | bounds | words) if isinstance(line, bytes)]
        if lines:
            yield lines


def _source(table: Table) -> str:
    """The query of a table with its columns named; the last is its key."""
    names = [column.field for column in COLUMNS[table] if column.field != "rate_pct"]
    return f"SELECT * FROM ({QUERIES[table].format(limits='')}) AS t({', '.join(names)}, key)"


def _coded(snapshot: Snapshot, scope: Scope, source: str, field: str, label: Label, words: dict[str, object]) -> str:
    """The SQL of a column of codes as words: the codes that occur are few, so their words are bound as lists."""
    code = _joined(field)
    found = snapshot.rows(*scoped(f"SELECT DISTINCT {code} FROM ({source}) r", scope))
    codes = [None if code is None else str(code) for (code,) in found]
    words[f"{field}_codes"] = [code or "" for code in codes]
    words[f"{field}_words"] = [label(code) or "" for code in codes]
    return f"list_extract(${field}_words, list_position(${field}_codes, coalesce({code}, '')))"


def _joined(field: str) -> str:
    """The SQL of a column of text: of a list its values in a row."""
    return f"array_to_string({field}, '、')" if field in _LISTS else field


def _reworded(field: str, rules: Rules, words: dict[str, object]) -> str:
    """The SQL of a column of texts with each pattern replaced wherever it occurs."""
    text = field
    for at, (pattern, to) in enumerate(rules):
        words[f"{field}_from_{at}"], words[f"{field}_to_{at}"] = pattern, to
        text = f"regexp_replace({text}, ${field}_from_{at}, ${field}_to_{at}, 'g')"
    return text


def _text(column: Column, coded: str | None) -> str:
    """The SQL of one column as a field of a line; never NULL, since concat_ws leaves NULL out."""
    name = column.field
    if name == "rate_pct":
        return _RATE
    if column.kind == "money":
        return f"coalesce(rtrim(rtrim(CAST({name} AS VARCHAR), '0'), '.'), '')"
    if column.kind != "text":
        return f"coalesce(CAST({name} AS VARCHAR), '')"
    value = coded or f"CAST({_joined(name)} AS VARCHAR)"
    guarded = f"CASE WHEN unicode({value}) IN ({_FORMULA}) THEN '''' || {value} ELSE {value} END"
    # An empty text is nothing stated; the readers of a CSV see no difference, so neither do the lines.
    return f"""CASE WHEN {value} <> '' THEN '"' || replace({guarded}, '"', '""') || '"' ELSE '' END"""


# Half up to two decimals, in whole numbers: millionths of 万元, hundredths of a per cent.
_E, _B = "CAST(executed_wan * 1000000 AS HUGEINT)", "CAST(full_year_budget_wan * 1000000 AS HUGEINT)"
_HUNDREDTHS = f"((20000 * abs({_E}) + abs({_B})) // (2 * abs({_B})))"
_RATE = f"""CASE WHEN full_year_budget_wan <> 0 AND executed_wan IS NOT NULL THEN
    CASE WHEN (executed_wan < 0) <> (full_year_budget_wan < 0) AND {_HUNDREDTHS} > 0 THEN '-' ELSE '' END
    || CAST({_HUNDREDTHS} // 100 AS VARCHAR) || '.' || lpad(CAST({_HUNDREDTHS} % 100 AS VARCHAR), 2, '0')
    ELSE '' END"""
