"""A change: the one reversible object that everything written to a desk passes through.

An edit of field `RECORD` makes or removes a whole record; its text is the record's canonical JSON. Every
other edit sets one field. Texts are canonical (`records.to_text`), so a change can be stored, shown and
turned round without knowing types.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from perfdesk.domain.records import ASIDE, Kind, Record, fields_of, from_text, kind_of, to_text, type_of_kind

RECORD = "*"
_MOVING = (RECORD, "book", "project", "objective", "position", "from_month", "to_month")


class Act(StrEnum):
    """Why a batch of edits was written."""

    EDIT = "edit"
    IMPORT = "import"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Edit:
    """One field of one record, before and after; `None` means empty (or, for RECORD, not there)."""

    kind: Kind
    record: int
    field: str
    before: str | None
    after: str | None

    def reversed(self) -> "Edit":
        """The edit that takes this one back."""
        return Edit(self.kind, self.record, self.field, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Change:
    """Edits that happen together or not at all; `title` is what the undo menu says (录入 27.4)."""

    title: str
    edits: tuple[Edit, ...]

    def reversed(self) -> "Change":
        """The change that takes this one back, last edit first."""
        return Change(self.title, tuple(edit.reversed() for edit in reversed(self.edits)))

    def __bool__(self) -> bool:
        return bool(self.edits)

    def touched(self) -> frozenset[tuple[Kind, int]]:
        """The records it names."""
        return frozenset((edit.kind, edit.record) for edit in self.edits)

    @property
    def structural(self) -> bool:
        """Whether rows come, go or move (trees must be rebuilt), not only values."""
        return any(e.field in _MOVING and e.kind not in ASIDE for e in self.edits)


def to_json(record: Record) -> str:
    """Canonical JSON of a record: canonical texts of its non-empty fields, sorted by name, no spaces."""
    texts = {shape.name: to_text(getattr(record, shape.name)) for shape in fields_of(kind_of(record))}
    kept = {name: text for name, text in texts.items() if text is not None}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(kind: Kind, record: int, text: str) -> Record:
    """The record behind `to_json`'s text."""
    texts: dict[str, str] = json.loads(text)
    values: dict[str, Any] = {
        shape.name: from_text(shape.role, texts[shape.name])
        for shape in fields_of(kind)
        if shape.name in texts
    }
    made: Record = type_of_kind[kind](record, **values)
    return made


def creation(record: Record) -> Edit:
    """The edit that makes a record."""
    return Edit(kind_of(record), record.id, RECORD, None, to_json(record))


def removal(record: Record) -> Edit:
    """The edit that removes a record; its JSON stays in the history, so nothing is lost."""
    return creation(record).reversed()


def setting(record: Record, name: str, after: str | None) -> Edit | None:
    """The edit that sets one field to a canonical text, or None where it already stands."""
    before = to_text(getattr(record, name))
    after = after or None
    return None if before == after else Edit(kind_of(record), record.id, name, before, after)


def change_of(title: str, edits: Iterable[Edit | None]) -> Change:
    """A change from edits, the empty ones left out."""
    return Change(title, tuple(edit for edit in edits if edit is not None))
