"""Pairing of words: degrees on one scale, and states that can be checked on both sides."""

from data.measures.values import Degree, State
from data.measures.words import degrees, state


def pair_degrees(target: str | None, actual: str | None) -> tuple[Degree, Degree] | None:
    """The target's degree and the actual value's on the same scale (效益显著, 效果较显著); None without one."""
    if not target or not actual:
        return None
    given = {degree.scale: degree for degree in degrees(actual)}
    return next(((wanted, given[wanted.scale]) for wanted in degrees(target) if wanted.scale in given), None)


def pair_states(target: str | None, actual: str | None) -> tuple[State, State] | None:
    """The states of both sides (通过验收, 验收通过); None where either has none that can be checked."""
    wanted, given = state(target) if target else None, state(actual) if actual else None
    return (wanted, given) if wanted and given else None
