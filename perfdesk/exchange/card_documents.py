"""Tables of one project each as documents: neighbours under the same title are one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from perfdesk.domain.document import Document
from perfdesk.domain.form_kind import FormKind
from perfdesk.domain.span import read_span
from perfdesk.exchange.cards import Card, read_card
from perfdesk.exchange.grid import Grid
from perfdesk.exchange.kinds import kind_of
from perfdesk.exchange.parts import Part
from perfdesk.exchange.periods import settle_period
from perfdesk.exchange.remarks import Remarks
from perfdesk.exchange.statements import Carried

_WHOLE = re.compile("整体支出|整体绩效|部门整体")


def read_cards(
    grid: Grid, tables: Sequence[Sequence[Part]], kind: FormKind | None, carried: Carried
) -> Iterator[tuple[int, Document]]:
    """The documents of tables that follow each other, each with the line its first header stands in."""
    held: list[Card] = []
    remarks = Remarks(grid)
    for table in tables:
        own = Remarks(grid)
        card = read_card(grid, table, carried, own)
        if held and not _same_document(held[0], card):
            yield held[0].line, _document(grid, held, kind, remarks)
            held, remarks = [], Remarks(grid)
        held.append(card)
        remarks.take(own)
    if held:
        yield held[0].line, _document(grid, held, kind, remarks)


def _same_document(first: Card, card: Card) -> bool:
    """Whether a table states nothing about itself that the first one did not."""
    a, b = first.stated, card.stated
    if first.keys != card.keys and _kind(first) is not _kind(card):
        return False
    return all(
        not later or later == known
        for later, known in ((b.title, a.title), (b.unit_name, a.unit_name), (b.year, a.year))
    )


def _kind(card: Card) -> FormKind:
    span = read_span(card.period)
    return kind_of(card.stated.title, set(card.keys), listed=False, interim=span is not None and span.interim)


def _document(grid: Grid, cards: Sequence[Card], kind: FormKind | None, remarks: Remarks) -> Document:
    first = cards[0]
    kind = kind or _kind(first)
    stated = first.stated
    if _WHOLE.search(stated.title):
        what = "这是部门整体支出的表，本程序按一个项目收入；职能、年度任务和收支分类没有收入，都列在下面"
        remarks.doubt(0, grid.place(first.line), what)
    settle_period(grid, stated, first.period, first.line, kind is FormKind.MONITORING, remarks)
    document = Document(
        kind=kind,
        title=stated.title,
        source=grid.source,
        unit_name=stated.unit_name or _implementing_unit(cards),
        year=stated.year,
        period=stated.period,
        months=stated.months,
        projects=tuple(card.project for card in cards),
        sheet=grid.sheet,
    )
    return replace(document, repairs=remarks.listed_repairs(), doubts=remarks.listed_doubts())


def _implementing_unit(cards: Sequence[Card]) -> str | None:
    """The unit that carries out all projects, where every table names the same one."""
    named = {card.project.implementing_unit for card in cards}
    return named.pop() if len(named) == 1 else None
