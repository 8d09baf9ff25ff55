"""`perfdesk self-test`: the installed program proves itself on a desk of its own, without a dialog."""

import csv
import json
import os
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

from perfdesk import __version__
from perfdesk.domain.document import Document
from perfdesk.domain.errors import DeskError
from perfdesk.operations import dumping, sample
from perfdesk.operations.session import Session
from perfdesk.output import warn
from perfdesk.paths import readable

_REPORT, _ERROR = "selftest.json", "selftest-error.txt"


class SelfTestFailed(Exception):
    """A step did not give what it must; names the step and what was seen."""


# What a bug looks like: it must end in the report, since nobody sits before the screen.
_FAILURES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    DeskError,
    ImportError,
    LookupError,
    OSError,
    RuntimeError,
    SelfTestFailed,
    TypeError,
    ValueError,
)


def prove(folder: Path | None) -> int:
    """Run every step in `folder` (or a temporary one); 3 and `selftest-error.txt` where one fails."""
    if folder is None:
        try:
            made = tempfile.TemporaryDirectory(prefix="perfdesk-selftest-")
        except OSError:
            warn("没有可写的临时文件夹，自检做不了。请在命令后面写一个可写的文件夹。")
            return 3
        with made as place:
            return _proved(Path(place))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in (_REPORT, _ERROR):
            (folder / name).unlink(missing_ok=True)  # an earlier report would speak for this run
    except OSError:
        warn(f"自检不能使用文件夹“{readable(folder.name)}”。请另选一个可写的文件夹。")
        return 3
    return _proved(folder)


def _proved(folder: Path) -> int:
    steps: dict[str, Any] = {}
    name = ""
    try:
        for name, step in _STEPS.items():
            started = time.perf_counter()
            found = step(folder)
            steps[name] = {"ms": round((time.perf_counter() - started) * 1000), **found}
        report = {"version": __version__, "ok": True, "steps": steps}
        text = json.dumps(report, ensure_ascii=False, indent=1)
        (folder / _REPORT).write_text(text, encoding="utf-8")
    except _FAILURES as error:
        with suppress(OSError):
            (folder / _ERROR).write_text(f"{name}\n{traceback.format_exc()}", encoding="utf-8")
        warn(f"自检没有通过（{name}：{type(error).__name__}）。请把 {_ERROR} 交给维护人员。")
        return 3
    return 0


def _expect(condition: bool, what: str) -> None:
    if not condition:
        raise SelfTestFailed(what)


def _take_in(folder: Path) -> dict[str, Any]:
    desk = sample.make(folder)
    with Session.open(desk) as session:
        books = session.office.books()
        _expect(len(books) == 2, f"two books expected, {len(books)} found")
        _expect(session.store.verify() == [], "the new desk does not verify")
        lines = dumping.verdicts_json(session.office, books[0], session.office.last_run(books[0].id))
        counted = dict(Counter(line["verdict"] for line in lines))
        _expect(counted == sample.bundled().verdicts, f"the verdicts are {counted}")
        return {"records": len(session.office)}


def _upgrade(_: Path) -> dict[str, Any]:
    from perfdesk.store import schema
    from perfdesk.store.upgrading import schema_of, steps

    _expect(schema_of(schema.VERSION) == schema.expected(), "the upgrade steps do not lead to today's schema")
    return {"steps": len(steps(0))}


def _enter(folder: Path) -> dict[str, Any]:
    from perfdesk.operations.checking import actual_place, judge_indicator
    from perfdesk.operations.place import write_place

    with Session.open(folder / sample.DESK_NAME, who=sample.SAMPLE_CLERK) as session:
        office = session.office
        book = next(b for b in office.books() if b.form == "target_summary")
        run = office.last_run(book.id)
        indicator = office.indicators(office.nodes(book.id)[0])[0]
        change = write_place(office, actual_place(indicator, run), "１２．５")
        session.perform(change)
        entry = office.entry(run.id if run else 0, indicator.id)
        _expect(entry is not None and entry.actual == "１２．５", "the typed text was not kept")
        held = dumping.indicator_json(office, indicator, run)
        _expect(held["actual"] == str(Decimal("12.5")), "the figure was not read")
        judged = judge_indicator(office, indicator, run)
        session.perform(change.reversed())
        _expect(session.store.verify() == [], "the desk does not verify after an edit")
        return {"verdict": judged.verdict.value}


def _export(folder: Path) -> dict[str, Any]:
    from perfdesk.exchange.pages import page_count, page_text

    with Session.open(folder / sample.DESK_NAME, read_only=True) as session:
        written = sample.export_all(session.office, folder)
        name = session.office.nodes(session.office.books()[0].id)[0].name or ""
    pages = 0
    for path in written:
        _expect(path.stat().st_size > 1000, f"{path.name} is empty")
        if path.suffix == ".pdf":
            count = page_count(path)
            pages += count
            _expect(any(page_text(path, at).strip() for at in range(count)), f"{path.name} has no text")
    _expect(bool(name), "the first project has no name")
    return {"files": len(written), "pages": pages}


def _read(folder: Path) -> dict[str, Any]:
    """The first document in every format: as it is, as CSV, as exported by this program, as others have it.

    What is no text is read by a process of its own, started from this very program.
    """
    from perfdesk.exchange.reading import read_document

    held = sample.bundled()
    first = held.folder / held.documents[0]
    wanted = _told_by(read_document(first))
    _expect(len(wanted) > 20, "the first document tells too little")
    comma = folder / f"{first.stem}.csv"
    with comma.open("w", encoding="gb18030", newline="") as target:
        lines = first.read_text(encoding="utf-8").splitlines()
        csv.writer(target).writerows(line.split("\t") for line in lines)
    others = [comma, *(held.folder / name for name in held.same_as_first)]
    others += _printed(folder)
    for path in others:
        told = _told_by(read_document(path))
        _expect(told == wanted, f"{path.name} tells something else: {sorted(set(told) ^ set(wanted))[:3]}")
    return {"formats": sorted({path.suffix for path in (first, *others)}), "rows": len(wanted)}


def _printed(folder: Path) -> list[Path]:
    """The public papers of the projects in every form, as this program wrote them."""
    written = (path for end in ("pdf", "xlsx", "docx") for path in sorted(folder.glob(f"*.{end}")))
    return [path for path in written if "disclosure" not in path.name and "内部" not in path.name]


def _told_by(documents: tuple[Document, ...]) -> list[tuple[str, str, str]]:
    """Project, indicator and target of every row, spaces aside."""
    return [
        ("".join(project.name.split()), "".join(indicator.name.split()), indicator.target or "")
        for document in documents
        for project in document.projects
        for indicator in project.indicators
    ]


def _window(folder: Path) -> dict[str, Any]:
    os.environ.setdefault("PERFDESK_DATA", str(folder / "data"))
    from perfdesk.app import picture

    width, height = picture(folder / sample.DESK_NAME, folder / "window.png")
    _expect(width >= 1366, "the window could not be pictured")
    return {"width": width, "height": height}


_STEPS: dict[str, Callable[[Path], dict[str, Any]]] = {
    "take_in": _take_in,
    "upgrade": _upgrade,
    "enter": _enter,
    "export": _export,
    "read": _read,
    "window": _window,
}
