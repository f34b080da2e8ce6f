"""Why a point was lost: the first cause by precedence that the reason names, with the words that decided it."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from data.causes.promises import promise_spans
from data.causes.table import EXECUTION, NO_MATCH, NOT_STATED, Cause, CauseTable, load_causes


@dataclass(frozen=True, slots=True)
class Classification:
    """One row per lost point's reason.

    `cause` gets the points; `secondary` are the other causes that the reason names, in order of precedence.
    `evidence` is a piece of the reason, letter by letter; None where no words decided.
    """

    cause: str
    secondary: tuple[str, ...] = ()
    evidence: str | None = None


EXECUTION_LOSS = Classification(EXECUTION)
_NOT_STATED = Classification(NOT_STATED)


class Classifier:
    """Classifies reasons by one table; the same reason is looked at once."""

    def __init__(self, table: CauseTable) -> None:
        self.table = table
        self._classify = lru_cache(maxsize=4096)(self._classified)

    def __reduce__(self) -> tuple[type["Classifier"], tuple[CauseTable]]:
        # so that it can go to another process, where it starts to remember anew
        return Classifier, (self.table,)

    def classify(self, reason: str | None) -> Classification:
        """The causes that `reason` names; 未说明原因 without a reason, 其他 when no pattern matches.

        Words outside promised measures are asked first; the measures only when those name no cause.
        """
        return self._classify(reason) if reason and reason.strip() else _NOT_STATED

    def _classified(self, reason: str) -> Classification:
        spans = promise_spans(reason)
        outside, inside = [*reason], [*reason]
        for at in range(len(reason)):
            # a full stop in the place of the other part, so that no pattern joins words across it
            (outside if any(start <= at < end for start, end in spans) else inside)[at] = "。"
        found = self._named("".join(outside), reason) or (self._named("".join(inside), reason) if spans else [])
        if not found:
            return Classification(NO_MATCH)
        return Classification(found[0][0], tuple(cause for cause, _ in found[1:]), found[0][1])

    def _named(self, text: str, reason: str) -> list[tuple[str, str]]:
        """The causes named in `text` with their words in `reason` (of equal length), by precedence."""
        compared, places = _comparable(text)
        return [
            (cause.cause, reason[places[span[0]] : places[span[1] - 1] + 1])
            for cause in self.table.causes
            if (span := _first_match(cause, compared))
        ]


def _first_match(cause: Cause, text: str) -> tuple[int, int] | None:
    """The first place where a pattern of the cause matches, patterns in their order."""
    for pattern in cause.patterns:
        if (match := pattern.search(text)) and match.end() > match.start():
            return match.span()
    return None


def _comparable(text: str) -> tuple[str, list[int]]:
    """NFKC without blanks, and for each of its letters the place in `text` that it comes from."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for normal in unicodedata.normalize("NFKC", letter):
            if not normal.isspace():
                letters.append(normal)
                places.append(place)
    return "".join(letters), places


@lru_cache(maxsize=1)
def _default() -> Classifier:
    return Classifier(load_causes())


def classify(reason: str | None) -> Classification:
    """`Classifier.classify` by the project's own table."""
    return _default().classify(reason)
