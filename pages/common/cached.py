"""Answers kept by (question, snapshot with its decisions, scope): a filter set back costs no query.

Results of analytics are frozen, so sessions may share them; st.cache_data would pickle each at every look.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar

from analytics.scope import Scope
from data.store import Snapshot
from pages.common.address import canonical

Answer = TypeVar("Answer")
_MOST = 400


class _Kept:
    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], object]) -> object:
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]
        made = make()
        with self._lock:
            self._answers[key] = made
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
        return made

    def forget(self) -> None:
        with self._lock:
            self._answers.clear()


_kept = _Kept(_MOST)


def answer(question: Callable[..., Answer], snapshot: Snapshot, scope: Scope, *arguments: Hashable) -> Answer:
    """question(snapshot, scope, *arguments), kept until the snapshot, a decision or the scope changes.

    Only for questions whose results are frozen and small (not for whole lists of 100,000 rows).
    """
    scope = canonical(scope)
    key = (question.__module__, question.__qualname__, snapshot.key, scope, arguments)
    return _kept.get(key, lambda: question(snapshot, scope, *arguments))  # type: ignore[return-value]


def forgotten_for_test() -> None:
    """Forget all answers: another test's decisions are others, though there be as many."""
    _kept.forget()
