"""Figures of budgets: bullets (100 % is the full-year budget), rankings of amounts, bands of rates."""

from collections.abc import Sequence
from decimal import Decimal

from analytics.execution import RateBand
from analytics.figures.bars import Bar, bars
from analytics.figures.base import (
    LOST,
    NORMAL,
    REST,
    Figure,
    Layout,
    Trace,
    axis,
    bold,
    escape,
    figure,
    fixed,
    hover,
    one_line,
    texts,
)
from analytics.figures.base import percent as percent_text
from analytics.labels import Translate, band_label, source_label
from analytics.money import GroupMoney, ProjectMoney
from analytics.project import FundingRow
from analytics.quadrant import LOW_RATE_PCT
from analytics.ratios import percent

_NAME = 12  # what stands above a bar on a phone beside a value and a note
_SOURCE = 24  # the screen's own words for sources: at most seven Chinese characters, or Latin letters half as wide


def bullets(rows: Sequence[ProjectMoney], _: Translate) -> Figure:
    """Executed of the full-year budget per project; the tick is the initial budget. Clicks: project_id."""
    return bars([_bullet(row.name, row, row.project_id, _) for row in rows], note_width=0.3)


def group_bullets(rows: Sequence[GroupMoney], _: Translate, *, sources: bool = False) -> Figure:
    """The same per funding source (`sources`), unit or department; a click gives the group ('' where not stated)."""
    drawn = []
    for row in rows:
        name = source_label(row.group, _) if sources else (row.group or _("未填写"))
        drawn.append(_bullet(name, row, row.group or "", _, _SOURCE if sources else _NAME))
    return bars(drawn, note_width=0.3)


def funding(row: FundingRow, _: Translate) -> Figure:
    """The same for one funding row of one form; nothing to click."""
    return bars([_bullet(source_label(row.source, _), row, None, _, _SOURCE)], note_width=0.3)


def _bullet(
    name: str | None,
    row: ProjectMoney | GroupMoney | FundingRow,
    mark: str | None,
    _: Translate,
    room: int = _NAME,
) -> Bar:
    full, rate = row.full_year_budget_wan, row.rate_pct
    initial = percent(row.initial_budget_wan, full)
    low = rate is not None and rate < LOW_RATE_PCT
    amounts = _("年初 {initial} → 全年 {full} → 执行 {executed} 万元").format(
        initial=fixed(row.initial_budget_wan) or _("未填写"),
        full=fixed(full) or _("未填写"),
        executed=fixed(row.executed_wan) or _("未填写"),
    )
    return Bar(
        one_line(name, room),
        0.0 if rate is None else min(float(rate) / 100, 1.0),
        percent_text(rate) or "—",
        _amount(row.executed_wan, _),
        hover((escape(name), amounts, _("执行率 {rate}").format(rate=percent_text(rate) or "—"))),
        mark,
        LOST if low else NORMAL,
        tick=None if initial is None or initial > 100 else float(initial) / 100,
    )


def _amount(wan: Decimal | None, _: Translate) -> str:
    """With its unit, 亿元 from 10,000 万元 on: what stands beside a bar must stay short."""
    if wan is None:
        return ""
    return _("{n} 万元").format(n=fixed(wan)) if abs(wan) < 10000 else _("{n} 亿元").format(n=fixed(wan / 10000))


def unspent(rows: Sequence[ProjectMoney], _: Translate) -> Figure:
    """Money left per project, most first. Clicks: project_id."""
    top = max((row.unspent_wan for row in rows if row.unspent_wan), default=Decimal(1))
    return bars(
        [
            Bar(
                one_line(row.name, _NAME),
                float((row.unspent_wan or 0) / top),
                fixed(row.unspent_wan),
                _("执行率 {rate}").format(rate=percent_text(row.rate_pct)),
                hover((escape(row.name), _("未执行 {n} 万元").format(n=fixed(row.unspent_wan)))),
                row.project_id,
            )
            for row in rows
        ],
        note_width=0.3,
    )


def adjustments(rows: Sequence[ProjectMoney], _: Translate) -> Figure:
    """Change of the budget in the year per project, largest first; cuts in orange, additions in blue."""
    top = max((abs(row.adjustment_wan) for row in rows if row.adjustment_wan), default=Decimal(1))
    drawn = []
    for row in rows:
        change = row.adjustment_wan or Decimal(0)
        signed = f"+{fixed(change)}" if change > 0 else fixed(change)
        share = percent_text(row.adjustment_pct)
        drawn.append(
            Bar(
                one_line(row.name, _NAME),
                float(abs(change) / top),
                signed,
                (f"+{share}" if change > 0 else share) if share else "—",
                hover(
                    (
                        escape(row.name),
                        _("年初 {initial} → 全年 {full} 万元").format(
                            initial=fixed(row.initial_budget_wan), full=fixed(row.full_year_budget_wan)
                        ),
                    )
                ),
                row.project_id,
                NORMAL if change > 0 else LOST,
            )
        )
    return bars(drawn, note_width=0.24)


def rate_bands(bands: Sequence[RateBand], _: Translate) -> Figure:
    """Projects per band of execution rate; under 90 % in orange.

    Clicks: [lower, upper] in per cent ('' open); nothing where no project is.
    """
    drawn = [each for each in bands if each.lower_pct is not None]
    names = [escape(band_name(each)) for each in drawn]
    counts = [each.projects for each in drawn]
    low = [each.lower_pct is not None and each.lower_pct < LOW_RATE_PCT for each in drawn]
    trace: Trace = {
        "type": "bar",
        "x": list(range(len(drawn))),
        "y": counts,
        "width": 0.62,
        "marker": {
            "color": [LOST if each else NORMAL if count else REST for each, count in zip(low, counts, strict=True)]
        },
        "customdata": [_bounds(each) if each.projects else None for each in drawn],
        "hovertext": [
            hover((name, _("项目数 {n}").format(n=f"{count:,}"))) for name, count in zip(names, counts, strict=True)
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    labels = texts(range(len(drawn)), counts, [bold(f"{count:,}") for count in counts], "top center")
    layout: Layout = {
        "xaxis": axis(
            range=[-0.5, len(drawn) - 0.5],
            showticklabels=True,
            tickmode="array",
            tickvals=list(range(len(drawn))),
            ticktext=names,
        ),
        "yaxis": axis(range=[0, (max(counts, default=0) or 1) * 1.15]),
    }
    return figure([trace, labels], 220, layout)


def _bounds(each: RateBand) -> list[str]:
    return [str(each.lower_pct), "" if each.upper_pct is None else str(each.upper_pct)]


def band_name(each: RateBand) -> str:
    """The band in signs; as it is, not escaped."""
    return band_label(each.lower_pct, each.upper_pct)
