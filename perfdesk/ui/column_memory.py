"""What the window remembers of columns that were put right, as JSON text of bounded size."""

import json
from collections.abc import Iterable
from typing import Any

from perfdesk.domain.form_kind import FormKind
from perfdesk.operations.reading_in import Remembered

MOST = 60  # headers; the oldest go
_LONGEST = 4_000  # characters of one header
_MOST_COLUMNS = 200


def to_text(memory: Iterable[Remembered]) -> str:
    """The JSON text of the newest headers that are not too long to keep."""
    kept = [one for one in memory if len(one.first) + len(one.signature) <= _LONGEST][:MOST]
    held = [
        {"first": one.first, "signature": one.signature, "kind": one.kind.value, "columns": one.mapping}
        for one in kept
    ]
    return json.dumps(held, ensure_ascii=False)


def from_text(text: str) -> tuple[Remembered, ...]:
    """What was remembered; what was spoilt by hand is left out."""
    try:
        held = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    found = (_one(one) for one in held[:MOST]) if isinstance(held, list) else ()
    return tuple(one for one in found if one is not None)


def with_newest(memory: Iterable[Remembered], newest: Remembered) -> tuple[Remembered, ...]:
    """The memory with one more at its head, in place of an older one of the same header."""
    return (newest, *(one for one in memory if one.first != newest.first))[:MOST]


def _one(held: Any) -> Remembered | None:
    if not isinstance(held, dict):
        return None
    first, signature, kind, columns = (held.get(name) for name in ("first", "signature", "kind", "columns"))
    if not (isinstance(first, str) and isinstance(signature, str) and isinstance(columns, list)):
        return None
    if kind not in [one.value for one in FormKind] or not all(_is_column(one) for one in columns):
        return None
    mapping = tuple((one[0], one[1]) for one in columns[:_MOST_COLUMNS])
    return Remembered(first, signature, FormKind(kind), mapping)


def _is_column(held: Any) -> bool:
    if not (isinstance(held, list) and len(held) == 2):
        return False
    place, key = held
    return type(place) is int and place >= 0 and (key is None or isinstance(key, str))
