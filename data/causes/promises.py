"""Improvement measures that a reason promises: 以后年度…, 下一步…, 后续…, letter by letter."""

import re

_MARKER = (
    r"(?:在)?(?:以后|今后|下一|下|来|次|明)\s*(?:年度|年)"
    r"|以后|今后|下一步|下步|下一阶段|下阶段|后续|接下来|将来|未来|明年|来年|次年|下次"
)
# A clause that tells what happened to later work ("后续工作无法开展") is no promise.
_TOLD = re.compile(
    r"(?:后续|今后|未来|以后)[^,，。;；]{0,8}?(?:受(?:到)?影响|无法|未能|受阻|滞后|延误|已(?:完成|经|于))"
)
_BORDERS = ",，。;；:：!！?？、\n"
_PROMISE = re.compile(
    rf"(?:(?<=^)|(?<=[{_BORDERS}\s))）]))(?:并|且|我院|我单位|我局|项目组|单位)?(?:{_MARKER})[^。;；!！?？\n]*"
)


def promise_spans(reason: str) -> list[tuple[int, int]]:
    """Start and end of each promised measure in `reason`, in order, without the closing mark."""
    return [match.span() for match in _PROMISE.finditer(reason) if not _TOLD.match(match.group())]


def promises(reason: str | None) -> list[str]:
    """The measures promised in a reason, each a piece of it letter by letter; none without a reason.

    A promise runs from its marker at the start of a clause to the end of the sentence.

    >>> promises("受疫情影响,进度滞后。后续提前预判疫情因素,调整工作方式。")
    ['后续提前预判疫情因素,调整工作方式']
    """
    if not reason:
        return []
    return [reason[start:end].strip() for start, end in promise_spans(reason)]
