"""Several measures in one cell, of which one is clearly missed: then no sharing of the weight gives full marks.

The form prints no rule for sharing a weight among measures, so no score is recomputed here; what is said is
only that the full mark cannot be (DOMAIN audit rule 5).
"""

import re
from decimal import Decimal
from itertools import islice, permutations

from data.audit.context import Row
from data.audit.recompute import Recomputed, is_measured, recompute_pair
from data.measures import QuantityPair, parse
from data.measures.units import units_agree

_COMPARED = re.compile(r"(?:大于|小于|高于|低于|多于|少于|不[大小高低多少]于)或等于")
_EITHER = re.compile(r"或|任一|之一|其一")
_MAX_MEASURES = 5


def missed_measure(row: Row, fiscal_year: int | None, approximate_pct: Decimal, tolerance: Decimal) -> str | None:
    """What was missed, as "≥5台 → 3台"; None where that is in doubt or would cost no more than the tolerance.

    In doubt are an answer too many or too few, a number without a unit (1:20), measures of which one suffices, and
    answers that would keep every target in another order.
    """
    record, pairs = row.record, row.pairs
    if not row.full_mark or record.weight is None or not 2 <= len(pairs) <= _MAX_MEASURES:
        return None
    if not is_measured(record, pairs) or _EITHER.search(_COMPARED.sub("", record.target or "")):
        return None
    given = [q for q in parse(record.actual, fiscal_year).quantities if not q.progress]
    if len(given) != len(pairs) or any(not (pair.target.unit and pair.actual.unit) for pair in pairs):
        return None
    parts = [recompute_pair(record, pair, record.weight, approximate_pct) for pair in pairs]
    for pair, part in zip(pairs, parts, strict=True):
        if part and not _kept(part) and (record.weight - part.score) / len(pairs) > tolerance:
            if _kept_in_another_order(row, approximate_pct):
                return None
            return f"{pair.target.evidence} → {pair.actual.evidence}"
    return None


def _kept(part: Recomputed | None) -> bool:
    return part is None or part.variant not in ("more", "less")


def _kept_in_another_order(row: Row, approximate_pct: Decimal) -> bool:
    """Whether some other order of the answers keeps all targets (≥10台；≥5台 answered by 6台；10台)."""
    weight = row.record.weight or Decimal(0)
    answers = [pair.actual for pair in row.pairs]
    for order in islice(permutations(answers), 1, None):
        pairs = [QuantityPair(pair.target, answer) for pair, answer in zip(row.pairs, order, strict=True)]
        agree = all(units_agree(pair.target.unit, pair.actual.unit) for pair in pairs)
        if agree and all(_kept(recompute_pair(row.record, pair, weight, approximate_pct)) for pair in pairs):
            return True
    return False
