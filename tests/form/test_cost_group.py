"""成本指标 as a level-1 group of its own, wherever it stands, and as the level 2 of 产出 that it is on older forms."""

import random
import re
from decimal import Decimal
from itertools import permutations

import pytest

from data.form.read import read_document
from data.form.record import FormRecord
from tests.form.test_other_bureaus import _HEAD as HEAD
from tests.generated.forms import make_form
from tests.generated.layout import CLEAN, LIKE_FILING, Layout
from tests.generated.render import render

COST = """成本指标（20分）|经济成本指标|清淤单价|≤40元/立方米|38元/立方米|10.00|10.00
|社会成本指标|占用道路天数|≤30天|25天|5.00|5.00
|生态环境成本指标|淤泥外运扬尘投诉|≤3件|1件|5.00|5.00
"""
OUTPUT = """产出指标（40分）|数量指标|清淤里程|≥3公里|3公里|15.00|15.00
|质量指标|验收合格率|≥95%|100%|15.00|15.00
|时效指标|完成时间|11月底前|11月20日|10.00|10.00
"""
BENEFIT = """效益指标（20分）|社会效益指标|减少内涝点位|≥5处|6处|10.00|10.00
|生态效益指标|水质达标率|≥90%|92%|10.00|10.00
"""
SATISFIED = """满意度指标（10分）|服务对象满意度指标|群众满意度|≥90%|95%|10.00|10.00
"""
GROUPS = {"成本指标": COST, "产出指标": OUTPUT, "效益指标": BENEFIT, "满意度指标": SATISFIED}
LEVELS = {
    "成本指标": ["经济成本指标", "社会成本指标", "生态环境成本指标"],
    "产出指标": ["数量指标", "质量指标", "时效指标"],
    "效益指标": ["社会效益指标", "生态效益指标"],
    "满意度指标": ["服务对象满意度指标"],
}


def _read(table: str) -> FormRecord:
    text = (HEAD.format(year=2023) + table).rstrip("\n") + "\n总分|||||100.00|99.54\n"
    document = read_document(text.replace("|", "\t"))
    assert document.usage["unread"] == 0
    (form,) = document.forms
    return form


def _levels(form: FormRecord) -> list[tuple[str | None, str | None]]:
    return [(row.level1, row.level2) for row in form.indicators]


def _expected(order: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(group, level2) for group in order for level2 in LEVELS[group]]


ORDERS = [
    order for order in permutations(GROUPS) if [group for group in order if group != "成本指标"] == list(GROUPS)[1:]
]


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: str(order.index("成本指标")))
@pytest.mark.parametrize("points", [True, False])
def test_costs_are_a_group_wherever_they_stand(order: tuple[str, ...], points: bool) -> None:
    table = "".join(GROUPS[group] for group in order)
    if not points:
        for printed in ("（20分）", "（40分）", "（10分）"):
            table = table.replace(printed, "")
    form = _read(table)
    assert _levels(form) == _expected(order)
    assert form.balanced and not form.problems
    assert form.level1_points.get("成本指标") == (20 if points else None)


def test_a_cost_group_whose_label_floats_is_read_by_its_points() -> None:
    """The label stands in the middle of its rows, or a page break has drawn it down."""
    lines = COST.split("\n")
    moved = [lines[0].replace("成本指标（20分）", "", 1), "成本指标（20分）" + lines[1], lines[2], ""]
    centred = [moved[0], moved[1], moved[2], ""]
    table = OUTPUT + "\n".join(centred) + BENEFIT + SATISFIED
    assert _levels(_read(table)) == _expected(("产出指标", "成本指标", "效益指标", "满意度指标"))
    broken = OUTPUT + moved[0] + "\n\f\n" + "\n".join(moved[1:]) + BENEFIT + SATISFIED
    form = _read(broken)
    assert _levels(form) == _expected(("产出指标", "成本指标", "效益指标", "满意度指标"))
    assert form.balanced


@pytest.mark.parametrize(
    ("cost", "level2"),
    [
        ("成本指标（20分）|成本指标|项目总成本|≤120万元|114.48万元|20.00|20.00\n", "成本指标"),
        ("成本指标（20分）|经济成本|项目总成本|≤120万元|114.48万元|20.00|20.00\n", "经济成本指标"),
        ("成本指标（20分）||项目总成本|≤120万元|114.48万元|20.00|20.00\n", None),
    ],
)
def test_a_cost_group_of_one_row(cost: str, level2: str | None) -> None:
    form = _read(OUTPUT + cost + BENEFIT + SATISFIED)
    assert [(row.level1, row.level2) for row in form.indicators if row.level1 == "成本指标"] == [("成本指标", level2)]
    assert form.indicators[3].name == "项目总成本"
    assert form.balanced
    assert {problem.rule for problem in form.problems} == ({"reading.level_missing"} if level2 is None else set())


def test_wrong_points_of_the_cost_group_deny_the_balance() -> None:
    form = _read((OUTPUT + COST + BENEFIT + SATISFIED).replace("成本指标（20分）", "成本指标（30分）"))
    assert _levels(form) == _expected(("产出指标", "成本指标", "效益指标", "满意度指标"))
    assert not form.balanced
    (problem,) = [problem for problem in form.problems if problem.rule == "reading.unbalanced"]
    assert "成本指标分值合计20.00，表上为30" in problem.parameters["figures"]


@pytest.mark.parametrize("label", ["成本指标", "成本指标（10分）"])
def test_costs_as_a_level_2_of_output_stay_there(label: str) -> None:
    old = OUTPUT.replace("（40分）", "（50分）") + f"|{label}|项目总成本|≤120万元|114.48万元|10.00|10.00\n"
    thirty = BENEFIT.replace("（20分）", "（30分）").replace("10.00|10.00", "15.00|15.00")
    form = _read(old + thirty + SATISFIED)
    assert _levels(form)[3] == ("产出指标", "成本指标")
    assert form.balanced
    in_the_first_column = _read((old + thirty + SATISFIED).replace(f"|{label}|", f"{label}||"))
    assert _levels(in_the_first_column)[3] == ("产出指标", "成本指标")


def test_money_under_output_is_no_cost_where_costs_have_their_own_group() -> None:
    money = OUTPUT.replace("清淤里程|≥3公里|3公里", "采购清淤设备金额|≥50万元|52万元")
    assert _levels(_read(money + COST + BENEFIT + SATISFIED))[:3] == [
        ("产出指标", "数量指标"),
        ("产出指标", "质量指标"),
        ("产出指标", "时效指标"),
    ]


@pytest.mark.parametrize(("layout", "right"), [(CLEAN, 1.0), (LIKE_FILING, 0.95)], ids=["clean", "like filing"])
def test_generated_forms_whose_costs_become_a_group(layout: Layout, right: float) -> None:
    """Labels float, columns shift and pages break as in other generated forms; no wrong level is without a finding."""
    tried = same = 0
    for seed in range(60):
        rng = random.Random(seed)
        rendered = render([make_form(rng)], rng, layout)
        (expected,) = rendered.forms
        cost = [row for row in expected.indicators if (row.level1, row.level2) == ("产出指标", "成本指标")]
        points = sum((row.weight or Decimal(0) for row in cost), Decimal(0))
        label = rf"\g<1>成本指标 ({points.normalize():f}分)\t经济成本指标\t"
        text, labels = re.subn(r"(^|\t)成本指标\t", label, rendered.text, flags=re.MULTILINE)
        if labels != 1:
            continue
        text = re.sub(r"产出 ?指标\s*[（(]\s*\d+\s*分[)）]", "产出指标", text)
        (form,) = read_document(text).forms
        wanted = [
            ("成本指标", "经济成本指标") if row in cost else (row.level1, row.level2) for row in expected.indicators
        ]
        assert _levels(form) == wanted or form.problems, seed
        tried, same = tried + 1, same + (_levels(form) == wanted)
    assert tried > 40
    assert same >= right * tried
