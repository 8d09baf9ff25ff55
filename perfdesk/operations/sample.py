"""The sample office: the bundled documents taken in, recorded and exported, as demo and self-test do it."""

import json
from dataclasses import dataclass
from pathlib import Path

from perfdesk.domain.change import Act
from perfdesk.domain.errors import FileIsDamaged, FolderRefused
from perfdesk.domain.form_kind import same_family
from perfdesk.domain.office import Office
from perfdesk.exchange.reading import read_document
from perfdesk.forms.registry import FORMS
from perfdesk.operations.importing import take_in
from perfdesk.operations.recording import find_book, parse_run, record_file
from perfdesk.operations.reporting import Copy, export
from perfdesk.operations.session import Session
from perfdesk.paths import readable, resources
from perfdesk.store.backing import set_aside

DESK_NAME = "示例.perfdesk"
SAMPLE_CLERK = "示例"


@dataclass(frozen=True, slots=True)
class Sample:
    """What the sample folder states about itself: unit, year, documents, and the record file with its run."""

    folder: Path
    unit_name: str
    year: str
    documents: tuple[str, ...]
    same_as_first: tuple[str, ...]  # the first document once more, in formats this program does not write
    verdicts: dict[str, int]  # how many of each the first document has after the run
    record: str
    record_form: str
    run: str


def bundled() -> Sample:
    """The sample that travels with the program (`resources/sample/sample.json`)."""
    folder = resources() / "sample"
    held = json.loads((folder / "sample.json").read_text(encoding="utf-8"))
    return Sample(
        folder,
        held["unit_name"],
        held["year"],
        tuple(held["documents"]),
        tuple(held["same_as_first"]),
        held["verdicts"],
        held["record"],
        held["record_form"],
        held["run"],
    )


def fill(session: Session, sample: Sample) -> None:
    """Take the sample's documents in, repairs accepted, and record its run."""
    for name in sample.documents:
        for document in read_document(sample.folder / name):
            change = take_in(session.office, document, unit_name=sample.unit_name, year=sample.year)
            session.perform(change, Act.IMPORT)
    year, span = parse_run(sample.run)
    book = find_book(session.office, year, sample.record_form)
    session.perform(record_file(session.office, book, span, sample.folder / sample.record), Act.IMPORT)


def make(folder: Path) -> Path:
    """Make the sample desk in a folder; an earlier one goes, or is set aside where somebody worked in it."""
    _make_folder(folder)
    path = folder / DESK_NAME
    if path.exists():
        _clear(path)
    with Session.create(path, who=SAMPLE_CLERK) as session:
        fill(session, bundled())
    return path


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise FolderRefused(
            f"建不了文件夹“{readable(folder.name)}”：可能有同名的文件，或不许写入。请另选一个位置。"
        ) from None


def _clear(path: Path) -> None:
    """Raises StoreBusy where a window has it open."""
    try:
        with Session.open(path) as held:
            untouched = all(line.who == SAMPLE_CLERK for line in held.store.history())
    except FileIsDamaged:
        untouched = False
    if untouched:
        path.unlink()
    else:
        set_aside(path)


def export_all(office: Office, folder: Path) -> list[Path]:
    """Every book in every form it can print, as public and internal PDF, workbook and document."""
    written = []
    for book in office.books():
        run = office.last_run(book.id)
        for form in FORMS:
            if not same_family(book.form, form):
                continue
            name = f"{book.year}_{form.replace('_', '-')}"
            for suffix, internal in (
                (".pdf", False),
                ("_内部.pdf", True),
                (".xlsx", False),
                (".docx", False),
            ):
                path = folder / f"{name}{suffix}"
                export(office, book, run, path, Copy(form=form, internal=internal))
                written.append(path)
    return written
