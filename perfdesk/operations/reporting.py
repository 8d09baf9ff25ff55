"""Reporting: a book and run as a filled form, written as PDF, workbook or document."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from perfdesk.domain.errors import NothingSuch, NotUnderstood
from perfdesk.domain.form_kind import FormKind
from perfdesk.domain.office import Node, Office
from perfdesk.domain.records import Book, Project, Publication, Run
from perfdesk.forms.blank import blank_groups
from perfdesk.forms.fill import Heading, fill
from perfdesk.forms.form import Form
from perfdesk.forms.group import OPEN_POINTS, RECTIFICATIONS
from perfdesk.forms.registry import FORMS
from perfdesk.forms.sheet import Sheet
from perfdesk.operations.captions import captions_of
from perfdesk.operations.checking import review
from perfdesk.operations.composing import Wanted, group_of
from perfdesk.operations.overview import printed_overview
from perfdesk.operations.rectifying import rectification_lines
from perfdesk.operations.rule_packs import pack_in_force

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Copy:
    """Which copy of a book is wanted: `form` is the book's own where it is None, `blank` has no data."""

    form: FormKind | None = None
    internal: bool = False
    printed_on: str | None = None
    blank: bool = False


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What was written. `open_points` are the sentences that still want the clerk.

    `withheld` are the names of secret projects that were left out of a public copy.
    """

    path: Path
    pages: int
    open_points: tuple[str, ...]
    withheld: tuple[str, ...] = ()


PUBLIC = Copy()


def form_of(kind: FormKind) -> Form:
    """The definition of a form; NothingSuch for one this version does not have."""
    form = FORMS.get(kind)
    if form is None:
        raise NothingSuch("这个版本还不能出这种表。可用：" + "、".join(f.name for f in FORMS.values()) + "。")
    return form


def forms_of(book: Book) -> tuple[Form, ...]:
    """The forms a book can be printed in, its own first."""
    own = form_of(FormKind(book.form or ""))
    return (own, *(form for form in FORMS.values() if form.rows == own.rows and form is not own))


def compose(office: Office, book: Book, run: Run | None, copy: Copy = PUBLIC) -> Sheet:
    """A filled form of a book.

    Raises NothingSuch where the form needs a run and there is none, where nothing is in the book, or where
    all of it is secret and the copy is for the public.
    """
    form = _form(book, copy.form)
    if copy.blank:
        return blank(form.kind, book)
    if form.needs_run and run is None:
        raise NothingSuch(f"“{form.name}”要有进展期才能出表。请先新建进展，或用 --run 指明。")
    nodes = office.nodes(book.id)
    if not nodes:
        raise NothingSuch("这一年度还没有内容，出不了表。请先导入或新建。")
    shown = [node for node in nodes if copy.internal or not _secret(node)]
    if not shown:
        raise NothingSuch("这一年度的项目都标了涉密，不能出公开稿。请改出内部稿，或核对涉密标记。")
    pack = pack_in_force(office, book, run) if form.points else None
    wanted = Wanted(form, run, copy.internal, pack)
    groups = [group_of(office, node, wanted) for node in shown]
    sheet = fill(form, groups, _heading(office, book, run, form, copy))
    return replace(sheet, overview=printed_overview(office, book, run)) if copy.internal and run else sheet


def blank(kind: FormKind, book: Book | None = None) -> Sheet:
    """A form to be filled in by hand, in the words and for the year of a book where one is given."""
    form = form_of(kind)
    unit, year = (book.unit_name, book.year) if book else (None, None)
    captions = captions_of(book) if book else {}
    layout = book.layout if book else None
    heading = Heading("", unit, year, None, None, False, None, captions)
    return replace(fill(form, blank_groups(form, layout), heading), data=False)


def withheld(office: Office, book: Book) -> tuple[str, ...]:
    """The names of the projects that a public copy leaves out."""
    return tuple(node.name or "" for node in office.nodes(book.id) if _secret(node))


def _form(book: Book, wanted: FormKind | None) -> Form:
    own = form_of(FormKind(book.form or ""))
    form = form_of(wanted) if wanted else own
    if form.rows != own.rows:
        raise NothingSuch(f"《{book.title or own.name}》不能出成“{form.name}”。请换一种表，或换一份内容。")
    return form


def _secret(node: Node) -> bool:
    return isinstance(node, Project) and node.is_secret


def _heading(office: Office, book: Book, run: Run | None, form: Form, copy: Copy) -> Heading:
    title = book.title or ""
    # A title made of unit, year and period is made anew for each run; a printed one is kept for its own form.
    kept = form.kind == book.form and "{" not in form.title
    if not copy.internal and any(name and name in title for name in withheld(office, book)):
        kept = False
    return Heading(
        title=title if kept else "",
        unit_name=book.unit_name,
        year=book.year,
        period=run.label if run and form.needs_run else None,
        month=run.to_month if run else None,
        internal=copy.internal,
        printed_on=copy.printed_on,
        captions=captions_of(book),
        tree=book.layout,
        version=_version(office, book, run, form) if copy.internal else None,
        remarks=_remarks(office, book, run) if copy.internal else (),
    )


def _remarks(office: Office, book: Book, run: Run | None) -> tuple[str, ...]:
    """What stands below an internal copy: open questions, and what is to be put right in this run."""
    open_ones = open_points(office, book, run)
    listed = rectification_lines(office, book, run) if run else ()
    parts = ((OPEN_POINTS, open_ones), (RECTIFICATIONS, listed))
    return tuple(
        line
        for head, points in parts
        if points
        for line in (head, *(f"{at}. {point}" for at, point in enumerate(points, 1)))
    )


def _version(office: Office, book: Book, run: Run | None, form: Form) -> int | None:
    """The last published version of this table, None where it never was."""
    wanted = (run.id if run else None, form.kind.value)
    found = [p.version for p in office.followers(Publication, book) if (p.run, p.form) == wanted]
    return max(found, default=None)


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
    """Write a composed sheet by the suffix of `path`; returns its pages (0 for a workbook or document)."""
    match path.suffix.lower():
        case ".pdf":
            from perfdesk.exchange.pdf import write_pdf

            return write_pdf(sheet, path, progress=progress, cancelled=cancelled)
        case ".xlsx":
            from perfdesk.exchange.workbook import write_workbook

            write_workbook(sheet, path, progress=progress, cancelled=cancelled)
        case ".docx":
            from perfdesk.exchange.word import write_document

            write_document(sheet, path, progress=progress, cancelled=cancelled)
        case other:
            raise NotUnderstood(f"不能导出成“{other or '无后缀'}”文件。请用 .pdf、.xlsx 或 .docx。")
    return 0


def export(office: Office, book: Book, run: Run | None, path: Path, copy: Copy = PUBLIC) -> ExportResult:
    """Compose and write in one go."""
    pages = write_sheet(compose(office, book, run, copy), path)
    left_out = () if copy.internal else withheld(office, book)
    return ExportResult(path, pages, open_points(office, book, run), left_out)
