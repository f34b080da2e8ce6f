"""What the audit worked out of targets and actual values → rows of table `measure`."""

from datetime import date

from data.audit import Row
from data.intake.assessed import Measured
from data.measures import compare_dates, pair_degrees, pair_states

_EPOCH = date(1970, 1, 1).toordinal()


def measured(row: Row, fiscal_year: int | None) -> Measured | None:
    """The indicator's comparable values, with the score by filing rule 2 where it can be recomputed; None without any.

    Of several numbers in one cell the first pair stands for all; `evidence` has the words of each.
    """
    record, again = row.record, row.recomputed
    if again:
        return Measured(
            record.ordinal,
            again.kind,
            float(again.target_value),
            float(again.actual_value),
            again.score,
            again.formula_words,
            dict(again.evidence),
        )
    if row.pairs:
        first = row.pairs[0]
        return Measured(
            record.ordinal,
            "percent" if first.target.is_percent else "quantity",
            float(first.target.value),
            float(first.actual.value),
            evidence={
                "target": "；".join(pair.target.evidence for pair in row.pairs),
                "actual": "；".join(pair.actual.evidence for pair in row.pairs),
            },
        )
    late = compare_dates(record.target, row.actual, fiscal_year)
    if late is None:
        return _words(row)
    evidence: dict[str, object] = {
        "target": late.target_evidence, "actual": late.actual_evidence, "days_late": late.days,
    }  # fmt: skip
    if not late.dated:  # days counted from an event, or no year known: there is no calendar day to keep
        return Measured(record.ordinal, "date", evidence=evidence)
    return Measured(
        record.ordinal,
        "date",
        float(late.deadline.toordinal() - _EPOCH),
        float(late.done.toordinal() - _EPOCH),
        evidence={**evidence, "deadline": late.deadline.isoformat(), "done": late.done.isoformat()},
    )


def _words(row: Row) -> Measured | None:
    """Words that compare: a degree on one scale (5 highest, 1 lowest), or a state (1 done, 0 not done at all)."""
    record = row.record
    levels = pair_degrees(record.target, row.actual)
    if levels:
        wanted, given = levels
        evidence = {"target": wanted.evidence, "actual": given.evidence}
        return Measured(record.ordinal, "scale", float(wanted.level), float(given.level), evidence=evidence)
    states = pair_states(record.target, row.actual)
    if states is None:
        return None
    evidence = {"target": states[0].evidence, "actual": states[1].evidence}
    done = [float(state.kind == "done") for state in states]
    return Measured(record.ordinal, "done", done[0], done[1], evidence=evidence)
