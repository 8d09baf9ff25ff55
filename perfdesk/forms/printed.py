"""What the forms print beside their tables in the same words every time, so that reading may pass it by."""

from functools import cache

from perfdesk.forms.group import INTERNAL
from perfdesk.forms.registry import FORMS


@cache
def printed_beside() -> frozenset[str]:
    """Notes, corners, captions left of tables and the mark of internal copies, by line, without spaces."""
    texts = (INTERNAL, *(text for form in FORMS.values() for text in (form.corner, form.side, *form.notes)))
    return frozenset("".join(line.split()) for text in texts for line in text.splitlines() if line.strip())
