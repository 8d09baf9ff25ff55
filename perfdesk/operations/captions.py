"""The captions an office words differently from the form: kept with the book, changed like anything else."""

import json

from perfdesk.domain.change import Change, change_of, setting
from perfdesk.domain.records import Book


def captions_of(book: Book) -> dict[str, str]:
    """The office's captions by the form's; what is no such list counts as none."""
    try:
        held = json.loads(book.captions or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(held, dict):
        return {}
    return {form: own for form, own in held.items() if isinstance(own, str)}


def word_caption(book: Book, caption: str, own: str) -> Change:
    """The change that prints `own` for the form's `caption`; the form's own text takes it back."""
    held = captions_of(book)
    held.pop(caption, None)
    text = " ".join(own.split())
    if text != caption:
        held[caption] = text
    kept = json.dumps(held, ensure_ascii=False, sort_keys=True) if held else None
    return change_of("修改表头文字", [setting(book, "captions", kept)])
