"""Filling forms that are a table for each project: blocks above, indicators, total and signatures below.

All rows of such a table stand on one grid of fine columns: every edge that any of its rows has.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain

from perfdesk.forms.captions import Captions
from perfdesk.forms.form import (
    Align,
    Field,
    FieldRow,
    Form,
    GoalBlock,
    MoneyBlock,
    MoneyColumn,
    MoneyHalf,
)
from perfdesk.forms.group import Group, Heading
from perfdesk.forms.halves import paired_rows
from perfdesk.forms.indicator_trees import TREES, IndicatorTree
from perfdesk.forms.money_sources import OF_WHICH, source_rows
from perfdesk.forms.sheet import Block, Cell, Head
from perfdesk.forms.table import Span, body, bookmark, group_name, header, header_rows, row_name

NO_FIGURE = "—"  # where the form asks for none
_CONTINUED = "（续）"
_NEAR = 0.5  # mm: edges closer than this are one


@dataclass(frozen=True, slots=True)
class BlockColumns:
    """The fine columns of a form: their edges in mm from the left."""

    edges: tuple[float, ...]

    @property
    def widths(self) -> tuple[float, ...]:
        """In mm, from the left."""
        return tuple(right - left for left, right in zip(self.edges, self.edges[1:], strict=False))

    def at(self, left: float) -> int:
        """The fine column that begins at this distance."""
        return min(range(len(self.edges)), key=lambda index: abs(self.edges[index] - left))


def block_columns(form: Form, internal: bool) -> BlockColumns:
    """The grid that every row of the form's public or internal copy stands on."""
    kept: list[float] = []
    for edge in sorted(
        set(chain.from_iterable(accumulate(row, initial=0.0) for row in _rows(form, internal)))
    ):
        if not kept or edge - kept[-1] > _NEAR:
            kept.append(edge)
    return BlockColumns(tuple(kept))


def _rows(form: Form, internal: bool) -> Iterator[list[float]]:
    """The widths of the cells in each kind of row."""
    yield [width for width in (form.side_width, *(column.width for column in form.columns)) if width]
    yield from ([one.label, one.width] for one in form.closing)
    for row in signature_rows(form, internal):
        yield [width for one in row for width in (one.label, one.width)]
    for block in form.blocks:
        match block:
            case FieldRow():
                yield [width for one in block.fields for width in (one.label, one.width)]
            case MoneyBlock():
                halves = ((half.label, *(column.width for column in half.columns)) for half in block.halves)
                yield [block.label, *chain.from_iterable(halves)]
            case GoalBlock():
                yield [block.label, *(part.width for part in block.parts)]


def signature_rows(form: Form, internal: bool) -> tuple[tuple[Field, ...], ...]:
    """Rows of names and approvals below the table, which the public does not get."""
    return tuple(row for row in (form.signature, form.stamp) if row) if internal else ()


def project_block(
    form: Form, group: Group, number: int, columns: BlockColumns, words: Captions, heading: Heading
) -> Block:
    """One project's table."""
    filling = _Filling(form, group, number, columns, words.within(group.text("project.period").strip()))
    for block in form.blocks:
        match block:
            case FieldRow():
                filling.fields(block.fields)
            case MoneyBlock():
                filling.money(block)
            case GoalBlock():
                filling.goals(block)
    head = filling.table(TREES.get(heading.tree or ""))
    filling.tail()
    filling.closing()
    for row in signature_rows(form, heading.internal):
        filling.fields(row)
    return Block(filling.row, tuple(filling.cells), ((0, bookmark(group, number)),), head)


class _Filling:
    """The rows of one project as they are put below each other."""

    def __init__(self, form: Form, group: Group, number: int, columns: BlockColumns, words: Captions) -> None:
        self._form, self._group, self._columns, self._words = form, group, columns, words
        self._name = group_name(group, "项目", number)
        self.cells: list[Cell] = []
        self.row = 0

    def _put(self, left: float, width: float, text: str, row: int, rows: int = 1, **style: object) -> Cell:
        """A cell `width` mm wide whose left edge is `left` mm from the table's."""
        first, last = self._columns.at(left), self._columns.at(left + width)
        made = replace(Cell(row, first, text, rows, last - first), **style)  # type: ignore[arg-type]
        self.cells.append(made)
        return made

    def _label(
        self, left: float, width: float, caption: str, row: int, rows: int = 1, **style: object
    ) -> None:
        text = self._words(caption)
        place = f"{self._name} 表头“{text}”"
        self._put(left, width, text, row, rows, align=Align.CENTER, bold=True, place=place, **style)

    def fields(self, fields: Sequence[Field]) -> None:
        """Captions and values side by side."""
        left = 0.0
        for one in fields:
            self._label(left, one.label, one.caption, self.row)
            left += one.label
            place = f"{self._name} {one.caption}"
            self._put(left, one.width, self._group.text(one.key), self.row, place=place)
            left += one.width
        self.row += 1

    def money(self, block: MoneyBlock) -> None:
        """The total and its sources, below captions where the columns have any."""
        sources = source_rows(block, self._group.sources)
        captioned = any(column.caption for half in block.halves for column in half.columns)
        rows = captioned + 1 + len(sources)
        self._label(0.0, block.label, block.caption, self.row, rows, repeats=True)
        left = block.label
        for half in block.halves:
            self._money_half(half, left, sources, captioned)
            left += half.label + sum(column.width for column in half.columns)
        self.row += rows

    def _money_half(
        self, half: MoneyHalf, left: float, sources: Sequence[Mapping[str, str]], captioned: bool
    ) -> None:
        row = self.row
        if captioned:
            self._label(left, half.label, "", row)
            at = left + half.label
            for column in half.columns:
                self._label(at, column.width, column.caption, row)
                at += column.width
            row += 1
        total = self._words(half.total)
        self._put(left, half.label, total, row, place=f"{self._name} {total}")
        totals = [self._group.text(column.total) for column in half.columns]
        self._figures(half.columns, left + half.label, row, total, totals)
        for at_source, source in enumerate(sources, 1):
            name = (OF_WHICH if at_source == 1 else "") + self._words(source["fund.name"])
            self._put(left, half.label, name, row + at_source, place=f"{self._name} {name}")
            parts = [source.get(c.part, "") if c.part else NO_FIGURE for c in half.columns]
            self._figures(half.columns, left + half.label, row + at_source, name, parts)

    def _figures(
        self, columns: Sequence[MoneyColumn], left: float, row: int, name: str, texts: Sequence[str]
    ) -> None:
        for column, text in zip(columns, texts, strict=True):
            place = f"{self._name} {name}{self._words(column.caption)}"
            self._put(left, column.width, text, row, align=Align.CENTER, figure=True, place=place)
            left += column.width

    def goals(self, block: GoalBlock) -> None:
        """The goals in wide cells."""
        captioned = any(part.caption for part in block.parts)
        self._label(
            0.0, block.label, block.caption, self.row, captioned + 1, vertical=block.vertical, repeats=True
        )
        left = block.label
        for part in block.parts:
            if captioned:
                self._label(left, part.width, part.caption, self.row)
            place = f"{self._name} {self._words(part.caption or block.caption)}"
            self._put(left, part.width, self._group.text(part.key), self.row + captioned, place=place)
            left += part.width
        self.row += captioned + 1

    def table(self, tree: IndicatorTree | None) -> Head:
        """The indicators under their header; returns the header."""
        form, words = self._form, self._words
        captions = [words(column.caption) for column in form.columns]
        over = [words(column.group) if column.group else "" for column in form.columns]
        rows = paired_rows(form, self._group.rows, tree)
        first, deep = self.row, header_rows(form.columns)
        head = [self._placed(cell) for cell in header(form.columns, captions, over)]
        self.cells += [replace(cell, row=cell.row + first) for cell in head]
        self.row += deep
        names = [row_name(self._name, at) for at in range(len(rows))]
        made = body(form.columns, captions, rows, [Span(0, len(rows))], names)
        self.cells += [replace(self._placed(cell), row=cell.row + self.row) for cell in made]
        if form.side:
            self._label(0.0, form.side_width, form.side, first, deep + len(rows), vertical=True, repeats=True)
            head.append(replace(self.cells[-1], row=0, rows=deep, text="", vertical=False, repeats=False))
        self.row += len(rows)
        return self._head(first, deep, head)

    def _head(self, first: int, deep: int, cells: Sequence[Cell]) -> Head:
        """What stands above later rows on a new page: whose table it is, and its header."""
        name = self._form.fields[0]
        text = self._group.text(name.key)
        total = self._columns.edges[-1]
        mark = len(self.cells)
        self._label(0.0, name.label, name.caption, 0)
        place = f"{self._name} {name.caption}"
        self._put(name.label, total - name.label, f"{text}{_CONTINUED}", 0, place=place)
        named, self.cells = self.cells[mark:], self.cells[:mark]
        below = (replace(cell, row=cell.row + 1) for cell in cells)
        return Head(first, first + deep, deep + 1, (*named, *below), self.row)

    def _placed(self, cell: Cell) -> Cell:
        """A cell of the table, from the form's columns to the fine ones."""
        edges = list(
            accumulate((column.width for column in self._form.columns), initial=self._form.side_width)
        )
        first = self._columns.at(edges[cell.column])
        return replace(
            cell, column=first, columns=self._columns.at(edges[cell.column + cell.columns]) - first
        )

    def tail(self) -> None:
        """Total rows."""
        columns = self._form.columns
        lefts = dict(
            zip(
                (column.key for column in columns),
                accumulate((column.width for column in columns), initial=self._form.side_width),
                strict=False,
            )
        )
        for row in self._form.tail:
            at = lefts[row.values[0][0]]
            self._label(0.0, at, row.caption, self.row)
            for column_key, key in row.values:
                width = self._form.column(column_key).width
                place = f"{self._name} {row.caption}"
                self._put(
                    at, width, self._group.text(key), self.row, align=Align.CENTER, figure=True, place=place
                )
                at += width
            end = self._columns.edges[-1]
            if end - at > _NEAR:
                self._put(at, end - at, "", self.row)
            self.row += 1

    def closing(self) -> None:
        """What some places conclude below the total; a value nobody gave has no row."""
        for one in self._form.closing:
            if text := self._group.text(one.key):
                self._label(0.0, one.label, one.caption, self.row, repeats=True)
                place = f"{self._name} {one.caption}"
                self._put(one.label, one.width, text, self.row, place=place)
                self.row += 1
