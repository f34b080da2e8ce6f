"""Findings in English: their own words and punctuation, with nothing Chinese but what the filing says."""

import json
import re
from collections.abc import Iterator

import pytest

from analytics.audit import FindingRow, finding_page
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
    found = finding_page(snapshot, Scope()).rows
    assert len(found) > 60
    for row in found:
        sentence = finding_message(row, translator())
        filed = [str(value) for name, value in json.loads(row.parameters).items() if name not in OURS]
        for text in sorted(filed, key=len, reverse=True):
            for clause in text.split("”、“"):
                sentence = sentence.replace(clause, "")
        names = re.sub(r"“[^”]*”", "", sentence)
        assert not CHINESE.search(names), (row.rule, sentence)
