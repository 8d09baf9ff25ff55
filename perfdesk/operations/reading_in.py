"""Reading a file for the preview: its grids, what was recognised in them, and headers put right before.

What a clerk once decided about a table's columns is remembered by the table's header and holds for every
later file with the same header.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from perfdesk.domain.document import Document
from perfdesk.domain.errors import DocumentRefused
from perfdesk.domain.form_kind import FormKind
from perfdesk.exchange.choice import Choice, HeaderMatch, MatchedColumn, form_of, keys_for
from perfdesk.exchange.files import read_head
from perfdesk.exchange.grid import Grid, SourceRow
from perfdesk.exchange.readers import choose
from perfdesk.exchange.reading import read_grids, recognise_grids
from perfdesk.exchange.reasons import without_reasons
from perfdesk.exchange.recognise import headers_of
from perfdesk.forms.vocabulary import SHAPES
from perfdesk.paths import readable

_DEEPEST = 60  # rows in which a remembered header is looked for


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a clerk made of the columns below a header: position in the rows to column key, or to None.

    `first` is the header's first row, by which it is found; `signature` the whole header's.
    """

    first: str
    signature: str
    kind: FormKind
    mapping: tuple[tuple[int, str | None], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as far as it could be read.

    `headers` and `choices` are by the place of a grid among all. `refusal` is the sentence where no table is
    recognised; there are no documents then, and the grids are there to choose a header in.
    """

    grids: tuple[Grid, ...]
    documents: tuple[Document, ...]
    headers: Mapping[int, HeaderMatch]
    choices: Mapping[int, Choice]
    refusal: str = ""


def is_plain_text(path: Path) -> bool:
    """Whether the file is text, so that its encoding is a question."""
    return choose.is_text(read_head(path))


def judge_at_sight(path: Path) -> None:
    """Refuse a program, a picture and the like before anything is asked. Raises DocumentRefused."""
    choose.judge_at_sight(path)


def read_in(
    path: Path,
    encoding: str | None,
    memory: Sequence[Remembered],
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Reading:
    """Read a file with what is remembered of its headers. Raises DocumentRefused, ReadingStopped."""
    read = read_grids(path, encoding=encoding, progress=progress, cancelled=cancelled)
    source = readable(path.name)
    grids = tuple(replace(without_reasons(grid), source=source) for grid in read)
    recalled = {at: recall(grid, memory) for at, grid in enumerate(grids)}
    return recognised(grids, {at: choice for at, choice in recalled.items() if choice is not None})


def recognised(grids: tuple[Grid, ...], choices: Mapping[int, Choice]) -> Reading:
    """What is recognised in grids with these choices."""
    headers = {at: found for at, grid in enumerate(grids) if (found := _header(grid, choices.get(at)))}
    try:
        source = grids[0].source if grids else ""
        documents = recognise_grids(source, grids, choices)
    except DocumentRefused as refused:
        return Reading(grids, (), headers, choices, str(refused))
    return Reading(grids, documents, headers, choices)


def _header(grid: Grid, choice: Choice | None) -> HeaderMatch | None:
    choice = choice or Choice()
    try:
        found = headers_of(grid, choice.mapping, choice.header_row, choice.kind)
    except DocumentRefused:
        return None
    return found[0] if found else None


def columns_at(grid: Grid, line: int, kind: FormKind) -> HeaderMatch:
    """A row as a header in which nothing is recognised yet, with what its columns may be."""
    row = next((row for row in grid.rows if row.line == line), None)
    cells = row.cells if row else ()
    columns = tuple(MatchedColumn(at, cell.text, None) for at, cell in enumerate(cells) if not cell.blank)
    return HeaderMatch(kind, line, 1, columns, "", keys_for(form_of(None, kind)))


def recall(grid: Grid, memory: Sequence[Remembered]) -> Choice | None:
    """The choice that was made for a header like one of this grid's, or None."""
    known = {one.first: one for one in memory}
    for row in grid.rows[:_DEEPEST]:
        held = known.get(_captions(row))
        if held is None or not {key for _, key in held.mapping if key} <= _known_keys():
            continue
        choice = Choice(dict(held.mapping), row.line, held.kind)
        found = _header(grid, choice)
        if found is not None and found.signature == held.signature:
            return choice
    return None


@cache
def _known_keys() -> frozenset[str]:
    return frozenset(key for shape in SHAPES for key, _ in keys_for(shape))


def remembered(grid: Grid, header: HeaderMatch, choice: Choice) -> Remembered | None:
    """What is to be remembered of a header; None where the clerk left the columns as they were read."""
    row = next((row for row in grid.rows if row.line == header.line), None)
    if row is None or not choice.mapping:
        return None
    return Remembered(_captions(row), header.signature, header.kind, tuple(sorted(choice.mapping.items())))


def _captions(row: SourceRow) -> str:
    return "|".join("".join(cell.text.split()) for cell in row.cells)
