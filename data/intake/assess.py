"""A form as read → the same with what causes, promises, measures and audit say of it. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from data.audit import Finding, PortfolioAudit, Thresholds, audit_context, basis, context, message
from data.causes import EXECUTION_LOSS, Classifier, promises
from data.form.columns import ACTUAL_COLUMN
from data.form.record import FormRecord, IndicatorRecord, Problem
from data.form.sentences import named, sentence, shortened
from data.intake.assessed import AssessedForm, FindingRow, Loss, Place, Promised
from data.intake.fitting import fit_form
from data.intake.measuring import measured
from data.intake.sentences import report


@dataclass(frozen=True, slots=True)
class Assessor:
    """Assesses forms by one table of causes and one set of thresholds."""

    classifier: Classifier
    thresholds: Thresholds = field(default_factory=Thresholds)

    def assess(self, form: FormRecord) -> AssessedForm:
        """The form with its losses, promises, measures and findings, numbers as the tables can hold them."""
        fitted = fit_form(form)
        findings = [reading_finding(problem, form.name) for problem in fitted.problems]
        if fitted is not form:
            fitted = replace(fitted, balanced=False)
            findings.append(report("reading.number_range", "must_fix", form.first_line, form=named(form.name)))
        if not fitted.balanced and not findings:
            findings.append(report("reading.unbalanced_form", "must_fix", form.first_line, form=named(form.name)))
        audited = context(fitted, self.thresholds)
        found = audit_context(audited)
        findings = [*_asked_once(findings, found), *map(audit_finding, found)]
        measures = (measured(row, fitted.fiscal_year) for row in audited.rows)
        return AssessedForm(
            form=fitted,
            losses=tuple(losses(fitted, self.classifier)),
            promises=tuple(promised(fitted.indicators, self.classifier)),
            measures=tuple(row for row in measures if row),
            findings=tuple(findings),
        )


def _asked_once(reading: list[FindingRow], audit: Sequence[Finding]) -> Iterator[FindingRow]:
    """The findings of reading without a blank actual value that scores: rule 16 asks the same of that cell."""
    asked = {finding.ordinal for finding in audit if finding.rule == "audit.16"}
    for finding in reading:
        only_actual = finding.rule == "reading.cell_missing" and finding.parameters["columns"] == ACTUAL_COLUMN
        if not (only_actual and finding.ordinal in asked):
            yield finding


def losses(form: FormRecord, classifier: Classifier) -> list[Loss]:
    """Every loss of the form with its cause; they sum to what its scores miss of its weights."""
    found = []
    total = form.total_funding if form.funding else None
    if total and total.weight is not None and total.score is not None and total.weight != total.score:
        found.append(Loss(None, total.weight - total.score, EXECUTION_LOSS.cause))
    for row in form.indicators:
        if row.deduction:
            named = classifier.classify(row.deviation_reason)
            found.append(Loss(row.ordinal, row.deduction, named.cause, named.secondary, named.evidence))
    return found


def promised(indicators: Sequence[IndicatorRecord], classifier: Classifier) -> list[Promised]:
    """The measures promised in reasons, each once: at the row whose own cell says it, not at those that share it."""
    return [
        Promised(row.ordinal, text, classifier.classify(row.deviation_reason).cause)
        for row in indicators
        if row.reason_printed and not row.reason_shared
        for text in promises(row.deviation_reason)
    ]


def reading_finding(problem: Problem, form: str | None = None) -> FindingRow:
    """A problem of reading as a finding, with its sentence and all that the sentence is made of.

    `form` is the project's name.
    """
    given = {"form": named(form), "place": problem.source_place or "—"}
    if problem.ordinal is not None:
        given["ordinal"] = str(problem.ordinal)
    return FindingRow(
        rule=problem.rule,
        severity=problem.severity,
        message=sentence(problem, form),
        parameters=given | {name: shortened(value) for name, value in problem.parameters.items()},
        ordinal=problem.ordinal,
        printed=problem.printed and shortened(problem.printed),
        expected=problem.expected and shortened(problem.expected),
        source_line=problem.source_line,
        source_place=problem.source_place,
    )


def audit_finding(finding: Finding) -> FindingRow:
    """A finding of the audit with its sentence and basis."""
    return FindingRow(
        rule=finding.rule,
        severity=finding.severity,
        message=message(finding),
        parameters=finding.parameters,
        ordinal=finding.ordinal,
        printed=finding.printed,
        expected=finding.expected,
        basis=basis(finding.rule),
        source_line=finding.source_line,
        source_place=finding.source_place,
    )


def portfolio_findings(
    forms: Iterable[tuple[Place, FormRecord]], thresholds: Thresholds
) -> list[tuple[Place | None, FindingRow]]:
    """Findings over all forms that count, each with the form it stands at; None for the portfolio's own."""
    audit = PortfolioAudit(thresholds)
    places = []
    for place, form in forms:
        audit.add(form)
        places.append(place)
    return [
        (None if found.position is None else places[found.position], audit_finding(found.finding))
        for found in audit.findings()
    ]
