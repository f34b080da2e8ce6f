"""Which reason explains which row: own cells, and cells merged over several deducted rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from data.form.numbers import is_no_value


@dataclass(frozen=True, slots=True)
class Reason:
    """One row per indicator: the effective reason, the row's own cell, and whether it shares one above."""

    effective: str | None
    printed: str | None
    shared: bool


def share(printed: Sequence[str | None], deducted: Sequence[bool | None], level1: Sequence[str | None]) -> list[Reason]:
    """Reasons by DOMAIN's rule: an empty cell of a deducted row shares the deducted row's above.

    Sharing ends at a row with full mark and at a level-1 border; a page break does not end it, a
    cell of a dash, a slash or 无 does. `deducted` is None where weight or score is not stated: such a
    row shares nothing, but hands its own reason and the one above it on.
    """
    result: list[Reason] = []
    running: str | None = None
    group: str | None = None
    for own, lost, level in zip(printed, deducted, level1, strict=True):
        if level != group or lost is False:
            running = None
        group = level
        if own is not None:
            effective = None if is_no_value(own) else own
            result.append(Reason(effective, own, shared=False))
            running = None if lost is False else effective
        elif lost and running is not None:
            result.append(Reason(running, None, shared=True))
        else:
            result.append(Reason(None, None, shared=False))
    return result


def deducted(weight: Decimal | None, score: Decimal | None) -> bool | None:
    """Whether a row lost points; None when weight or score is not stated."""
    return None if weight is None or score is None else score < weight
