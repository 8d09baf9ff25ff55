"""Blocks of rows as objectives in prose with the progress reported on them."""

import re
from dataclasses import dataclass, replace

from perfdesk.domain.document import ReadItem
from perfdesk.domain.fold import fold
from perfdesk.exchange.blocks import Block, flowing, gather, single
from perfdesk.exchange.captions import column_of
from perfdesk.exchange.remarks import Remarks
from perfdesk.exchange.repair import NOT_REPORTED, unbalanced
from perfdesk.exchange.rows import TableRow
from perfdesk.exchange.sections import section_rows, section_title, without_strays
from perfdesk.forms.form import Form

_STARS = "★☆"
_MONTH = re.compile(r"(?:\d{4}年)?0?([1-9]|1[0-2])月?(?:份|底|末|底前|末前)?")
_CATEGORY, _SUBCATEGORY, _NAME = "objective.category", "objective.subcategory", "objective.name"


@dataclass(slots=True)
class _Filling:
    """The category cells that reach down over the rows below them."""

    category: str = ""
    subcategory: str = ""

    def take(self, row: TableRow) -> None:
        if row.get(_CATEGORY) not in ("", self.category):
            self.category, self.subcategory = row.get(_CATEGORY), ""
        self.subcategory = row.get(_SUBCATEGORY) or self.subcategory


def read_items(form: Form, rows: list[TableRow], remarks: Remarks) -> tuple[ReadItem, ...]:
    """All objectives of a table.

    A merged cell over 分项指标 and 目标名称 leaves the former empty; it is then filled from above like every
    other empty category cell, since nothing in the row tells it from a cell that is merged downwards.
    """
    items = []
    blocks = gather(form, _filled_down(form, rows, remarks), remarks)
    for block in blocks:
        items.append(_item(form, block, remarks))
    _check_names(blocks, items, remarks)
    return tuple(items)


def _filled_down(form: Form, rows: list[TableRow], remarks: Remarks) -> list[TableRow]:
    """Category cells written into every row below them; rows that hold nothing else are headings and go."""
    filling = _Filling()
    filled: list[TableRow] = []
    rows = without_strays(form, rows, remarks)
    headings = section_rows(form, rows)
    sorted_already = any(_CATEGORY in row.cells for row in rows)
    for at, given in enumerate(rows):
        if at in headings and sorted_already:
            what = f"这一行是各项目标之间的小标题，没有收入：“{section_title(given)}”"
            remarks.doubt(given.line, given.place, what)
            continue
        heading = replace(given, cells={_CATEGORY: section_title(given)}) if at in headings else given
        row = _with_name(heading, filling, remarks)
        filling.take(row)
        if not set(row.cells) - {_CATEGORY, _SUBCATEGORY}:
            remarks.repair(
                row.line, row.place, "单独一行的类别，写入下面各行", " │ ".join(row.cells.values()), ""
            )
            continue
        labels = {_CATEGORY: filling.category, _SUBCATEGORY: filling.subcategory}
        cells = row.cells | {key: text for key, text in labels.items() if text}
        filled.append(replace(row, cells=cells))
    return filled


def _with_name(row: TableRow, filling: _Filling, remarks: Remarks) -> TableRow:
    """A row whose one cell over 分项指标 and 目标名称 was written under the former has its name there."""
    text = row.get(_SUBCATEGORY)
    described = any(
        row.get(key) for key in ("objective.content", "objective.attribute", "objective.due_month")
    )
    if row.get(_NAME) or not text or text == filling.subcategory or not described:
        return row
    remarks.repair(row.line, row.place, "分项指标与目标名称合为一格，作为目标名称", text, text)
    return replace(
        row, cells={key: value for key, value in row.cells.items() if key != _SUBCATEGORY} | {_NAME: text}
    )


def _item(form: Form, block: Block, remarks: Remarks) -> ReadItem:
    name = flowing(block, column_of(form, _NAME), remarks)
    item = ReadItem(
        category=single(block, column_of(form, _CATEGORY), remarks) or None,
        subcategory=single(block, column_of(form, _SUBCATEGORY), remarks) or None,
        name=name.strip(_STARS).strip(),
        starred=name.startswith(tuple(_STARS)) or name.endswith(tuple(_STARS)),
        content=flowing(block, column_of(form, "objective.content"), remarks) or None,
        progress=_progress(form, block, remarks),
        attribute=_attribute(form, block, remarks),
        due_month=_due_month(form, block, remarks),
        lines=block.lines,
    )
    _hint(block, item, remarks)
    return item


def _progress(form: Form, block: Block, remarks: Remarks) -> str:
    text = flowing(block, column_of(form, "account.narrative"), remarks)
    if text == NOT_REPORTED:
        remarks.alike("进展没有填写的打印字样，不收入", text, "", block.line)
        return ""
    return text


def _attribute(form: Form, block: Block, remarks: Remarks) -> str | None:
    column = column_of(form, "objective.attribute")
    text = single(block, column, remarks)
    if text and text not in column.choices:
        known = "、".join(column.choices)
        remarks.doubt(block.line, block.place, f"指标属性“{text}”不是{known}之一，按文字收入")
    return text or None


def _due_month(form: Form, block: Block, remarks: Remarks) -> str | None:
    text = single(block, column_of(form, "objective.due_month"), remarks)
    if not text:
        return None
    found = _MONTH.fullmatch("".join(fold(text).split()))
    if found is None or "年" in text:
        remarks.doubt(block.line, block.place, f"完成时限“{text}”不是月份，按文字收入")
        return text
    if found.group(1) != text:
        remarks.alike("完成时限只写月份", text, found.group(1), block.line)
    return found.group(1)


def _hint(block: Block, item: ReadItem, remarks: Remarks) -> None:
    if not item.name:
        remarks.doubt(block.line, block.place, "这一项没有目标名称")
    if not item.content:
        remarks.doubt(block.line, block.place, f"“{item.name}”没有考核内容")
    for caption, text in (("名称", item.name), ("考核内容", item.content), ("进展情况", item.progress)):
        if text and (marks := unbalanced(text)):
            remarks.doubt(block.line, block.place, f"“{item.name}”的{caption}里{marks}不成对，原样收入")


def _check_names(blocks: list[Block], items: list[ReadItem], remarks: Remarks) -> None:
    seen: set[tuple[str | None, str]] = set()
    for block, item in zip(blocks, items, strict=True):
        if (item.category, item.name) in seen and item.name:
            remarks.doubt(block.line, block.place, f"目标名称“{item.name}”重复")
        seen.add((item.category, item.name))
