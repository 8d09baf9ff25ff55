"""Reading a document from outside: file to grids, grids to documents. Nothing is written.

Plain text is read here; every other format in a process of its own with limits, which answers with grids (for
the preview) or, lighter, with the documents it recognised in them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from perfdesk.domain.document import Document, Doubt
from perfdesk.domain.errors import DocumentRefused
from perfdesk.exchange.choice import Choice
from perfdesk.exchange.decoding import decode
from perfdesk.exchange.files import read_bytes, read_head
from perfdesk.exchange.grid import Grid
from perfdesk.exchange.inheriting import filled
from perfdesk.exchange.readers.choose import is_text
from perfdesk.exchange.readers.delimited import read_delimited
from perfdesk.exchange.reasons import without_reasons
from perfdesk.exchange.recognise import recognise, with_notes, without_copies
from perfdesk.exchange.reconciling import reconciled

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


def read_document(
    path: Path,
    *,
    encoding: str | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[Document, ...]:
    """Every table of known form in a file, of whatever format it is.

    `progress` hears of rows done and rows in all (0 where nobody knows). Raises DocumentRefused with one
    sentence where nothing can be read or recognised, ReadingStopped where `cancelled` says so.
    """
    if is_text(read_head(path)):
        return recognise_grids(path.name, read_grids(path, encoding=encoding))
    from perfdesk.exchange.child import ask
    from perfdesk.exchange.wire import documents_of, uncollected

    with uncollected():
        (message,) = ask(path, encoding, "documents", progress, cancelled)
        return documents_of(message["documents"])


def read_grids(
    path: Path,
    *,
    encoding: str | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[Grid, ...]:
    """Every sheet of a workbook, or the one grid of another file. Progress and errors as `read_document`."""
    if is_text(read_head(path)):
        return (read_delimited(decode(read_bytes(path), encoding, path.name).text, path.name),)
    from perfdesk.exchange.child import ask
    from perfdesk.exchange.wire import GridCollector, uncollected

    collector = GridCollector()
    with uncollected():
        for message in ask(path, encoding, "grids", progress, cancelled):
            collector.take(message)
    return collector.grids()


def read_text(text: str, source: str) -> tuple[Document, ...]:
    """Every table of known form in delimited text; `source` names it in sentences."""
    return recognise_grids(source, (read_delimited(text, source),))


def recognise_grids(
    source: str, grids: Sequence[Grid], choices: Mapping[int, Choice] = MappingProxyType({})
) -> tuple[Document, ...]:
    """Every table of known form in the grids of one file.

    `choices` hold what a clerk decided about the headers of single grids, by their place among all.

    What a file carries as data goes before what its pages show, and is held against it, unless the clerk
    chose a header. A sheet in which nothing is recognised stands beside the others as a doubt. Raises
    DocumentRefused where no grid holds a table, and for cells whose value the file does not hold.
    """
    attached = [replace(grid, attached=False) for grid in grids if grid.attached]
    if attached and not choices:
        return _preferring(source, attached, [grid for grid in grids if not grid.attached])
    found: list[tuple[str, Document]] = []
    refusals: list[tuple[Grid, DocumentRefused]] = []
    for at, grid in enumerate(map(without_reasons, grids)):
        choice = choices.get(at, Choice())
        if (grid.attached and at not in choices) or not any(not row.blank for row in grid.rows):
            continue
        try:
            documents = recognise(grid, choice.mapping, choice.header_row, choice.kind)
        except DocumentRefused as refused:
            refusals.append((grid, refused))
            continue
        _require_whole(grid)
        found += [(grid.sheet or source, document) for document in documents]
    if not found:
        raise _nothing(source, refusals)
    found = filled(found, (grid for grid, _ in refusals))
    notes = [note for grid in grids if not grid.rows for note in grid.notes]
    doubts = tuple(Doubt(refused.place, f"{refused.cause}，没有读") for _, refused in refusals)
    where, first = found[0]
    found[0] = (
        where,
        replace(with_notes(notes, first), doubts=(*first.doubts, *doubts))
        if doubts
        else with_notes(notes, first),
    )
    return without_copies(found)


def _preferring(source: str, attached: Sequence[Grid], pages: Sequence[Grid]) -> tuple[Document, ...]:
    """The attached tables with what the pages say against them; the pages alone where nothing is attached."""
    try:
        held = recognise_grids(source, attached)
    except DocumentRefused:
        return recognise_grids(source, pages)
    if not pages:
        return held
    try:
        printed = recognise_grids(source, pages)
    except DocumentRefused:
        printed = ()
    return reconciled(held, printed)


def _require_whole(grid: Grid) -> None:
    """Raise DocumentRefused for the first cell whose value the file does not hold."""
    if grid.broken:
        first, *others = grid.broken
        cause, _, remedy = first.what.partition("，")
        more = f"（这样的格还有 {len(others)} 个）" if others else ""
        raise DocumentRefused(f"{grid.source} {first.where}", cause + more, remedy)


def _nothing(source: str, refusals: list[tuple[Grid, DocumentRefused]]) -> DocumentRefused:
    """The refusal that tells most: of the sheet with most in it."""
    if not refusals:
        return DocumentRefused(source, "文件里没有内容", "请检查是不是选错了文件，或内容在隐藏的工作表里")
    _, refused = max(refusals, key=lambda one: sum(len(row.filled) for row in one[0].rows))
    if len(refusals) == 1:
        return refused
    return DocumentRefused(refused.place, f"{len(refusals)} 张工作表里都{refused.cause}", refused.remedy)
