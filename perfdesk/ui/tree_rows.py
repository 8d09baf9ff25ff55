"""What stands in the tree and what each row says: the tree's questions to the desk, without a model."""

from collections.abc import Iterator
from dataclasses import dataclass

from perfdesk.domain.office import Node, Office
from perfdesk.domain.records import Book, Indicator, Kind, Objective, Project, kind_of
from perfdesk.domain.target import target_of
from perfdesk.domain.verdict import Judgement, worst
from perfdesk.domain.wording import VERDICT_WORDS
from perfdesk.operations.checking import actual_place, form_name, node_name
from perfdesk.operations.place import read_place
from perfdesk.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class Key:
    """What a row is about; a category has no kind, only its book and words."""

    kind: Kind | None
    record: int
    category: str = ""


TOP = Key(None, 0)
"""The invisible row above the books."""


def category_of(node: Node) -> str:
    """The row an objective stands under: its category, with the narrower one; "" for a project."""
    if not isinstance(node, Objective):
        return ""
    return " · ".join(part for part in (node.category, node.subcategory) if part) or "未分类"


def keys_under(office: Office, key: Key) -> Iterator[Key]:
    """What stands under a row, in paper order."""
    if key == TOP:
        yield from (Key(Kind.BOOK, book.id) for book in office.books())
    elif key.kind is Kind.BOOK:
        seen: set[str] = set()
        for node in office.nodes(key.record):
            category = category_of(node)
            if not category:
                yield Key(kind_of(node), node.id)
            elif category not in seen:
                seen.add(category)
                yield Key(None, key.record, category)
    elif key.kind is None:
        nodes = office.nodes(key.record)
        yield from (Key(Kind.OBJECTIVE, n.id) for n in nodes if category_of(n) == key.category)
    elif key.kind is not Kind.INDICATOR and office.find(key.kind, key.record) is not None:
        node = office.node(key.kind, key.record)
        yield from (Key(Kind.INDICATOR, indicator.id) for indicator in office.indicators(node))


def keys_above(office: Office, key: Key) -> list[Key]:
    """The rows above a row, from the books down; the invisible one left out."""
    chain: list[Key] = []
    found = office.find(key.kind, key.record) if key.kind else None
    if isinstance(found, Indicator):
        found = office.owner(found)
        chain.append(Key(kind_of(found), found.id))
    if isinstance(found, Project | Objective):
        if category := category_of(found):
            chain.append(Key(None, found.book or 0, category))
        chain.append(Key(Kind.BOOK, found.book or 0))
    elif key.kind is None and key != TOP:
        chain.append(Key(Kind.BOOK, key.record))
    return chain[::-1]


def all_keys(office: Office) -> Iterator[tuple[Key, tuple[Key, ...]]]:
    """Every row with the rows above it, in the order of the tree; for the search."""
    waiting: list[tuple[Key, tuple[Key, ...]]] = []
    waiting += [(key, ()) for key in keys_under(office, TOP)][::-1]
    while waiting:
        key, above = waiting.pop()
        yield key, above
        waiting += [(child, (*above, key)) for child in keys_under(office, key)][::-1]


class TreeWords:
    """What the rows of a desk's tree say."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def _found(self, key: Key) -> object:
        return self._desk.office.find(key.kind, key.record) if key.kind else None

    def name(self, key: Key) -> str:
        """The words of a row."""
        match self._found(key):
            case Book() as book:
                return f"{book.year or ''} 年度{form_name(book)}"
            case (Project() | Objective()) as node:
                return node_name(node) or "（未命名）"
            case Indicator(name=name):
                return name or "（未命名）"
        return key.category

    def target(self, key: Key) -> str:
        """「≥ 30 %」; "" for what has no figure."""
        found = self._found(key)
        return target_of(found).printed if isinstance(found, Indicator) else ""

    def actual(self, key: Key) -> str:
        """The actual as typed, in the run its badge speaks of."""
        office, found = self._desk.office, self._found(key)
        if not isinstance(found, Indicator):
            return ""
        run = self._desk.run_of(office.owner(found).book)
        return read_place(office, actual_place(found, run)).strip()

    def judgement(self, key: Key) -> Judgement:
        """The verdict of a row: its own, or the worst of what is under it."""
        match self._found(key):
            case Book() as book:
                return self._desk.judge_book(book)
            case (Project() | Objective()) as node:
                return self._desk.judge_node(node)
            case Indicator() as indicator:
                return self._desk.judge_indicator(indicator)
        verdict = worst(self.judgement(child).verdict for child in keys_under(self._desk.office, key))
        return Judgement(verdict, VERDICT_WORDS[verdict], "")

    def locked(self, key: Key) -> bool:
        """Whether a book's run, as it is looked at, is locked."""
        found = self._found(key)
        run = self._desk.run_of(found.id) if isinstance(found, Book) else None
        return run is not None and run.locked

    def tip(self, key: Key) -> str:
        """The whole name, target and actual, and why the verdict is what it is."""
        parts = [self.name(key), self.judgement(key).sentence]
        found = self._found(key)
        if isinstance(found, Book) and found.unit_name:
            parts.insert(1, found.unit_name)
        return "\n".join(parts)

    def spoken(self, key: Key) -> str:
        """What a screen reader says."""
        parts = [self.name(key), *(["本期已锁定"] if self.locked(key) else [])]
        if key.kind is Kind.INDICATOR:
            parts += [f"目标 {self.target(key) or '未定'}", f"实际 {self.actual(key) or '未填'}"]
        return "，".join([*parts, VERDICT_WORDS[self.judgement(key).verdict]])
