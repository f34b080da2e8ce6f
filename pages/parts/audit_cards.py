"""自评核验, its cards: tiles, recomputed scores, findings by rule, by severity and state, by project."""

from analytics.audit import SEVERITIES, STATES, Audit, Difference, ProjectFindings
from analytics.figures import credibility
from analytics.labels import rule_label, severity_label, state_label
from pages.common import cards, formats
from pages.common.cards import Named, Text, Tile
from pages.common.chart import chart
from pages.common.dated import with_year
from pages.common.table import Cell, Column, Row, table
from pages.common.view import View, go, parameter, reading
from pages.common.why import Why, filled
from pages.common.words import _, counted, translator

_DIFFERENCES = 12


def tiles(why: Why, answer: Audit) -> list[Tile]:
    """How many findings, how many undecided, how many scores could be recomputed, by how much they are too high."""
    scores = answer.recomputed
    severities: list[Text] = []
    for severity in SEVERITIES:
        count = why(f"{answer.count(severity=severity):,}", "findings", ("severity", severity))
        severities += [" · " if severities else "", f"{severity_label(severity, translator())} ", count]
    decided: list[Text] = []
    for state in STATES[1:]:
        count = why(f"{answer.count(state=state):,}", "findings", ("state", state))
        decided += [" · " if decided else "", f"{state_label(state, translator())} ", count]
    return [
        Tile(
            _("全部发现"),
            formats.count(answer.count()),
            severities,
            help=_("含已认可和已驳回的；总览只数待处理的。"),
            href=why.address("findings"),
        ),
        Tile(
            _("尚待处理"),
            formats.count(answer.count(state="open")),
            decided,
            href=why.address("findings", ("state", "open")),
        ),
        Tile(
            _("可重算得分的指标"),
            formats.count(scores.recomputed),
            filled(
                _("共 {all} 项，占 {share}；{agree} 项一致"),
                all=why(f"{scores.indicators:,}", "indicators"),
                share=why(formats.percent(scores.coverage_pct), "coverage")
                if scores.coverage_pct is not None
                else formats.NOT_APPLICABLE,
                agree=why(f"{scores.agreeing:,}", "agreeing"),
            ),
            help=_("目标和实际都是可比的数时，按填报注意事项第 2 条重算得分；相差不超过 0.01 分为一致。"),
            href=why.address("recomputed"),
        ),
        Tile(
            _("自评净多计"),
            formats.points(scores.net_points, signed=True),
            [
                filled(
                    _("多计 {over} · 少计 {under}"),
                    over=why(formats.points(scores.over_points), "over_points"),
                    under=why(formats.points(scores.under_points), "under_points"),
                ),
                _("；含发现已驳回的指标") if answer.refuted_differences else "",
            ],
            _("分"),
            help=_("只计可重算的指标：自评得分减重算得分相加；负数表示自评偏低。"),
            href=why.address("net_inflation"),
        ),
    ]


def scores(shown: View, why: Why, answer: Audit) -> None:
    """Self-score and recomputed score of every indicator where they differ; a click leads to the indicator."""
    now = answer.recomputed
    question = _("自评得分与重算得分一致吗？")
    if not now.recomputed:
        with cards.card(question, _("没有可以重算的指标")):
            cards.note(_("目标和实际都是可比的数时，才能按填报注意事项第 2 条重算。"))
        return
    sentence: Text = filled(
        _("{agree} 项一致，{over} 项多计，{under} 项少计"),
        agree=why(f"{now.agreeing:,}", "agreeing"),
        over=why(f"{now.over:,}", "over_indicators"),
        under=why(f"{now.under:,}", "under_indicators"),
    )
    listed = answer.differences[:_DIFFERENCES]
    with cards.card(question, sentence, figures=[each for row in listed for each in _named(why, row)]):
        if listed:
            chart(
                credibility.dumbbell(listed, translator()),
                "differences",
                about=_("自评得分与重算得分不同的指标：") + _("；").join(_difference(row) for row in listed),
                link=shown.link("project", id="{0}", indicator="{1}"),
                file_name=_("自评与重算"),
            )
        more: Text = ""
        if (total := now.over + now.under) > len(listed):
            words = _("；画出相差最多的 {shown} 项，共 {n} 项，其余见下载的工作底稿")
            more = filled(words, shown=f"{len(listed)}", n=why(f"{total:,}", "differing_indicators"))
        cards.note([_("● 自评，○ 重算，灰条 = 分值；其余指标没有可比的数，未重算"), more])
        if answer.refuted_differences:
            cards.note(_("重算只看目标和实际：发现已驳回的指标照样计入。"))


def _named(why: Why, row: Difference) -> list[Named]:
    name, where = formats.middle_cut(formats.text(row.name)), ("indicator", row.indicator_id)
    measure, difference = (
        ("over_points", row.over_points) if row.over_points > 0 else ("under_points", -row.over_points)
    )
    return [
        why.named(_("{name}，自评").format(name=name), formats.points(row.score), "indicator_scores", where),
        why.named(_("{name}，重算").format(name=name), formats.points(row.recomputed_score), "recomputed_score", where),
        why.named(_("{name}，相差").format(name=name), formats.points(difference), measure, where),
    ]


def _difference(row: Difference) -> str:
    return _("{name}，自评 {score}，重算 {recomputed}").format(
        name=formats.text(row.name), score=formats.points(row.score), recomputed=formats.points(row.recomputed_score)
    )


def rules(shown: View, why: Why, answer: Audit) -> None:
    """Findings per rule; a click lists only those of the rule, a second click all again."""
    question = _("哪些规则发现得多？")
    if not answer.counts:
        with cards.card(question, _("没有发现")):
            cards.note(_("筛选范围内没有需要核验的地方。"))
        return
    by_rule: dict[str, int] = {}
    for row in answer.counts:
        by_rule[row.rule] = by_rule.get(row.rule, 0) + row.findings
    most = max(by_rule, key=lambda rule: (by_rule[rule], rule))
    count = why(f"{by_rule[most]:,}", "findings", ("rule", most))
    sentence = filled(_("{rule}最多，{n} 条"), rule=rule_label(most, translator()), n=count)
    figures = [
        why.named(
            f"{severity_label(severity, translator())} · {rule_label(rule, translator())}",
            f"{count:,}",
            "findings",
            ("rule", rule),
            ("severity", severity),
        )
        for severity, rule, count in answer.by_rule()
    ]
    with cards.card(question, sentence, figures=figures):
        chart(
            credibility.findings_by_rule(answer, translator()),
            "rules",
            about=_("各规则的发现数；点一条只看这条规则"),
            on_click=_only_rule,
            file_name=_("核验发现"),
        )
        cards.note(_("▲ 必改 ● 需核实 ○ 提示；点一条规则，下面只列它的发现"))


def _only_rule(rule: str) -> None:
    go(reading().scope, rule=None if rule == parameter("rule") else rule, finding=None)


def progress(shown: View, why: Why, answer: Audit) -> None:
    """Findings by severity and state: how far the review is."""
    undecided, all_found = answer.count(state="open"), answer.count()
    sentence: Text = _("没有发现")
    if all_found:
        left = why.counted("{n} 条待处理", undecided, "findings", ("state", "open"))
        sentence = left if undecided else _("全部已处理")
    with cards.card(_("核验做到哪里了？"), sentence):
        heads = [Column(_("程度"), sortable=False)]
        heads += [Column(state_label(state, translator()), number=True, sortable=False) for state in STATES]
        heads += [Column(_("合计"), number=True, sortable=False)]
        rows = [
            Row([severity_label(severity, translator()), *_counts(why, answer, severity)], id=severity)
            for severity in SEVERITIES
        ]
        table(
            [*rows, Row([_("合计"), *_counts(why, answer, None)])], heads, "progress", about=_("各程度的发现和处理状态")
        )


def _counts(why: Why, answer: Audit, severity: str | None) -> list[Cell]:
    where = (("severity", severity),) if severity else ()
    made = []
    for state in (*STATES, None):
        number = answer.count(severity=severity, state=state)
        key = (*where, ("state", state)) if state else where
        made.append(Cell(f"{number:,}", sort=number, figure=why.address("findings", *key)))
    return made


def projects(shown: View, why: Why, answer: Audit) -> None:
    """Projects with findings, the most severe first; a row narrows the screen to the project."""
    if not answer.projects:
        return
    about = counted("{n} 个项目有发现", answer.total_projects)
    with cards.card(_("哪些项目要问？"), why.counted("{n} 个项目有发现", answer.total_projects, "found_projects")):
        heads = [
            Column(_("项目名称"), width="45%"),
            *(
                Column(title, number=True, figure=why.of_row("findings", "project", *where))
                for title, where in (
                    (severity_label("must_fix", translator()), (("severity", "must_fix"),)),
                    (severity_label("check", translator()), (("severity", "check"),)),
                    (severity_label("note", translator()), (("severity", "note"),)),
                    (_("合计"), ()),
                    (state_label("open", translator()), (("state", "open"),)),
                )
            ),
        ]
        table([_project(shown, row) for row in answer.projects], heads, "projects", about=about, page_size=5)
        if answer.total_projects > len(answer.projects):
            cards.note(counted("列出发现最多的 {n} 个", len(answer.projects)))


def _project(shown: View, row: ProjectFindings) -> Row:
    counts = (row.must_fix, row.checks, row.notes, row.findings, row.open)
    return Row(
        [with_year(shown, row.name, row.fiscal_year), *(Cell(f"{number:,}", sort=number) for number in counts)],
        id=row.project_id,
        href=shown.narrowed("audit", projects=(row.project_id,)),
    )
