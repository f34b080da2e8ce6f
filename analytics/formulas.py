"""How a score was recomputed, in the reader's language: data/audit/recompute words it in Chinese with the figures."""

import re
from functools import cache

from analytics.labels import Translate

# The sentences of Recomputed.formula_words, as message ids; each place is filled with what the form says.
TEMPLATES = (
    "实际未开展（0）÷ 目标 {target} × 分值 {weight} = {score}",
    "各项指标值均达到目标，得满分 {score}",
    "正向指标：实际 {actual} ÷ 目标 {target} × 分值 {weight}，低于0按0计 = {score}",
    "正向指标：实际 {actual} ÷ 目标 {target} × 分值 {weight} = {score}",
    "反向指标：目标 {target} ÷ 实际 {actual} × 分值 {weight} = {score}",
    "超额（{actual} − {target}）÷ {wanted} = {excess}，扣分值的{share}：{formula} = {score}",
    "实际 {actual} 达到目标 {target}，得满分 {score}",
)


def formula_words(formula: str | None, _: Translate) -> str | None:
    """The sentence in the reader's language; as it is where it is none of TEMPLATES or has no words there."""
    for template in TEMPLATES if formula else ():
        found = _pattern(template).fullmatch(formula or "")
        if found:
            return _(template).format(**found.groupdict())
    return formula


@cache
def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", template)
    return re.compile(
        "".join(f"(?P<{part}>.+?)" if at % 2 else re.escape(part) for at, part in enumerate(parts)), re.DOTALL
    )
