"""The waterfall of one project: what is cut is said, and no line runs through a text."""

from decimal import Decimal

import pytest

from analytics.figures.base import Figure
from analytics.figures.waterfall import waterfall
from analytics.project import Step, Waterfall
from pages.common.words import catalogue

NAMES = ("试卷和答题卡印刷数量", "行政许可档案搬运", "每期特种作业和高危行业考试监考巡视人次", "采购整理档案耗材")


def fall(*points: str) -> Waterfall:
    steps = tuple(
        Step(f"d{at}", name, Decimal(lost), "疫情影响", 1)
        for at, (name, lost) in enumerate(zip(NAMES, points, strict=False))
    )
    left = Decimal(100) - sum((step.points for step in steps), Decimal(0))
    return Waterfall(steps, Decimal(100) - left, left)


def written(figure: Figure) -> list[str]:
    return [text for trace in figure["data"] if trace.get("mode") == "text" for text in trace["text"]]


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "横轴从 92 分起，不是 0"), ("en", "starts at 92 points, not at 0")]
)
def test_an_axis_that_is_cut_says_where_it_begins(language: str, words: str) -> None:
    drawn = waterfall(fall("2.67", "1.60", "0.70", "0.38"), "优", catalogue(language).gettext)
    (note,) = [text for text in written(drawn) if words in text]
    (trace,) = [trace for trace in drawn["data"] if note in trace.get("text", ())]
    lowest, at = drawn["layout"]["yaxis"]["range"][0], trace["y"][trace["text"].index(note)]
    assert 5.5 < at < lowest  # under the last bar, and within the plot: so it is in the picture too
    total = drawn["data"][0]["x"][-1]
    assert total == pytest.approx((94.65 - 92) / 8)  # what the note says is what the bars begin at
    assert {round(shape["y0"]) for shape in drawn["layout"]["shapes"]} == {
        0,
        5,
    }  # both bars that begin there are broken


def test_an_axis_from_zero_is_not_called_cut_and_bars_are_true_to_scale() -> None:
    drawn = waterfall(fall("40", "15", "10", "5"), "差", str)
    assert not any("横轴" in text for text in written(drawn))
    assert not drawn["layout"].get("shapes")
    assert drawn["data"][0]["x"][-1] == pytest.approx(0.3)


@pytest.mark.parametrize(("width", "plots"), [("narrow", (282, 330, 370)), ("wide", (420, 508, 700))])
@pytest.mark.parametrize(
    "points", [("1.67", "1.20", "0.97", "0.50"), ("0.10", "0.10", "3", "4"), ("9", "20", "0.2", "1")]
)
def test_no_line_runs_through_a_label_or_a_value(width: str, plots: tuple[int, ...], points: tuple[str, ...]) -> None:
    drawn = waterfall(fall(*points), "优", str)
    (lines,) = [trace for trace in drawn["data"] if trace.get("mode") == "lines" and trace["meta"] == width]
    labels = [trace for trace in drawn["data"] if trace.get("mode") == "text"]
    placed = [spot for trace in labels for spot in zip(trace["x"], trace["y"], trace["text"], strict=True)]
    assert len(lines["x"]) == 3 * 5
    for px in plots:
        for end, top, bottom in zip(lines["x"][::3], lines["y"][::3], lines["y"][1::3], strict=True):
            assert top < bottom
            for x, y, text in placed:
                wide = 13 * sum(1.0 if letter > "⺀" else 0.6 for letter in plain(text))
                left = x * px - (wide if x else 0)
                assert not (left < end * px < left + wide and top < y + 0.19 and y - 0.19 < bottom), (text, px)


def plain(text: str) -> str:
    return "".join(part.rpartition(">")[2] for part in text.split("<"))
