"""A grid parted at its headers: what stands above each, and the rows below it up to the next table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from perfdesk.domain.errors import DocumentRefused
from perfdesk.exchange.captions import has_column
from perfdesk.exchange.card_labels import field_key, goal_key, is_money_block, label_and_rest, pieces_of
from perfdesk.exchange.choice import Choice, form_of
from perfdesk.exchange.grid import Grid, SourceRow
from perfdesk.exchange.header_offices import with_office
from perfdesk.exchange.header_years import names_years, of_year
from perfdesk.exchange.headers import Header, find_header, header_at, missing
from perfdesk.exchange.remarks import Remarks
from perfdesk.exchange.rows import Body, loose, note_line, page_number, read_body, separator
from perfdesk.exchange.statements import read_statement, states_something
from perfdesk.forms.vocabulary import PROJECT_CARD, SHAPES


@dataclass(frozen=True, slots=True)
class Part:
    """One header with what stands above and below it: a table, or a page of one.

    `body` is empty for the table of one project, whose rows are read together with its blocks.
    """

    above: tuple[SourceRow, ...]
    header: Header
    below: tuple[SourceRow, ...]
    body: Body
    remarks: Remarks = field(default_factory=Remarks)

    @property
    def card(self) -> bool:
        """Whether it is the indicator table of one project."""
        return self.header.form is PROJECT_CARD


def parts_of(grid: Grid, choice: Choice) -> list[Part]:
    """All parts in the order of the grid; none where no header is known."""
    rows = grid.rows
    headers = _headers(grid, choice)
    parts = []
    above: tuple[SourceRow, ...] = rows[: headers[0].first] if headers else ()
    year: str | None = None
    for header, following in zip_longest(headers, headers[1:]):
        if choice.mapping is None and names_years(header):
            year = read_statement(grid, _title_lines(above), header.form, Remarks()).year or year
            header = of_year(header, year)
        below = rows[header.first + header.rows : following.first if following else len(rows)]
        if choice.mapping is None:
            header = with_office(header, below)
        body, next_above = _split(below, header, following)
        remarks = Remarks(grid)
        card = header.form is PROJECT_CARD
        read = Body((), ()) if card else read_body(grid, header, body, remarks)
        parts.append(Part(tuple(above), header, tuple(body), read, remarks))
        above = next_above
    return parts


def _headers(grid: Grid, choice: Choice) -> list[Header]:
    if choice.header_row is not None or choice.mapping is not None:
        return _chosen(grid, choice)
    return _found(grid, choice, 0)


def _found(grid: Grid, choice: Choice, start: int) -> list[Header]:
    rows, forms = grid.rows, choice.forms(SHAPES)
    headers: list[Header] = []
    at = start
    while at < len(rows):
        header = find_header(rows, at, forms)
        if header:
            headers.append(header)
        at += header.rows if header else 1
    return headers


def _chosen(grid: Grid, choice: Choice) -> list[Header]:
    """The header a clerk named, or the first one found with the columns they gave it; and its repetitions."""
    rows = grid.rows
    if choice.header_row is None:
        first = next(iter(_found(grid, choice, 0)), None)
        if first is None:
            raise DocumentRefused(grid.source, "没有找到表头", "请先指定表头在哪一行")
    else:
        at = next((i for i, row in enumerate(rows) if row.line == choice.header_row), None)
        if at is None:
            raise DocumentRefused(grid.source, f"没有第 {choice.header_row} 行", "请重新指定表头行")
        first = _named(rows, at, choice)
    mapping = choice.mapping or {}
    _check_mapping(grid, mapping)
    chosen = first.mapped(mapping)
    if lacking := missing(chosen):
        place = f"{grid.source} {grid.place(rows[chosen.first].line)}"
        raise DocumentRefused(place, f"表头还缺“{'、'.join(lacking)}”", "请指定这些内容在哪一列")
    later = _found(grid, choice, chosen.first + chosen.rows)
    repeated = (header.mapped(mapping) for header in later if header.signature == chosen.signature)
    return [chosen, *repeated]


def _named(rows: Sequence[SourceRow], at: int, choice: Choice) -> Header:
    """The header in the row a clerk named: of the shape that has all columns they gave, and most in it."""
    mapping, forms = choice.mapping or {}, choice.forms(SHAPES)
    found = find_header(rows, at, forms)
    if not mapping:
        return found or header_at(form_of(None, choice.kind), rows, at)
    wanted = [key for key in mapping.values() if key]
    able = [header_at(form, rows, at) for form in forms if all(has_column(form, key) for key in wanted)]
    if found is not None:
        able = [found if header.form is found.form else header for header in able]
    whole = [header for header in able if not missing(header.mapped(mapping))]
    best = max(whole, key=lambda header: len(header.mapped(mapping).columns), default=None)
    return best or header_at(form_of(mapping, choice.kind), rows, at)


def _check_mapping(grid: Grid, mapping: Mapping[int, str | None]) -> None:
    keys = [key for key in mapping.values() if key]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice:
        raise DocumentRefused(grid.source, "两列指定成了同一项内容", "请把其中一列改成别的内容或不收入")


def _split(
    rows: Sequence[SourceRow], header: Header, following: Header | None
) -> tuple[Sequence[SourceRow], tuple[SourceRow, ...]]:
    """Rows between two headers: those of the upper table, and what stands above the lower one."""
    if following is None:
        return rows, ()
    if following.form is PROJECT_CARD and (at := _card_start(rows)) is not None:
        return rows[:at], tuple(rows[at:])
    return _split_above(rows)


def _card_start(rows: Sequence[SourceRow]) -> int | None:
    """Where the blocks of the next project begin: its title, or the first of its captioned rows."""
    named = next((at for at, row in enumerate(rows) if names_project(row)), None)
    if named is None:
        return next((at for at, row in enumerate(rows) if _begins_block(row)), None)
    at = named
    while at and _above_card(rows[at - 1]):
        at -= 1
    return at


def _title_lines(above: Sequence[SourceRow]) -> Sequence[SourceRow]:
    """What stands above a header, without the blocks of a project."""
    blocks = (at for at, row in enumerate(above) if names_project(row) or _begins_block(row))
    return above[: next(blocks, len(above))]


def names_project(row: SourceRow) -> bool:
    """Whether a row states the name of a project beside its caption."""
    pieces = pieces_of(row)
    return any(
        (named := label_and_rest(piece.text)) is not None and named[0] == "project.name"
        for piece in pieces[:3]
    )


def _begins_block(row: SourceRow) -> bool:
    pieces = pieces_of(row)
    if not pieces:
        return False
    first = pieces[0].text
    return is_money_block(first) or (goal_key(first) is not None and field_key(first) is None)


def _above_card(row: SourceRow) -> bool:
    return row.blank or page_number(row) or _caption_line(row) or states_something(row)


def _split_above(rows: Sequence[SourceRow]) -> tuple[Sequence[SourceRow], tuple[SourceRow, ...]]:
    """Where the lower table has only caption lines above it."""
    at = len(rows)
    while at and (rows[at - 1].blank or page_number(rows[at - 1]) or _caption_line(rows[at - 1])):
        at -= 1
    captions = tuple(row for row in rows[at:] if _caption_line(row))
    return [*rows[:at], *(row for row in rows[at:] if not _caption_line(row))], captions


def _caption_line(row: SourceRow) -> bool:
    return loose(row) and not note_line(row.text) and not page_number(row) and not separator(row)
