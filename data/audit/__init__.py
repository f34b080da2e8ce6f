"""Audit of self-evaluations: DOMAIN's rules 1–21 as pure functions over form records."""

from data.audit.context import context
from data.audit.finding import Finding
from data.audit.portfolio import PortfolioAudit, ProjectFinding, audit_portfolio
from data.audit.recompute import Recomputed, recompute
from data.audit.registry import BY_ID, CHECKS, RULES, Rule, basis
from data.audit.sentences import message, template
from data.audit.thresholds import ThresholdError, Thresholds, load_thresholds, parse_thresholds
from data.form.record import FormRecord

__all__ = [
    "BY_ID",
    "RULES",
    "Finding",
    "PortfolioAudit",
    "ProjectFinding",
    "Recomputed",
    "Rule",
    "ThresholdError",
    "Thresholds",
    "audit_form",
    "audit_portfolio",
    "basis",
    "load_thresholds",
    "message",
    "parse_thresholds",
    "recompute",
    "template",
]


def audit_form(form: FormRecord, thresholds: Thresholds) -> tuple[Finding, ...]:
    """Every finding of one form, in the order of the rules; one row per indicator (or project) and rule."""
    ctx = context(form, thresholds)
    return tuple(finding for _, check in CHECKS for finding in check(ctx))
