"""The office's own analysis through pandas: the long form as CSV and workbook, and cross tables of it.

pandas is imported inside, off the start path. Numbers stay exact decimals in object columns; text stays text
in the workbook and is kept from being a formula in the CSV.
"""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from numbers import Integral
from pathlib import Path
from typing import TYPE_CHECKING, Any

from perfdesk.domain.figures import plain
from perfdesk.domain.long_form import (
    MEASURE_WORDS,
    CrossColumn,
    CrossTable,
    Holds,
    LongRow,
    Measure,
    Shown,
    long_columns,
)
from perfdesk.domain.rounding import printed_rate
from perfdesk.domain.scoring.totals import percent
from perfdesk.domain.units import EXACT
from perfdesk.domain.verdict_kind import Verdict
from perfdesk.domain.wording import VERDICT_WORDS
from perfdesk.exchange.csv_text import harmless
from perfdesk.exchange.filing import file_whole
from perfdesk.exchange.workbook import put_text

if TYPE_CHECKING:
    import pandas as pd

_TOTAL = "合计"
_NONE = "（未填）"
_COUNTED = tuple(Verdict)
_FORMATS = {Shown.SHARE: "0.00%", Shown.COUNT: "0"}
_WIDEST = 40

Cell = str | int | Decimal | None


def frame(rows: Sequence[LongRow]) -> "pd.DataFrame":
    """The rows as a frame of typed columns: text and exact decimals as objects, whole numbers as Int64."""
    import pandas as pd

    columns: dict[str, Any] = {}
    for column in long_columns():
        values = [getattr(row, column.key) for row in rows]
        kind = "Int64" if column.holds is Holds.WHOLE else "object"
        columns[column.key] = pd.Series(values, dtype=kind)
    return pd.DataFrame(columns)


def write_long_csv(rows: Sequence[LongRow], path: Path) -> None:
    """Write the long form as CSV, UTF-8 with a BOM as WPS and Excel expect it. Raises NotFiled."""
    made = frame(rows)
    for column in long_columns():
        if column.holds is Holds.TEXT:
            made[column.key] = made[column.key].map(harmless, na_action="ignore")
        elif column.holds is Holds.NUMBER:
            made[column.key] = made[column.key].map(plain, na_action="ignore")
    captions = {column.key: column.caption for column in long_columns()}

    text = made.rename(columns=captions).to_csv(index=False, lineterminator="\r\n")

    # Not by its own hand: a folder that is not there must be the system's error, not a sentence of pandas.
    def write(part: Path) -> None:
        part.write_bytes(text.encode("utf-8-sig"))

    file_whole(path, write)


def write_long_workbook(rows: Sequence[LongRow], path: Path) -> None:
    """Write the long form as a workbook with a filter row, ready for a pivot table. Raises NotFiled."""
    made = frame(rows)
    columns = long_columns()

    def write(part: Path) -> None:
        _write_frame(
            part,
            "长表",
            [column.caption for column in columns],
            made.itertuples(index=False, name=None),
            _filter,
        )

    file_whole(path, write)


def write_cross_workbook(table: CrossTable, path: Path) -> None:
    """Write a cross table as a workbook, shares as percentages. Raises NotFiled."""

    def dress(sheet: Any) -> None:
        for at, column in enumerate(table.columns, 1):
            wanted = _FORMATS.get(column.shown)
            for (cell,) in sheet.iter_rows(min_row=2, min_col=at, max_col=at) if wanted else ():
                cell.number_format = wanted

    def write(part: Path) -> None:
        _write_frame(part, "交叉表", [column.caption for column in table.columns], table.rows, dress)

    file_whole(path, write)


def _write_frame(
    part: Path, name: str, captions: list[str], rows: Iterable[Sequence[Any]], dress: Callable[[Any], None]
) -> None:
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet: Any = book.active
    sheet.title = name
    widths = [_width(caption) for caption in captions]
    for at, caption in enumerate(captions, 1):
        put_text(sheet.cell(1, at), caption)
        sheet.cell(1, at).font = Font(bold=True)
    for line, row in enumerate(rows, 2):
        for at, value in enumerate(row):
            widths[at] = max(widths[at], _put(sheet.cell(line, at + 1), value))
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = min(width + 2, _WIDEST)
    sheet.freeze_panes = "A2"
    dress(sheet)
    book.save(part)


def _put(cell: Any, value: Any) -> int:
    """Put one value; text as text, numbers exactly; returns its width in half characters."""
    if isinstance(value, str):
        put_text(cell, value)
        return _width(value)
    if isinstance(value, Decimal):
        cell.value = value
        return len(plain(value))
    if isinstance(value, Integral):  # a frame hands over whole numbers of its own kind
        cell.value = int(value)
        return len(str(value))
    return 0  # pandas' missing values leave the cell empty


def _width(text: str) -> int:
    return sum(2 if ord(character) > 0x2E80 else 1 for character in text[:_WIDEST])


def _filter(sheet: Any) -> None:
    sheet.auto_filter.ref = sheet.dimensions


# -- cross tables


def summary(rows: Sequence[LongRow], by: str, title: str) -> CrossTable:
    """Counts, met share and money by one column of the long form, in the order of first appearance."""
    groups = frame(rows).assign(**{by: lambda made: made[by].map(_named)}).groupby(by, sort=False)
    lines = [(str(name), *_measures(part)) for name, part in groups]
    lines.append((_TOTAL, *_measures(frame(rows))))
    words = tuple(CrossColumn(VERDICT_WORDS[verdict], Shown.COUNT) for verdict in _COUNTED)
    columns = (
        CrossColumn(_caption(by), Shown.TEXT),
        CrossColumn("指标数", Shown.COUNT),
        *words,
        CrossColumn("达标率", Shown.SHARE),
        CrossColumn("预算（万元）", Shown.MONEY),
        CrossColumn("已执行（万元）", Shown.MONEY),
        CrossColumn("预算执行率", Shown.SHARE),
    )
    return CrossTable(title, columns, tuple(lines))


def cross(rows: Sequence[LongRow], by: str, across: str, measure: Measure, title: str) -> CrossTable:
    """One measure by two columns of the long form, with totals below and at the right."""
    made = frame(rows).assign(
        **{key: (lambda data, key=key: data[key].map(_named)) for key in dict.fromkeys((by, across))}
    )
    heads = list(dict.fromkeys(made[across]))
    lines: list[tuple[Cell, ...]] = []
    for name, part in made.groupby(by, sort=False):
        cells = [_measure(part[part[across] == head], measure) for head in heads]
        lines.append((str(name), *cells, _measure(part, measure)))
    totals = [_measure(made[made[across] == head], measure) for head in heads]
    lines.append((_TOTAL, *totals, _measure(made, measure)))
    shown = Shown.SHARE if measure in (Measure.MET_SHARE, Measure.EXECUTION) else Shown.COUNT
    captions = [*(str(head) for head in heads), _TOTAL]
    columns = (CrossColumn(_caption(by), Shown.TEXT), *(CrossColumn(one, shown) for one in captions))
    return CrossTable(f"{title}：{MEASURE_WORDS[measure]}", columns, tuple(lines))


def _caption(key: str) -> str:
    return next(column.caption for column in long_columns() if column.key == key)


def _named(value: object) -> str:
    import pandas as pd

    return _NONE if pd.isna(value) or value == "" else str(value)  # type: ignore[call-overload]


def _measures(part: "pd.DataFrame") -> tuple[Cell, ...]:
    counted = part["verdict"].value_counts()
    verdicts = [int(counted.get(VERDICT_WORDS[verdict], 0)) for verdict in _COUNTED]
    budget, executed = _sum(part["budget"]), _sum(part["executed"])
    return (
        len(part),
        *verdicts,
        _measure(part, Measure.MET_SHARE),
        budget,
        executed,
        _measure(part, Measure.EXECUTION),
    )


def _measure(part: "pd.DataFrame", measure: Measure) -> int | Decimal | None:
    """A share is of everything but 不涉及; execution is of projects of which both sums are known."""
    if measure is Measure.COUNT:
        return len(part)
    met = int((part["verdict"] == VERDICT_WORDS[Verdict.MET]).sum())
    if measure is Measure.MET:
        return met
    if measure is Measure.MET_SHARE:
        asked = int((part["verdict"] != VERDICT_WORDS[Verdict.NOT_APPLICABLE]).sum())
        return _ratio(Decimal(met), Decimal(asked))
    both = part[part["budget"].notna() & part["executed"].notna()]
    budget, executed = _sum(both["budget"]), _sum(both["executed"])
    return None if budget is None or executed is None else _ratio(executed, budget)


def _sum(values: "pd.Series[Any]") -> Decimal | None:
    known = [value for value in values if isinstance(value, Decimal)]
    return sum(known, Decimal(0)) if known else None


def _ratio(part: Decimal, whole: Decimal) -> Decimal | None:
    rate = percent(part, whole)
    return None if rate is None else rate.scaleb(-2, EXACT)


def shown_cell(value: Cell, shown: Shown) -> str:
    """A cell of a cross table as the window shows and copies it.

    >>> shown_cell(Decimal("0.6667"), Shown.SHARE), shown_cell(Decimal("258.50"), Shown.MONEY)
    ('66.67%', '258.5')
    """
    if value is None:
        return ""
    if shown is Shown.SHARE and isinstance(value, Decimal):
        return printed_rate(value.scaleb(2, EXACT))
    return plain(value) if isinstance(value, Decimal) else str(value)
