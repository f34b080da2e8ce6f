"""Findings in English: their own words and punctuation, with nothing Chinese but what the filing says."""

import json
import re
from collections.abc import Iterator

import pytest

from analytics.findings import FindingRow, finding_page
from analytics.formulas import formula_words
from analytics.messages import finding_message, in_words
from analytics.scope import Scope
from pages.common import connection
from pages.common.words import translator, use_language
from tests.pages.conftest import Opener

CHINESE = re.compile(r"[「」『』、；：，。（）《》【】？！\u4e00-\u9fff]")
# Parameters that the program words; all others are the filing's own text, which no language changes.
OURS = (
    "others",
    "places",
    "place",
    "other_place",
    "figures",
    "right",
    "missing",
    "variant",
    "columns",
    "cells",
    "year",
)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("zh")


def finding(rule: str, parameters: str) -> FindingRow:
    nothing = (None,) * 10
    return FindingRow("f", *nothing, None, rule, "note", None, "中文", parameters, *(None,) * 2, "open", *(None,) * 6)


@pytest.mark.parametrize(
    ("rule", "parameters", "said"),
    [
        (
            "reading.unopened",
            '{"why": "没有读取的权限", "next": "请检查权限后重新构建"}',
            "The file cannot be opened (no permission to read it) and was not read; "
            "please check the permissions and build again.",
        ),
        (
            "audit.17",
            """{"variant": "rows", "name": "N", "reason": "R", "others": "「甲、乙」(第5行)、「丙」(第9行)"}""",
            "“甲、乙” (Line 5), “丙” (Line 9)",
        ),
        (
            "audit.17",
            """{"variant": "projects", "projects": "2", "reason": "R", "others": "「甲」、「乙（二期）」"}""",
            "(such as “甲”, “乙（二期）”)",
        ),
        (
            "audit.13",
            """{"variant": "said", "rate": "50", "limit": "90", "left": "1", "said": "甲”、“乙"}""",
            "“甲”, “乙”",
        ),
        (
            "reading.planning_form",
            """{"places": "“甲”（第3行）、“乙”（第9行）等6张表"}""",
            "“甲” (Line 3), “乙” (Line 9), 6 forms in all:",
        ),
    ],
)
def test_lists_in_sentences_have_english_marks(rule: str, parameters: str, said: str):
    assert said in finding_message(finding(rule, parameters), translator())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("产出指标漏了一项（分值5、得分4）", "Output one indicator left out (weight 5, score 4)"),
        (
            "第3项指标、第4项指标等6项的分值或得分未能读出",
            "indicator 3, indicator 4 and others, 6 in all, weight or score not read",
        ),
        ("预算执行得分5（按金额应为4）", "budget execution score 5 (by its amounts 4)"),
    ],
)
def test_what_the_reading_says_has_english_marks(text: str, said: str):
    found = in_words(text, translator())
    assert not CHINESE.search(found), found
    assert found.lower() == said.lower()


def test_no_sentence_of_the_filing_has_chinese_marks_of_ours(opened: Opener):
    opened("/audit?lang=en")
    snapshot = connection.current()
    assert snapshot is not None
    found = finding_page(snapshot, Scope(), limit=1000).rows
    assert len(found) > 60
    for row in found:
        sentence = finding_message(row, translator())
        filed = [str(value) for name, value in json.loads(row.parameters).items() if name not in OURS]
        for text in sorted(filed, key=len, reverse=True):
            for clause in text.split("”、“"):
                sentence = sentence.replace(clause, "")
        names = re.sub(r"“[^”]*”", "", sentence)
        assert not CHINESE.search(names), (row.rule, sentence)


def test_how_a_score_was_recomputed_is_said_in_english(opened: Opener):
    opened("/audit?lang=en")
    snapshot = connection.current()
    assert snapshot is not None
    formulas = [
        str(row[0]) for row in snapshot.rows("SELECT DISTINCT formula FROM snap.measure WHERE formula IS NOT NULL", {})
    ]
    assert len(formulas) > 20
    for formula in formulas:
        assert formula_words(formula, translator()) != formula
        assert formula_words(formula, str) == formula


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        (
            "正向指标：实际 -3% ÷ 目标 ≥10% × 分值 5.00，低于0按0计 = 0.00",
            "more is better: actual -3% ÷ target ≥10% × weight 5.00, at least 0 = 0.00",
        ),
        (
            "超额（150人 − 100人）÷ 100人 = 50.0%，扣分值的20%：5.00 × (1 − 20%) = 4.00",
            "exceeded by (150人 − 100人) ÷ 100人 = 50.0%; 20% of the weight deducted: 5.00 × (1 − 20%) = 4.00",
        ),
        ("各项指标值均达到目标，得满分 5.00", "every part meets its target: full marks, 5.00"),
        ("别的话", "别的话"),
    ],
)
def test_a_formula_keeps_the_figures_of_the_cells(formula: str, said: str):
    assert formula_words(formula, translator()) == said
