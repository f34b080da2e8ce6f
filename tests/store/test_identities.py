from hypothesis import given
from hypothesis import strategies as st

from data.store.identities import finding_id, indicator_ids, numbered, project_id, project_key, promise_id

TEXT = st.one_of(st.none(), st.text(max_size=8))


def test_a_project_is_known_by_year_department_unit_and_name():
    base = project_id(2021, "北京市应急管理局", "某院", "考试管理(一)")
    assert base == "p" + base[1:] and len(base) == 13
    assert base == project_id(2021, "北京市 应急管理局", "某院", "考试管理（一）"), (
        "blanks and widths make no other project"
    )
    others = [
        project_id(2022, "北京市应急管理局", "某院", "考试管理(一)"),
        project_id(2021, "某局", "某院", "考试管理(一)"),
        project_id(2021, "北京市应急管理局", None, "考试管理(一)"),
        project_id(None, "北京市应急管理局", "某院", "考试管理(一)"),
    ]
    assert len({base, *others}) == 5
    assert project_key("某局", "某院", "甲") == project_key("某局", "某 院", "甲")


@given(st.lists(st.tuples(TEXT, TEXT), max_size=30))
def test_indicators_are_told_apart_and_keep_their_id_when_rows_move(rows: list[tuple[str | None, str | None]]):
    identifiers = indicator_ids("p0", rows)
    assert len(set(identifiers)) == len(rows)
    assert sorted(indicator_ids("p0", rows[::-1])) == sorted(identifiers)


def test_the_other_identifiers_are_made_of_these():
    assert finding_id("p1", "audit.05", "p1-abcdef12") == "p1-audit.05-abcdef12"
    assert finding_id("portfolio", "audit.18") == "portfolio-audit.18"
    assert promise_id("p1-abcdef12", "后续改进").startswith("p1-abcdef12-")
    assert [numbered("p1", number) for number in (1, 2, 3)] == ["p1", "p1-2", "p1-3"]
