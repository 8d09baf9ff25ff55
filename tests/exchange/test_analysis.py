"""The long form and its tables: exact, typed, and safe to open in the next office."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.long_form import Holds, LongRow, Measure, Shown, long_columns
from perfdesk.exchange.analysis import (
    cross,
    frame,
    shown_cell,
    summary,
    write_cross_workbook,
    write_long_csv,
    write_long_workbook,
)
from perfdesk.exchange.filing import NotFiled

MET, MISSED, IDLE = "达标", "未达标", "不涉及"


def row(node: str, verdict: str, **more: object) -> LongRow:
    return LongRow(**{"node": node, "verdict": verdict, "year": 2023, "run": "1-6月", **more})  # type: ignore[arg-type]


ROWS = [
    row("桥梁检修", MET, level1="产出指标", budget=Decimal("300.10"), executed=Decimal("100.05")),
    row("桥梁检修", MISSED, level1="产出指标"),
    row("桥梁检修", IDLE, level1="效益指标"),
    row("路灯改造", MET, level1="产出指标", budget=Decimal("0.1")),
    row("路灯改造", MET, level1=None, run="1-12月"),
]


def test_numbers_of_the_frame_stay_exact_decimals_and_years_whole() -> None:
    made = frame([row("甲", MET, actual=Decimal("0.1")), row("乙", MET, actual=None)])
    assert made["actual"].iloc[0] == Decimal("0.1")
    assert isinstance(made["actual"].iloc[0], Decimal)
    assert str(made["year"].dtype) == "Int64"


def test_the_csv_holds_every_column_and_nothing_that_runs(tmp_path: Path) -> None:
    path = tmp_path / "长表.csv"
    write_long_csv(
        [
            row(
                "=cmd|'/c calc'!A1",
                MET,
                actual=Decimal("-12.490"),
                actual_text="-12.49",
                narrative="一\n二,“三”",
            )
        ],
        path,
    )
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    (held,) = csv.DictReader(raw.decode("utf-8-sig").splitlines(keepends=True))
    assert list(held) == [column.caption for column in long_columns()]
    assert held["项目或目标"] == "'=cmd|'/c calc'!A1"
    assert held["实际值"] == "-12.49"
    assert held["实际值原文"] == "'-12.49"
    assert held["说明"] == "一\n二,“三”"
    assert held["得分"] == ""


def test_the_workbook_types_its_columns_and_keeps_text_text(tmp_path: Path) -> None:
    path = tmp_path / "长表.xlsx"
    write_long_workbook([row("=1+1", MET, seq="007", actual=Decimal("0.1"), due_month=12)], path)
    sheet = openpyxl.load_workbook(path).active
    captions = [cell.value for cell in sheet[1]]
    cells = dict(zip(captions, sheet[2], strict=True))
    assert (cells["项目或目标"].value, cells["项目或目标"].data_type) == ("=1+1", "s")
    assert (cells["序号"].value, cells["序号"].data_type) == ("007", "s")
    assert (cells["实际值"].value, cells["实际值"].data_type) == (0.1, "n")
    assert cells["完成时限（月）"].value == 12
    assert cells["得分"].value is None
    assert sheet.auto_filter.ref is not None
    assert sheet.freeze_panes == "A2"


def test_a_summary_counts_by_project_with_a_total() -> None:
    table = summary(ROWS, "node", "按项目")
    heads = [column.caption for column in table.columns]
    lines = {line[0]: dict(zip(heads, line, strict=True)) for line in table.rows}
    assert list(lines) == ["桥梁检修", "路灯改造", "合计"]
    first = lines["桥梁检修"]
    assert (first["指标数"], first["达标"], first["未达标"], first["不涉及"]) == (3, 1, 1, 1)
    assert first["达标率"] == Decimal("0.5")
    assert first["预算执行率"] == Decimal("0.33338887")
    assert lines["路灯改造"]["预算执行率"] is None
    assert lines["合计"]["预算（万元）"] == Decimal("300.20")
    assert lines["合计"]["指标数"] == 5


def test_a_project_without_executed_money_does_not_dilute_the_rate_of_the_others() -> None:
    table = summary(ROWS, "year", "按年度")
    assert table.rows[-1][-1] == Decimal("0.33338887")


def test_a_cross_table_has_totals_on_both_sides_and_names_what_is_empty() -> None:
    table = cross(ROWS, "node", "level1", Measure.COUNT, "2023 年")
    heads = [column.caption for column in table.columns]
    assert heads == [
        "项目或目标",
        "产出指标",
        "效益指标",
        "（未填）",
        "合计",
    ]
    assert table.rows == (("桥梁检修", 2, 1, 0, 3), ("路灯改造", 1, 0, 1, 2), ("合计", 3, 1, 1, 5))
    shares = cross(ROWS, "node", "run", Measure.MET_SHARE, "2023 年")
    assert shares.rows[0] == ("桥梁检修", Decimal("0.5"), None, Decimal("0.5"))
    assert shown_cell(shares.rows[0][1], Shown.SHARE) == "50.00%"
    assert shown_cell(None, Shown.SHARE) == ""


def test_a_table_by_and_across_the_same_column_is_a_diagonal() -> None:
    table = cross(ROWS, "node", "node", Measure.COUNT, "")
    assert table.rows[0] == ("桥梁检修", 3, 0, 3)


def test_no_rows_make_a_table_with_nothing_but_the_total() -> None:
    assert summary([], "node", "").rows == (("合计", 0, 0, 0, 0, 0, 0, 0, None, None, None, None),)
    assert cross([], "node", "run", Measure.EXECUTION, "").rows == (("合计", None),)


def test_a_cross_workbook_shows_shares_as_percentages(tmp_path: Path) -> None:
    path = tmp_path / "交叉表.xlsx"
    write_cross_workbook(cross(ROWS, "node", "run", Measure.MET_SHARE, "表"), path)
    sheet = openpyxl.load_workbook(path).active
    assert (sheet["B2"].value, sheet["B2"].number_format) == (0.5, "0.00%")
    assert sheet["C2"].value is None


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(NotFiled, match="不存在"):
        write_long_csv(ROWS, tmp_path / "没有" / "长表.csv")


VERDICTS = st.sampled_from([MET, MISSED, IDLE, "未填", "进行中", "待判定"])
Money = Decimal | None
MONEY = st.one_of(st.none(), st.decimals(0, 10**6, places=2))


@given(st.lists(st.tuples(st.sampled_from("甲乙丙"), VERDICTS, MONEY, MONEY), max_size=30))
def test_totals_are_the_sums_of_their_rows(
    drawn: list[tuple[str, str, Decimal | None, Decimal | None]],
) -> None:
    rows = [row(node, verdict, budget=budget, executed=executed) for node, verdict, budget, executed in drawn]
    table = summary(rows, "node", "")
    for at, column in enumerate(table.columns):
        if column.shown in (Shown.COUNT, Shown.MONEY):
            parts = [line[at] for line in table.rows[:-1] if line[at] is not None]
            assert sum(parts, Decimal(0)) == (table.rows[-1][at] or 0)  # type: ignore[arg-type]
    counts = cross(rows, "node", "verdict", Measure.COUNT, "")
    assert all(sum(line[1:-1]) == line[-1] for line in counts.rows)  # type: ignore[arg-type]


def test_every_column_of_the_long_form_has_a_caption_of_its_own() -> None:
    captions = [column.caption for column in long_columns()]
    assert len(set(captions)) == len(captions)
    assert {column.holds for column in long_columns()} == set(Holds)
