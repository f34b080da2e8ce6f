"""The cache's JSON gives back the very record, and refuses what is none."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.form.read import read_document
from data.form.record import DocumentRecord, FundingRecord, IndicatorRecord, Problem
from data.intake.codec import NotARecord, from_json, to_json
from data.intake.fitting import MONEY, POINTS, fit_form, fits, fitted
from tests.build.filing import REAL

st.register_type_strategy(Decimal, st.decimals(allow_nan=False, allow_infinity=False))
st.register_type_strategy(float, st.floats(allow_nan=False))


def test_the_real_filing_comes_back_the_same():
    record = read_document((REAL / "2021" / "self-evaluation-2021.txt").read_text(encoding="utf-8"))
    assert from_json(to_json(record), DocumentRecord) == record


@settings(deadline=None, max_examples=50)
@given(st.from_type(FundingRecord) | st.from_type(IndicatorRecord) | st.from_type(Problem))
def test_any_record_comes_back_the_same(record: FundingRecord | IndicatorRecord | Problem):
    assert from_json(to_json(record), type(record)) == record


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b"[1, 2]", b"\xff", b'["x", null, null, null, null, null, null, null, null]', b"[" * 9999],
)
def test_what_is_no_record_is_refused(content: bytes):
    with pytest.raises(NotARecord):
        from_json(content, FundingRecord)


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        ("98.246", POINTS, "98.25"),
        ("0.005", POINTS, "0.01"),
        ("-0.50", POINTS, "-0.50"),
        ("9999999.99", POINTS, "9999999.99"),
        ("9999999.999", POINTS, None),
        ("1e40", MONEY, None),
        ("NaN", MONEY, None),
        ("5.1814955", MONEY, "5.181496"),
        (None, MONEY, None),
    ],
)
def test_a_number_fits_its_column_or_is_left_out(value: str | None, digits: tuple[int, int], expected: str | None):
    found = fitted(None if value is None else Decimal(value), digits)
    assert found == (None if expected is None else Decimal(expected))
    assert fits(None if value is None else Decimal(value), digits) == (expected == value)


def test_a_form_whose_numbers_fit_stays_the_same():
    for form in read_document((REAL / "2021" / "self-evaluation-2021.txt").read_text(encoding="utf-8")).forms:
        assert fit_form(form) is form
