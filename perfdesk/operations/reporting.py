"""Reporting: a book and run as a filled form, written as PDF or workbook."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from perfdesk.domain.errors import NothingSuch, NotUnderstood
from perfdesk.domain.form_kind import FormKind
from perfdesk.domain.office import Node, Office
from perfdesk.domain.records import Book, Indicator, Objective, Project, Run, to_text
from perfdesk.domain.verdict import Judgement
from perfdesk.domain.wording import VERDICT_MARKS, VERDICT_WORDS
from perfdesk.forms.fill import Group, Heading, fill
from perfdesk.forms.form import Form
from perfdesk.forms.registry import FORMS
from perfdesk.forms.sheet import Sheet
from perfdesk.operations.checking import full_content, judge_indicator, judge_node, node_name, review
from perfdesk.operations.overview import printed_overview

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What was written. `open_points` are the sentences that still want the clerk."""

    path: Path
    pages: int
    open_points: tuple[str, ...]


def form_of(kind: FormKind) -> Form:
    """The definition of a form; NothingSuch for one this version does not have."""
    form = FORMS.get(kind)
    if form is None:
        raise NothingSuch("这个版本还不能出这种表。可用：" + "、".join(f.name for f in FORMS.values()) + "。")
    return form


def compose(
    office: Office, book: Book, run: Run | None, *, internal: bool = False, printed_on: str | None = None
) -> Sheet:
    """The filled form of a book; raises NothingSuch where its form needs a run and there is none."""
    form = form_of(FormKind(book.form or ""))
    if form.needs_run and run is None:
        raise NothingSuch(f"“{form.name}”要有进展期才能出表。请先新建进展，或用 --run 指明。")
    nodes = office.nodes(book.id)
    if not nodes:
        raise NothingSuch("这一年度还没有内容，出不了表。请先导入或新建。")
    heading = Heading(
        # A title made of unit, year and period is made anew for each run; a printed one is kept.
        title="" if "{" in form.title else book.title or "",
        unit_name=book.unit_name,
        year=book.year,
        period=run.label if run and form.needs_run else None,
        month=run.to_month if run else None,
        internal=internal,
        printed_on=printed_on,
    )
    groups = [_group(office, form, node, run, internal) for node in nodes]
    sheet = fill(form, groups, heading)
    return replace(sheet, overview=printed_overview(office, book, run)) if internal and run else sheet


def _group(office: Office, form: Form, node: Node, run: Run | None, internal: bool) -> Group:
    shared = {
        **_texts(node),
        "account.narrative": _narrative(office, node, run, internal),
        "objective.name": node_name(node),
    }
    if isinstance(node, Objective):
        shared["objective.content"] = full_content(node)
    if form.rows == "objective":
        return Group(node_name(node), ({**shared, "verdict": _verdict(judge_node(office, node, run))},))
    rows = [_indicator_row(office, indicator, run) for indicator in office.indicators(node)] or [{}]
    return Group(node_name(node), tuple({**shared, **row} for row in rows))


def _indicator_row(office: Office, indicator: Indicator, run: Run | None) -> dict[str, str]:
    entry = office.entry(run.id, indicator.id) if run else None
    return {
        **_texts(indicator),
        "entry.actual": (entry.actual or "") if entry else "",
        "entry.narrative": (entry.narrative or "") if entry else "",
        "verdict": _verdict(judge_indicator(office, indicator, run)),
    }


def _texts(record: Project | Objective | Indicator) -> dict[str, str]:
    prefix = type(record).__name__.lower()
    return {f"{prefix}.{name}": to_text(getattr(record, name)) or "" for name in record.__slots__}


def _narrative(office: Office, node: Node, run: Run | None, internal: bool) -> str:
    account = office.account(run.id, node) if run else None
    text = (account.narrative or "") if account else ""
    return text or ("未填报" if internal else "")


def _verdict(judged: Judgement) -> str:
    """Mark and word together, so that the page says it in black and white too."""
    return f"{VERDICT_MARKS[judged.verdict]} {VERDICT_WORDS[judged.verdict]}"


def open_points(office: Office, book: Book, run: Run | None) -> tuple[str, ...]:
    """What an honest clerk would settle before publishing: review lines without an answer."""
    if run is None:
        return ()
    return tuple(f"{line.where}：{line.message}" for line in review(office, book, run) if not line.answer)


def write_sheet(
    sheet: Sheet,
    path: Path,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """Write a composed sheet by the suffix of `path`; returns its pages (0 for a workbook)."""
    match path.suffix.lower():
        case ".pdf":
            from perfdesk.exchange.pdf import write_pdf

            return write_pdf(sheet, path, progress=progress, cancelled=cancelled)
        case ".xlsx":
            from perfdesk.exchange.workbook import write_workbook

            write_workbook(sheet, path)
            return 0
        case other:
            raise NotUnderstood(f"不能导出成“{other or '无后缀'}”文件。请用 .pdf 或 .xlsx。")


def export(
    office: Office,
    book: Book,
    run: Run | None,
    path: Path,
    *,
    internal: bool = False,
    printed_on: str | None = None,
) -> ExportResult:
    """Compose and write in one go."""
    sheet = compose(office, book, run, internal=internal, printed_on=printed_on)
    return ExportResult(path, write_sheet(sheet, path), open_points(office, book, run))
