"""Publishing a table: the check list before, the one public file, and its record; the run is locked with it.

A published file is never written twice. What is corrected later becomes a version of its own that says so on
the page.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from perfdesk.domain.change import Change, change_of, creation, setting
from perfdesk.domain.errors import EvidenceRefused, FolderRefused, NotPublishable
from perfdesk.domain.form_kind import FormKind
from perfdesk.domain.office import Office
from perfdesk.domain.records import Book, Publication, Run, RunState
from perfdesk.domain.wording import shortened
from perfdesk.forms.listing import ListColumn, listing
from perfdesk.forms.sheet import Sheet
from perfdesk.operations import reporting
from perfdesk.operations.checking import DOUBT, MISSED, MISSING, ReviewLine, review
from perfdesk.operations.rule_packs import keep
from perfdesk.operations.running import STATE_WORDS, state_of
from perfdesk.store import attachments

SEVERITY_WORDS = {MISSED: "未达标", MISSING: "未填", DOUBT: "疑点"}
_NOT_IN_NAMES = '/\\:*?"<>|'
_COLUMNS = (
    ListColumn("类别", 18),
    ListColumn("所在", 62),
    ListColumn("说明", 110),
    ListColumn("答复", 68),
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A public copy that may be made: the frozen sheet and where it shall lie."""

    sheet: Sheet
    path: Path
    form: str
    version: int
    correction: str | None


@dataclass(frozen=True, slots=True)
class Made:
    """A public file that was written: its pages and its SHA-256 in hexadecimal."""

    pages: int
    digest: str


def checklist(office: Office, book: Book, run: Run | None) -> tuple[ReviewLine, ...]:
    """Every flag with its answer; what has none comes first."""
    return by_answer(review(office, book, run))


def by_answer(lines: Iterable[ReviewLine]) -> tuple[ReviewLine, ...]:
    """Review lines without an answer first."""
    return tuple(sorted(lines, key=lambda line: bool(line.answer)))


def open_lines(office: Office, book: Book, run: Run | None) -> tuple[ReviewLine, ...]:
    """What still stands in the way of publishing: a missed, empty or doubtful item without an answer."""
    return tuple(line for line in review(office, book, run) if not line.answer)


def checklist_sheet(office: Office, book: Book, run: Run | None) -> Sheet:
    """The check list as a page of its own, to be signed and filed."""
    lines = checklist(office, book, run)
    still = sum(1 for line in lines if not line.answer)
    rows = [
        (SEVERITY_WORDS[line.severity], line.where, line.message, line.answer or "（没有答复）")
        for line in lines
    ]
    state = f"共 {len(lines)} 条，{f'{still} 条没有答复' if still else '都有答复'}"
    unit = book.unit_name or ""
    period = (run.label or "") if run else ""
    note = "以上各条均已核对，可以公开。核对人：　　　　　　　　日期：　　　　　　　　"
    return listing(
        f"{book.year or ''}年{period}公开前检查清单",
        (f"填报单位：{unit}" if unit else "", state, "内部"),
        _COLUMNS,
        rows or [("", "全表", "没有未达标、未填和疑点", "")],
        notes=(note,),
        author=unit,
    )


def publications(office: Office, book: Book, run: Run | None = None) -> list[Publication]:
    """What was published of a book, or of one of its runs, oldest first."""
    found = office.followers(Publication, book)
    return [one for one in found if run is None or one.run == run.id]


def next_version(office: Office, book: Book, run: Run | None, form: str | None = None) -> int:
    """The version the next public copy of a form of this run will be, from 1."""
    wanted = (run.id if run else None, form or book.form)
    return max((p.version for p in publications(office, book) if (p.run, p.form) == wanted), default=0) + 1


def prepare(
    office: Office,
    book: Book,
    run: Run | None,
    folder: Path,
    *,
    form: str | None = None,
    correction: str = "",
) -> Draft:
    """The public copy ready to be written; NotPublishable where a question is open.

    A version after the first needs `correction`, one sentence that is printed on the page.
    """
    kind = form or book.form or ""
    version = next_version(office, book, run, kind)
    said = " ".join(correction.split())
    _must_be_ready(office, book, run)
    if version > 1 and not said:
        raise NotPublishable(f"这是第 {version} 版，要写明更正了什么。请写一句，它会印在表上。")
    sheet = reporting.compose(office, book, run, reporting.Copy(FormKind(kind)))
    if version > 1:
        sheet = replace(sheet, notes=(*sheet.notes, f"更正说明（第 {version} 版）：{said}"))
    if not folder.is_dir():
        raise FolderRefused(f"找不到文件夹“{folder.name}”，没有公开。请先建立文件夹，或另选一个。")
    path = folder / _file_name(book, run, kind, version)
    if path.exists():
        raise FolderRefused(
            f"文件夹里已经有“{path.name}”，没有公开，也没有覆盖它。请另选文件夹，或先移走它。"
        )
    return Draft(sheet, path, kind, version, said if version > 1 else None)


def _must_be_ready(office: Office, book: Book, run: Run | None) -> None:
    if run is not None and run.locked:
        raise NotPublishable(f"“{run.label or ''}”已锁定，不能再公开。要更正请先解锁，写明原因。")
    if run is not None and state_of(run) is not RunState.REVIEW:
        raise NotPublishable(
            f"“{run.label or ''}”还在{STATE_WORDS[state_of(run)]}，没有公开。请先送到审核，再公开。"
        )
    still = open_lines(office, book, run)
    if still:
        first = still[0]
        raise NotPublishable(
            f"还有 {len(still)} 条没有答复，没有公开。第一条：{first.where}，{shortened(first.message, 40)}"
            "。请在公开前清单里逐条处理或答复。"
        )


def _file_name(book: Book, run: Run | None, kind: str, version: int) -> str:
    name = reporting.form_of(FormKind(kind)).name
    period = f"_{run.label}" if run and run.label else ""
    text = f"{book.year or ''}{name}{period}_公开稿_第{version}版"
    return "".join("-" if sign in _NOT_IN_NAMES or sign < " " else sign for sign in text)[:100] + ".pdf"


def make(
    draft: Draft,
    *,
    progress: reporting.Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Made:
    """Write the public file, whole or not at all, and take its digest."""
    pages = reporting.write_sheet(draft.sheet, draft.path, progress=progress, cancelled=cancelled)
    return Made(pages, digest_of(draft.path))


def record(office: Office, book: Book, run: Run | None, draft: Draft, made: Made, at: str) -> Change:
    """Record what was published, and lock its run as 已公开; `at` is the local time, 「2025-07-10 14:03」."""
    publication = Publication(
        office.next_id(),
        book=book.id,
        run=run.id if run else None,
        form=draft.form,
        version=draft.version,
        published_on=at,
        file=draft.path.name,
        digest=made.digest,
        pages=made.pages,
        correction=draft.correction,
    )
    edits = [creation(publication)]
    if run is not None:
        edits += [
            edit
            for edit in (setting(run, "state", RunState.PUBLISHED.value), setting(run, "locked", "1"))
            if edit is not None
        ]
        if reporting.form_of(FormKind(draft.form)).points:  # what is published was scored by these rules
            edits += keep(office, book, run, publication.id + 1).edits
    label = f" {run.label}" if run and run.label else ""
    return change_of(f"公开{label} 第 {draft.version} 版", edits)


def digest_of(path: Path) -> str:
    """SHA-256 of a file; EvidenceRefused where it cannot be read."""
    try:
        return attachments.digest_of(path)
    except OSError:
        raise EvidenceRefused(f"读不了“{path.name}”。请检查文件还在不在、有没有被占用。") from None


def recognise(office: Office, path: Path) -> str:
    """Which publication a file is, as a sentence; EvidenceRefused where it is none of this desk."""
    digest = digest_of(path)
    for publication in office.every(Publication):
        if publication.digest == digest:
            book = office.book_of(publication)
            unit = f"{book.unit_name or ''} {book.year or ''} 年度" if book else ""
            return (
                f"“{path.name}”就是 {unit}第 {publication.version} 版公开稿"
                f"（{publication.published_on or ''}，{publication.pages or 0} 页），没有被改动。"
            )
    named = [p for p in office.every(Publication) if p.file == path.name]
    cause = "与公开时的校验值不符，可能被改动过" if named else "不是用这份数据文件公开的"
    raise EvidenceRefused(f"“{path.name}”{cause}。请用公开时保存的那一份核对。")
