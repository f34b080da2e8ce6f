"""Audit of self-evaluations: DOMAIN's rules 1–21 as pure functions over form records."""

from data.audit.context import Context, Row, context
from data.audit.finding import Finding
from data.audit.portfolio import PortfolioAudit, ProjectFinding, audit_portfolio
from data.audit.recompute import Recomputed, recompute
from data.audit.registry import BY_ID, CHECKS, RULES, Rule, basis
from data.audit.sentences import message, template
from data.audit.thresholds import DEFAULT_THRESHOLDS, ThresholdError, Thresholds, load_thresholds, parse_thresholds
from data.form.record import FormRecord

__all__ = [
    "BY_ID",
    "DEFAULT_THRESHOLDS",
    "RULES",
    "Context",
    "Finding",
    "PortfolioAudit",
    "ProjectFinding",
    "Recomputed",
    "Row",
    "Rule",
    "ThresholdError",
    "Thresholds",
    "audit_context",
    "audit_form",
    "audit_portfolio",
    "basis",
    "context",
    "load_thresholds",
    "message",
    "parse_thresholds",
    "recompute",
    "template",
]


def audit_form(form: FormRecord, thresholds: Thresholds) -> tuple[Finding, ...]:
    """Every finding of one form, in the order of the rules; one row per indicator (or project) and rule."""
    return audit_context(context(form, thresholds))


def audit_context(ctx: Context) -> tuple[Finding, ...]:
    """As `audit_form`, for a caller that also wants the rows' recomputed scores (`ctx.rows[i].recomputed`)."""
    return tuple(finding for _, check in CHECKS for finding in check(ctx))
