"""Why a text was not taken, for the field that keeps it."""

from perfdesk.domain.errors import DeskError
from perfdesk.operations.place import Place, write_place
from perfdesk.ui.desk import Desk

_NOT_SAVED = "没有保存，文字还留在这里。"


def why_refused(desk: Desk, place: Place, text: str) -> str:
    """The sentence that refuses this text at this place; "" where the place would take it."""
    try:
        change = write_place(desk.office, place, text)
        if desk.session is not None:
            desk.session.check(change)
    except DeskError as error:
        return str(error)
    return _NOT_SAVED if desk.read_only else ""


def refusal(desk: Desk, place: Place, text: str) -> str:
    """The sentence for a text that has just been refused, whatever the reason was."""
    return why_refused(desk, place, text) or _NOT_SAVED
