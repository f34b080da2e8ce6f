"""Pairing of words: degrees on one scale, and states that can be checked on both sides."""

import re

from data.measures.values import Degree, State
from data.measures.words import degrees, state

# What is done in part, or is not done yet, is no state that answers a target, though it has the word for one.
_IN_PART = re.compile(
    r"阶段性|基础(?:性)?工作|前期(?:准备|工作)|部分|初步"
    r"|[未没](?:能|有)?(?:按时|按期|全部)?(?:完成|通过|验收|达标|合格|建成|交付|上线|签订|开工|竣工|备案|投入)"
)


def pair_degrees(target: str | None, actual: str | None) -> tuple[Degree, Degree] | None:
    """The target's degree and the actual value's on the same scale (效益显著, 效果较显著); None without one."""
    if not target or not actual:
        return None
    in_part = _IN_PART.search(actual) is not None
    given = {one.scale: one for one in degrees(actual) if not (in_part and one.evidence == one.scale)}
    return next(((wanted, given[wanted.scale]) for wanted in degrees(target) if wanted.scale in given), None)


def pair_states(target: str | None, actual: str | None) -> tuple[State, State] | None:
    """The states of both sides (通过验收, 验收通过); None where either has none that can be checked."""
    if not target or not actual:
        return None
    wanted, given = state(target), state(actual)
    if given and given.kind == "done" and _IN_PART.search(actual):
        return None
    return (wanted, given) if wanted and given else None
