"""What a decision of the log is about: project, row and place, looked up for many decisions in one question."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.decisions import DecisionKind
from data.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Subject:
    """One row per thing decided on that the snapshot still holds. rule: of findings; words: of a promised measure."""

    subject_id: str
    project_id: str | None
    project_name: str | None
    indicator: str | None
    rule: str | None
    words: str | None
    source_line: int | None
    source_place: str | None


_WANTED = "(SELECT md5_number_lower(unnest($ids)))"
_PROJECT = "p.project_id, p.name AS project_name"
_QUERIES: dict[DecisionKind, str] = {
    "finding_state": f"""
        SELECT f.finding_id AS subject_id, {_PROJECT}, f.name AS indicator, f.rule, NULL AS words,
               f.source_line, f.source_place
        FROM snap.finding_fact f LEFT JOIN snap.project_fact p USING (project_no)
        WHERE f.finding_hash IN {_WANTED}""",
    "cause_correction": f"""
        SELECT d.deduction_id AS subject_id, {_PROJECT}, d.name AS indicator, NULL AS rule, NULL AS words,
               d.source_line, d.source_place
        FROM snap.deduction_fact d JOIN snap.project_fact p USING (project_no)
        WHERE d.deduction_hash IN {_WANTED}""",
    "promise_state": f"""
        SELECT m.promise_id AS subject_id, {_PROJECT}, i.name AS indicator, NULL AS rule, m.text AS words,
               i.source_line, i.source_place
        FROM snap.promise_fact m JOIN snap.project_fact p USING (project_no)
        JOIN snap.indicator_fact i USING (indicator_no)
        WHERE m.promise_hash IN {_WANTED}""",
}


def subjects(snapshot: Snapshot, kind: DecisionKind, ids: Sequence[str]) -> dict[str, Subject]:
    """subject_id → what it is; those that the snapshot does not hold (a form sent anew, say) are left out."""
    if not ids:
        return {}
    found = snapshot.fetch(_QUERIES[kind], {"ids": sorted(set(ids))}, Subject)
    return {row.subject_id: row for row in found}
