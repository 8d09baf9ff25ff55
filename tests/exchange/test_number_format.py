"""Numbers under the formats of a workbook: the figure stays exact, percent and words are part of it."""

from __future__ import annotations

import datetime
import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.exchange.readers.number_format import moment_of, number_format, number_text, shown

NUMBERS = st.one_of(
    st.integers(-(10**9), 10**9).map(float),
    st.decimals(-(10**8), 10**8, places=4).map(float),
    st.floats(allow_nan=False, allow_infinity=False, width=64, min_value=-1e15, max_value=1e15),
)
CODES = st.text('0#?.,%/ ;"\\!_*[]()¥$-+EyMmdhsAP年月日元个≥General', max_size=24)
WORDS = st.text(st.sampled_from("≥≤个家次元人以上约"), max_size=4)


@given(CODES, NUMBERS)
def test_any_format_and_number_make_a_text(code: str, value: float) -> None:
    text = shown(value, number_format(code))
    assert isinstance(text, str)
    assert text.strip()


@given(NUMBERS)
def test_a_number_is_written_plainly_and_to_its_fifteenth_digit(value: float) -> None:
    text = number_text(value)
    assert "e" not in text.lower()
    assert not (("." in text) and text.endswith("0"))
    assert math.isclose(float(Decimal(text)), value, rel_tol=1e-14, abs_tol=0.0)


@given(st.decimals(-(10**6), 10**6, places=4))
def test_what_a_clerk_typed_comes_back_digit_for_digit(typed: Decimal) -> None:
    assert Decimal(number_text(float(typed))) == typed
    percent = shown(float(typed), number_format("0.00%"))
    assert percent.endswith("%")
    assert Decimal(percent[:-1]) == typed * 100


@given(st.decimals(0, 10**6, places=2), WORDS, WORDS, st.sampled_from(["0", "#,##0.00", "0.0", "General"]))
def test_words_of_a_format_stand_beside_the_number(
    typed: Decimal, before: str, after: str, code: str
) -> None:
    quoted = (f'"{before}"' if before else "") + code + (f'"{after}"' if after else "")
    assert shown(float(typed), number_format(quoted)) == before + number_text(float(typed)) + after


@given(st.dates(datetime.date(1900, 3, 1), datetime.date(2099, 12, 31)), st.booleans())
def test_a_day_is_the_same_day_in_both_calendars(day: datetime.date, since_1904: bool) -> None:
    start = datetime.date(1904, 1, 1) if since_1904 else datetime.date(1899, 12, 30)
    if day < start:
        return
    serial = float((day - start).days)
    moment = moment_of(serial, since_1904)
    assert moment is not None
    assert moment.date() == day
    assert shown(serial, number_format("yyyy-m-d"), since_1904) == f"{day:%Y-%m-%d}"
    assert shown(serial, number_format('yyyy"年"m"月"'), since_1904) == f"{day.year}年{day.month}月"


@pytest.mark.parametrize("serial", [1e12, -1e12, 1e300])
def test_a_day_that_no_calendar_has_is_its_number(serial: float) -> None:
    assert shown(serial, number_format("yyyy-m-d")) == number_text(serial)
