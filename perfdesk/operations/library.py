"""The indicator library (指标库): every indicator the desk has ever held, once, as it was set last."""

from dataclasses import dataclass

from perfdesk.domain.change import Change, change_of, creation
from perfdesk.domain.fold import fold
from perfdesk.domain.office import Node, Office
from perfdesk.domain.records import Indicator, kind_of, with_fields

_KEPT = (
    *("level1", "level2", "name", "operator", "unit", "accumulation", "direction", "definition"),
    *("data_source", "collection_method", "scoring_rule", "scoring_method", "pass_threshold"),
)


@dataclass(frozen=True, slots=True)
class LibraryItem:
    """One known indicator; `model` is the record set last, `last_actual` what a run last said of it."""

    model: Indicator
    times: int
    years: tuple[str, ...]
    last_actual: str | None

    @property
    def target(self) -> str | None:
        """The target set last, as typed."""
        return self.model.target


def library(office: Office) -> list[LibraryItem]:
    """All indicators of all books, the same name and unit once; the most used first, then by name."""
    held: dict[tuple[str, str], list[Indicator]] = {}
    for book in sorted(office.books(), key=lambda b: (b.year or "", b.id)):
        for node in office.nodes(book.id):
            for indicator in office.indicators(node):
                if (indicator.name or "").strip():
                    held.setdefault(_key(indicator), []).append(indicator)
    items = [_item(office, found) for found in held.values()]
    return sorted(items, key=lambda item: (-item.times, item.model.name or ""))


def _key(indicator: Indicator) -> tuple[str, str]:
    return "".join(fold(indicator.name or "").split()), "".join(fold(indicator.unit or "").split())


def _item(office: Office, found: list[Indicator]) -> LibraryItem:
    years = {book.year for i in found if (book := office.book_of(i)) and book.year}
    actuals = [actual for indicator in found if (actual := _last_actual(office, indicator))]
    return LibraryItem(found[-1], len(found), tuple(sorted(years)), actuals[-1] if actuals else None)


def _last_actual(office: Office, indicator: Indicator) -> str | None:
    book = office.book_of(indicator)
    for run in reversed(office.runs(book.id) if book else []):
        entry = office.entry(run.id, indicator.id)
        if entry is not None and entry.actual:
            return entry.actual
    return indicator.last_actual


def search(items: list[LibraryItem], wanted: str) -> list[LibraryItem]:
    """The items in whose name, unit or levels every word of `wanted` stands; all for no word."""
    words = [fold(word).lower() for word in wanted.split()]

    def text(item: LibraryItem) -> str:
        model = item.model
        return fold(" ".join(filter(None, (model.name, model.unit, model.level1, model.level2)))).lower()

    return [item for item in items if all(word in text(item) for word in words)]


def insert(office: Office, owner: Node, item: LibraryItem, *, with_target: bool = True) -> tuple[Change, int]:
    """A library indicator put at the end of a project or objective, with what was last achieved beside it."""
    number = office.next_id()
    siblings = office.indicators(owner)
    values = {name: getattr(item.model, name) for name in _KEPT}
    values["target"] = item.target if with_target else None
    values["last_actual"] = item.last_actual
    values[kind_of(owner).value] = owner.id
    fresh = Indicator(number, position=max((s.position for s in siblings), default=0) + 1)
    made = with_fields(fresh, values)
    return change_of(f"从指标库加入 {(item.model.name or '')[:16]}", [creation(made)]), number
