"""Answers kept by (question, snapshot with its decisions, scope): a filter set back costs no query.

Results of analytics are frozen, so sessions may share them; st.cache_data would pickle each at every look.
"""

from collections.abc import Callable, Hashable
from typing import TypeVar

from analytics.scope import Scope
from data.store import Snapshot
from data.store.kept import Kept
from pages.common.address import canonical

Answer = TypeVar("Answer")
_MOST = 400
_kept: Kept[tuple[object]] = Kept(_MOST)


def answer(question: Callable[..., Answer], snapshot: Snapshot, scope: Scope, *arguments: Hashable) -> Answer:
    """question(snapshot, scope, *arguments), kept until the snapshot, a decision or the scope changes.

    Only for questions whose results are frozen and small (not for whole lists of 100,000 rows).
    """
    scope = canonical(scope)
    key = (question.__module__, question.__qualname__, snapshot.key, scope, arguments)
    (found,) = _kept.get(key) or _kept.keep(key, (question(snapshot, scope, *arguments),))
    return found  # type: ignore[return-value]


def forgotten_for_test() -> None:
    """Forget all answers: another test's decisions are others, though there be as many."""
    _kept.clear()
