"""What a document says of each kind of record; what it does not say is left out."""

from dataclasses import fields

from perfdesk.domain.document import Document, ReadFund, ReadIndicator, ReadItem, ReadProject
from perfdesk.domain.figures import Figure, plain, read_figure
from perfdesk.domain.form_kind import FormKind
from perfdesk.domain.records import Kind, Value, fields_of
from perfdesk.domain.target_text import parted
from perfdesk.domain.units import same_unit

_SCORING = ("（计分方法", "(计分方法")
_CAUSES = ("cause_funding", "cause_rules", "cause_staff", "cause_facilities", "cause_other")


def months_of(document: Document) -> tuple[int, int] | None:
    """The months a document records; a self-evaluation that states none is about the whole year."""
    if document.kind is FormKind.TARGET_APPLICATION:
        return None
    if document.kind is FormKind.SELF_EVALUATION:
        return document.months or (1, 12)
    if document.kind is FormKind.TARGET_SUMMARY and not records_progress(document):
        return None
    return document.months


def records_progress(document: Document) -> bool:
    """Whether a document says anything of a run: actuals, money executed, progress, scores."""
    if document.kind is FormKind.TARGET_APPLICATION:
        return False
    return any(item.progress for item in document.items) or any(
        stated_of(project, Kind.ACCOUNT)
        or any(row.causes or stated_of(row, Kind.ENTRY) for row in project.indicators)
        or any(stated_of(fund, Kind.OUTLAY) for fund in project.funds)
        for project in document.projects
    )


def _shared(read: type[ReadProject | ReadFund | ReadIndicator], kind: Kind) -> tuple[str, ...]:
    """The fields a record has in common with what is read."""
    names = {one.name for one in fields(read)}
    return tuple(shape.name for shape in fields_of(kind) if shape.name in names)


_NAMES = {
    **{kind: _shared(ReadProject, kind) for kind in (Kind.PROJECT, Kind.ACCOUNT)},
    **{kind: _shared(ReadFund, kind) for kind in (Kind.FUND, Kind.OUTLAY)},
    **{kind: _shared(ReadIndicator, kind) for kind in (Kind.INDICATOR, Kind.ENTRY)},
}


def stated_of(read: ReadProject | ReadFund | ReadIndicator, kind: Kind) -> dict[str, Value]:
    """What is stated of a record of this kind; what is not stated is left out."""
    values = ((name, getattr(read, name)) for name in _NAMES[kind])
    return {name: value for name, value in values if value not in (None, "")}


def indicator_of(read: ReadIndicator, recorded: bool) -> dict[str, Value]:
    """An indicator's own fields; a remark in a table of a run belongs to the run."""
    stated = stated_of(read, Kind.INDICATOR) | {"target": _target(read)}
    if recorded:
        stated.pop("remark", None)
    return {name: value for name, value in stated.items() if value not in (None, "")}


def _target(read: ReadIndicator) -> str | None:
    """The target as printed, without what went to fields of their own: operator and unit."""
    raw = read.raw_target if read.raw_target is not None else read.target
    if not raw:
        return raw
    parts = parted(raw)
    if parts.operator is not None and parts.operator.value != read.operator:
        return raw
    if parts.unit is not None and not (read.unit and same_unit(parts.unit, read.unit)):
        return f"{parts.text}{parts.unit}"
    figure = read_figure(parts.text)
    if not isinstance(figure, Figure) or not (figure.operator or figure.unit):
        return parts.text
    if figure.upper is not None or figure.approximate or figure.at_least:
        return raw
    kept = figure.operator is None or figure.operator.value == read.operator
    kept = kept and (figure.unit is None or bool(read.unit and same_unit(figure.unit, read.unit)))
    return plain(figure.number) if kept else parts.text


def entry_of(read: ReadIndicator) -> dict[str, Value]:
    """What a run records of an indicator. One tick among the causes states all five."""
    stated = stated_of(read, Kind.ENTRY)
    if read.causes:
        stated |= {name: name in read.causes for name in _CAUSES}
    if read.remark:
        stated["note"] = read.remark
    return stated


def objective_of(read: ReadItem) -> dict[str, Value]:
    """An objective's own fields; whether it has a star is always stated."""
    content, scoring = split_scoring(read.content)
    texts = {
        "category": read.category,
        "subcategory": read.subcategory,
        "name": read.name,
        "content": content,
        "attribute": read.attribute,
        "due_month": read.due_month,
        "scoring_text": scoring,
    }
    stated: dict[str, Value] = {name: text for name, text in texts.items() if text}
    return stated | {"starred": read.starred}


def split_scoring(content: str | None) -> tuple[str | None, str | None]:
    """An objective's content and the scoring text that ends it; joined again they are the content.

    >>> split_scoring("推进招引。（计分方法：每个加5分。)")
    ('推进招引。', '（计分方法：每个加5分。)')
    >>> split_scoring("推进招引。")
    ('推进招引。', None)
    """
    if not content:
        return None, None
    at = max(content.find(mark) for mark in _SCORING)
    if at <= 0 or content.rstrip()[-1] not in "）)":
        return content, None
    return content[:at], content[at:]
