"""A place on the desk: which field of which row, named by the form's column key."""

from collections.abc import Sequence
from dataclasses import dataclass

from perfdesk.domain.change import Change, Edit, change_of, creation, setting
from perfdesk.domain.errors import NothingSuch, NotUnderstood
from perfdesk.domain.fold import fitting
from perfdesk.domain.measure import ACCUMULATION_WORDS, DIRECTION_WORDS
from perfdesk.domain.office import Office
from perfdesk.domain.operator import read_operator
from perfdesk.domain.records import (
    Account,
    Entry,
    Kind,
    Outlay,
    Record,
    Role,
    Run,
    from_text,
    role_of,
    to_text,
    with_fields,
)
from perfdesk.domain.wording import LIKELIHOOD_WORDS

LONGEST = 50_000  # characters of one cell; more is a file that was pasted by mistake
_GONE = "这一项已被删除。请重新选择后再录入。"
_TITLES = {
    "entry.actual": "录入",
    "entry.narrative": "填写说明",
    "entry.note": "填写备注",
    "entry.forecast": "录入全年预计",
    "entry.score": "录入得分",
    "outlay.executed": "录入执行数",
    "account.narrative": "填写进展",
    "account.executed": "录入已执行金额",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Kind and record name the project, objective, indicator, run or book of the row; `key` is a column key.

    `run` is needed for `entry.`, `account.` and `outlay.` keys, whose records may not exist yet.
    """

    kind: Kind
    record: int
    key: str
    run: int | None = None

    @property
    def field(self) -> str:
        """The field's name without its owner."""
        return self.key.partition(".")[2]


def record_at(office: Office, place: Place) -> Record | None:
    """The record that holds the place's field, or None where it does not exist yet."""
    owner = office.find(place.kind, place.record)
    if owner is None:
        return None
    prefix = place.key.partition(".")[0]
    if prefix == "entry":
        return office.entry(place.run or 0, place.record)
    if prefix == "account":
        return office.account(place.run or 0, office.node(place.kind, place.record))
    if prefix == "outlay":
        return office.outlay(place.run or 0, place.record)
    return owner


def read_place(office: Office, place: Place) -> str:
    """The text that stands there; "" where nothing does."""
    record = record_at(office, place)
    return "" if record is None else to_text(getattr(record, place.field)) or ""


def write_place(office: Office, place: Place, text: str) -> Change:
    """The change that puts `text` there; empty if it stands already. Raises NotUnderstood, NothingSuch."""
    if office.find(place.kind, place.record) is None:
        raise NothingSuch(_GONE)
    title = _title(place, text)
    record = record_at(office, place)
    if record is not None:
        edit = setting(record, place.field, _canonical(place, text))
        if isinstance(record, Run) and edit is not None:
            _must_be_a_span(record, edit)
        return change_of(title, [edit])
    canonical = _canonical(place, text)
    return change_of(title, [creation(_fresh(office, place, canonical))] if canonical else [])


def write_places(office: Office, cells: Sequence[tuple[Place, str]], title: str = "") -> Change:
    """The one change that puts several texts at their places; raises where one of them is refused."""
    trial = Office(office) if len(cells) > 1 else office
    edits: list[Edit] = []
    for place, text in cells:
        change = write_place(trial, place, text)
        title = title or change.title
        edits += change.edits
        if trial is not office:
            trial.apply(change)
    return Change(title, tuple(edits))


def is_locked(office: Office, place: Place) -> bool:
    """Whether a place belongs to a run that is locked."""
    run = office.find(Kind.RUN, place.run or 0)
    return isinstance(run, Run) and run.locked


def _fresh(office: Office, place: Place, text: str) -> Record:
    """A record that holds nothing but the canonical `text`."""
    if place.run is None or office.find(Kind.RUN, place.run) is None:
        raise NothingSuch("还没有进展期。请先点“新建进展”。")
    number = office.next_id()
    value = from_text(role_of(_holder(place), place.field), text)
    if place.key.startswith("entry."):
        return with_fields(Entry(number, run=place.run, indicator=place.record), {place.field: value})
    if place.key.startswith("outlay."):
        return with_fields(Outlay(number, run=place.run, fund=place.record), {place.field: value})
    account = Account(number, run=place.run)
    return with_fields(account, {place.kind.value: place.record, place.field: value})


def _canonical(place: Place, text: str) -> str | None:
    """The canonical text of what was typed; prose and figures stay as typed, but for what nobody sees."""
    text = fitting(text)
    if len(text) > LONGEST:
        raise NotUnderstood(
            f"这一格有 {len(text):,} 个字，最多写 {LONGEST:,} 个。请分开写，或作为佐证附上文件。"
        )
    if not text.strip():
        return None
    if place.field == "operator":
        operator = read_operator(text)
        if operator is None:
            raise NotUnderstood(
                f"运算符“{text.strip()[:12]}”认不出。请用 ≥、>、=、<、≤ 之一，或“不少于”这样的词。"
            )
        return operator.value
    if place.field == "accumulation":
        return _choice(text, {k.value: word for k, word in ACCUMULATION_WORDS.items()})
    if place.field == "direction":
        return _choice(text, {k.value: word for k, word in DIRECTION_WORDS.items()})
    if place.field == "likelihood":
        return _choice(text, {k.value: word for k, word in LIKELIHOOD_WORDS.items()})
    if place.field in ("from_month", "to_month"):
        return _month(text)
    match role_of(_holder(place), place.field):
        case Role.COUNT:
            return _whole_number(text)
        case Role.FLAG:
            return "1" if text.strip() in ("1", "是", "★", "√", "true") else "0"
        case _:
            return text


def _holder(place: Place) -> Kind:
    return Kind(place.key.partition(".")[0])


def _choice(text: str, words: dict[str, str]) -> str:
    wanted = text.strip()
    for value, word in words.items():
        if wanted in (value, word):
            return value
    raise NotUnderstood(f"“{wanted[:12]}”不在可选项里。可选：{'、'.join(words.values())}。")


def _whole_number(text: str) -> str:
    wanted = text.strip()
    if not (wanted.isdecimal() and len(wanted) <= 9):
        raise NotUnderstood(f"“{wanted[:12]}”不是整数。请填 1、2、3 这样的数字。")
    return str(int(wanted))


def _month(text: str) -> str:
    month = _whole_number(text.strip().removesuffix("月"))
    if not 1 <= int(month) <= 12:
        raise NotUnderstood(f"“{text.strip()[:12]}”不是月份。请填 1 到 12。")
    return month


def _must_be_a_span(run: Run, edit: Edit) -> None:
    months = {"from_month": run.from_month, "to_month": run.to_month}
    if edit.field in months:
        months[edit.field] = int(edit.after or 0)
        if not 1 <= months["from_month"] <= months["to_month"]:
            raise NotUnderstood("起始月份不能空，也不能晚于截止月份。请先改另一个月份。")


def _title(place: Place, text: str) -> str:
    if role_of(_holder(place), place.field) is Role.FLAG:
        return "改为“是”" if _canonical(place, text) == "1" else "改为“否”"
    short = text.strip().replace("\n", " ")
    short = short if len(short) <= 12 else short[:11] + "…"
    verb = _TITLES.get(place.key, "修改")
    return f"{verb} {short}" if short else "清空内容"
