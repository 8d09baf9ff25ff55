"""Why a text was not taken, for the field that keeps it."""

from perfdesk.domain.errors import DeskError
from perfdesk.operations.place import Place, write_place
from perfdesk.ui.desk import Desk
from perfdesk.ui.grid_columns import COMPUTED, Sheet

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


def why_not_here(desk: Desk, sheet: Sheet, key: str) -> str:
    """The sentence for somebody who types where nothing can be typed: `key` is the column's."""
    if desk.read_only:
        return "现在是只看不改的状态，不能录入。请用能写的方式重新打开。"
    if key in COMPUTED:
        return "这一栏是算出来的，不用填。"
    if sheet is Sheet.TARGETS or key.startswith(("entry.", "account.")):
        locked = desk.run is not None and desk.run.locked
        return "本期已锁定，只能查看。要改请先解锁，写明原因。" if locked else "这一格不在这里填。"
    return "这一栏在“目标”里改。"


def refusal(desk: Desk, place: Place, text: str) -> str:
    """The sentence for a text that has just been refused, whatever the reason was."""
    return why_refused(desk, place, text) or _NOT_SAVED
