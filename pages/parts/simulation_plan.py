"""模拟, what is assumed: causes fixed, projects included, one rate raised; all of it in the address."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import streamlit as st

from analytics.labels import cause_label
from analytics.plan import ExecutionOf, Plan, execution_of
from analytics.recoverable import EXECUTION_CAUSE
from analytics.scope import Scope, folded
from analytics.simulation import Action, Simulation, raisable, simulate
from data.store import Snapshot
from pages.common import cached, cards, formats
from pages.common.dated import dated
from pages.common.own_parameters import rate_of
from pages.common.view import View, go, reading
from pages.common.why import Why
from pages.common.words import _, translator

_NOTHING = "-"  # ?fix=- : nothing chosen, though the scope names a cause
_MOST_PROJECTS = 200
_LONGEST_RATE = 12
_WRONG_RATE = "raise.wrong"


def plan_of(shown: View, possible: Sequence[Action]) -> Plan:
    """What the address assumes; without ?fix= the causes that the scope is narrowed to, if they are recommended."""
    asked = shown.parameters("fix")
    offered = {action.cause for action in possible if asked or action.recoverable}
    causes = tuple(cause for cause in asked or shown.scope.causes if cause in offered)
    lifted, rate = shown.parameter("lift"), rate_of(shown.parameter("rate") or "")
    raised = _raised(shown, lifted) if lifted and rate is not None else None
    gains = raised is not None and rate is not None and raised.gain(rate) > 0
    return Plan(
        causes,
        shown.parameters("include")[:_MOST_PROJECTS],
        lifted if gains else None,
        rate if gains else None,
    )


def _raised(shown: View, project: str) -> ExecutionOf | None:
    return cached.answer(_execution_of, shown.snapshot, Scope(), project)


def _execution_of(snapshot: Snapshot, _scope: Scope, project: str) -> ExecutionOf | None:
    return execution_of(snapshot, project)


def _no_raise(shown: View, plan: Plan) -> str | None:
    """Why the rate that the address asks for raises nothing; None where it does, or none is asked for."""
    lifted, rate = shown.parameter("lift"), rate_of(shown.parameter("rate") or "")
    now = _raised(shown, lifted) if lifted and rate is not None and plan.raised_project is None else None
    if now is None:
        return None
    if now.rate_pct is not None and rate is not None and rate <= Decimal(now.rate_pct):
        words = _("{rate} 不高于{name}现在的 {now}，没有提高。")
    else:
        words = _("{name}的执行率提高到 {rate} 收不回分数，没有提高。")
    return words.format(
        name=formats.text(now.name),
        rate=formats.percent(rate),
        now=formats.percent(None if now.rate_pct is None else Decimal(now.rate_pct)),
    )


def in_address(plan: Plan) -> dict[str, tuple[str, ...] | str | None]:
    """The parameters that stand for a plan."""
    return {
        "fix": plan.causes or (_NOTHING,),
        "include": plan.projects,
        "lift": plan.raised_project,
        "rate": None if plan.raised_rate_pct is None else f"{plan.raised_rate_pct.normalize():f}",
    }


def where_of(plan: Plan) -> tuple[tuple[str, str], ...]:
    """The plan as a part of the key of every figure that rests on it."""
    fixed = (("fix", cause) for cause in plan.causes)
    included = (("include", project) for project in plan.projects)
    if plan.raised_project is None or plan.raised_rate_pct is None:
        return (*fixed, *included)
    return (*fixed, *included, ("lift", plan.raised_project), ("rate", f"{plan.raised_rate_pct.normalize():f}"))


def raised_alone(shown: View, plan: Plan) -> Simulation | None:
    """What the raised rate gives back with nothing else chosen; None where no rate is raised."""
    if plan.raised_project is None:
        return None
    alone = replace(plan, causes=())
    return cached.answer(simulate, shown.snapshot, shown.scope, alone)


def toggled(plan: Plan, cause: str) -> Plan:
    """The plan with one cause fixed or no longer fixed."""
    causes = tuple(each for each in plan.causes if each != cause) if cause in plan.causes else (*plan.causes, cause)
    return replace(plan, causes=causes)


def pills(shown: View, possible: Sequence[Action], plan: Plan) -> None:
    """One switch per cause, those that give back most first."""
    switches = [
        cards.Pill(
            cause_label(action.cause, translator()),
            shown.link("simulation", **in_address(toggled(plan, action.cause))),
            action.cause in plan.causes,
        )
        for action in possible
    ]
    if plan != Plan():
        switches.append(cards.Pill(_("重新开始"), shown.link("simulation", fix=_NOTHING)))
    cards.pills(switches, about=_("假设解决哪些扣分原因"))
    unasked = [action for action in possible if action.cause in shown.scope.causes and not shown.parameters("fix")]
    for recoverable, words in (
        (True, _("按筛选先选上了：{causes}。下面是假设解决它以后的数；再点一下就不选。")),
        (False, _("没有替您选上：{causes}。填报单位难以靠行动收回，不推荐；要看看可以点选。")),
    ):
        named = [cause_label(each.cause, translator()) for each in unasked if each.recoverable is recoverable]
        if named:
            cards.note(words.format(causes=_("、").join(named)))


def raise_rate(shown: View, plan: Plan) -> None:
    """One project's execution rate raised: chosen among those that lost points by it."""
    losing, more = cached.answer(raisable, shown.snapshot, shown.scope)
    names = {row.project_id: row for row in dated(shown, losing)}
    whole = Why(shown, (("fix", EXECUTION_CAUSE),))
    most = [
        whole.named(formats.text(row.name), formats.points(row.recovered), "simulated_recovered", ("project", own))
        for own, row in names.items()
    ]
    with cards.card(_("把一个项目的执行率提高到多少？"), _raised_words(plan, names), figures=most):
        if not names:
            cards.note(_("筛选范围内没有因执行率扣分的项目。"))
            return
        with st.form("raise", border=False, enter_to_submit=False):
            options = list(names)
            st.selectbox(
                _("项目"),
                options,
                index=options.index(plan.raised_project) if plan.raised_project in names else 0,
                format_func=lambda each: _("{name}（至多 {points} 分）").format(
                    name=formats.text(names[each].name), points=formats.points(names[each].recovered)
                ),
                placeholder=_("请选择"),
                key="raise.project",
            )
            st.text_input(
                _("执行率（%）"),
                f"{plan.raised_rate_pct.normalize():f}" if plan.raised_rate_pct is not None else "100",
                max_chars=_LONGEST_RATE,
                key="raise.rate",
            )
            with st.container(horizontal=True, gap="small"):
                st.form_submit_button(_("提高"), key="raise.go", type="primary", on_click=_raise, args=(plan,))
                if plan.raised_project is not None:
                    st.form_submit_button(_("不提高"), key="raise.stop", on_click=_raise, args=(plan, False))
        if st.session_state.pop(_WRONG_RATE, False):
            cards.notice(_("请填 0 至 100 之间的执行率，例如 95。"), "warn")
        elif refused := _no_raise(shown, plan):
            cards.notice(refused, "warn")
        if more:
            cards.note(_("列出扣分最多的 {n} 个；其余请先在左侧筛选。").format(n=len(names)))


def _raised_words(plan: Plan, names: dict) -> str:  # type: ignore[type-arg]
    if plan.raised_project is None or plan.raised_rate_pct is None:
        return _("没有提高任何项目的执行率")
    row = names.get(plan.raised_project)
    counted_in = not plan.projects or plan.raised_project in plan.projects
    said = _("{name}提高到 {rate}") if counted_in else _("{name}提高到 {rate}，但没有计入")
    return said.format(
        name=formats.text(row.name) if row else plan.raised_project, rate=formats.percent(plan.raised_rate_pct)
    )


def _raise(plan: Plan, on: bool = True) -> None:
    project, typed = st.session_state.get("raise.project"), str(st.session_state.get("raise.rate", ""))
    rate = rate_of(folded(typed).strip().removesuffix("%").strip())
    raised = replace(plan, raised_project=None, raised_rate_pct=None)
    if on and rate is None:
        st.session_state[_WRONG_RATE] = True
        return
    if on and project and rate is not None:
        raised = replace(plan, raised_project=project, raised_rate_pct=rate.quantize(Decimal("0.01")))
        if plan.projects and project not in plan.projects:  # who raises a project's rate wants it counted
            raised = replace(raised, projects=(*plan.projects, project))
    go(reading().scope, **in_address(raised))
