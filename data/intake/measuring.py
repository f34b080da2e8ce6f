"""What the audit worked out of targets and actual values → rows of table `measure`."""

from datetime import date

from data.audit import Row
from data.intake.assessed import Measured
from data.measures import compare_dates

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
        return None
    return Measured(
        record.ordinal,
        "date",
        float(late.deadline.toordinal() - _EPOCH),
        float(late.done.toordinal() - _EPOCH),
        evidence={
            "target": late.target_evidence,
            "actual": late.actual_evidence,
            "deadline": late.deadline.isoformat(),
            "done": late.done.isoformat(),
            "days_late": late.days,
        },
    )
