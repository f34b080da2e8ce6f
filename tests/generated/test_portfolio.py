"""A multiplied portfolio is a snapshot like any other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.store import Snapshot, open_snapshot
from tests.contract import breaches
from tests.generated.portfolio import portfolio_snapshot, portfolio_store

PROJECTS = 400


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("portfolio")


@pytest.fixture(scope="module")
def portfolio(cache: Path) -> Iterator[Snapshot]:
    snapshot = open_snapshot(portfolio_snapshot(PROJECTS, cache))
    yield snapshot
    snapshot.close()


def test_it_keeps_the_contract(portfolio: Snapshot):
    assert breaches(portfolio.path) == []


def test_it_has_the_size_asked_for(portfolio: Snapshot):
    projects, units, departments, years = portfolio.rows(
        "SELECT count(*), count(DISTINCT (department, implementing_unit)), count(DISTINCT department), "
        "count(DISTINCT fiscal_year) FROM project_fact"
    )[0]
    assert (projects, years) == (PROJECTS, 3)
    assert 30 < int(str(departments)) <= 40 < int(str(units)) <= 400
    indicators = int(str(portfolio.rows("SELECT count(*) FROM indicator")[0][0]))
    assert 18 * PROJECTS < indicators < 22 * PROJECTS


def test_identifiers_are_unique_in_every_table(portfolio: Snapshot):
    keys = {"finding": "finding_id", "deduction": "deduction_id", "promise": "promise_id", "measure": "indicator_id"}
    for table, key in keys.items():
        rows, distinct = portfolio.rows(f"SELECT count(*), count(DISTINCT {key}) FROM {table}")[0]
        assert rows == distinct, table


def test_places_lead_to_the_lines_of_the_document(portfolio: Snapshot):
    astray = portfolio.rows(
        "SELECT i.indicator_id FROM indicator i JOIN project p USING (project_id) LEFT JOIN source_text s "
        "ON s.document_id = p.document_id AND s.line = i.source_line "
        "WHERE NOT coalesce(contains(s.text, i.name), false)"
    )
    assert astray == []
    outside = portfolio.rows(
        "SELECT i.indicator_id FROM indicator i JOIN project p USING (project_id) "
        "WHERE source_line NOT BETWEEN first_line AND last_line"
    )
    assert outside == []


def test_some_projects_go_on_over_the_years_and_some_forms_do_not_balance(portfolio: Snapshot):
    going_on = portfolio.rows("SELECT project_key FROM project GROUP BY project_key HAVING count(*) > 1")
    assert len(going_on) > PROJECTS // 10
    unbalanced = portfolio.rows("SELECT project_id FROM project WHERE NOT balanced")
    assert 0 < len(unbalanced) < PROJECTS // 50


def test_it_is_made_once(cache: Path, portfolio: Snapshot):
    before = portfolio.path.stat().st_mtime_ns
    assert portfolio_store(PROJECTS, cache) == portfolio.path.parent
    assert portfolio.path.stat().st_mtime_ns == before
