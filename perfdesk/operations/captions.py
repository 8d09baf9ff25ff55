"""The captions an office words differently from the form: kept with the book, changed like anything else."""

import json
from collections.abc import Mapping

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


def word_captions(book: Book, words: Mapping[str, str], tree: str | None) -> Change:
    """The change that prints these words, by the form's captions, and puts levels into the order of a tree.

    An empty word, or the form's own, takes the office's back. `tree` is None for the clerk's order.
    """
    cleaned = {caption: " ".join(own.split()) for caption, own in words.items()}
    held = {caption: own for caption, own in cleaned.items() if own and own != caption}
    kept = json.dumps(held, ensure_ascii=False, sort_keys=True) if held else None
    return change_of("修改表头文字", [setting(book, "captions", kept), setting(book, "layout", tree)])
