"""What tests of a review look up: findings by their rule, the log of decisions, the working paper."""

import csv
import io
from collections.abc import Callable

from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from analytics.findings import finding_page
from analytics.scope import Scope
from data.decisions import DecisionLog
from pages.common import connection
from pages.common.exports import export_routes
from tests.pages.asgi import ask
from tests.pages.components import component


def first_id(app: AppTest) -> str:
    """The first finding of the list."""
    return component(app, "findings")["rows"][0]["id"]


def first_chosen(opened: Callable[[str], AppTest]) -> AppTest:
    """The screen with the first finding of the list chosen: its form stands beside the list."""
    return opened(f"/audit?finding={first_id(opened('/audit'))}")


def finding_of(rule: str) -> str:
    """The first finding of that rule."""
    snapshot = connection.current()
    assert snapshot is not None
    return next(row.finding_id for row in finding_page(snapshot, Scope()).rows if row.rule == rule)


def log() -> DecisionLog:
    """The log of decisions of this test."""
    return DecisionLog(connection.decisions_path())


def paper(query: str = "") -> list[dict[str, str]]:
    """The rows of the working paper as CSV."""
    answer = ask(Starlette(routes=export_routes()), f"/export/working_paper.csv{query}")
    assert answer.status == 200
    return list(csv.DictReader(io.StringIO(answer.text, newline="")))
