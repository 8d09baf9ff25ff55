"""A table without lines: columns are where texts stand below each other, rows where a line begins anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from perfdesk.exchange.readers.pdf_text import Line

_LEAST_COLUMNS = 3
_GUTTER = 0.6  # of a character's height: so much room no line reaches into sets two columns apart
_ROW_GAP = 1.35  # a distance between lines so much above the smallest begins a new row


@dataclass(frozen=True, slots=True)
class Aligned:
    """The lines above and below, and the texts of the table's rows by column."""

    above: list[Line]
    rows: list[list[str]]
    below: list[Line]


def aligned_table(lines: Sequence[Line]) -> Aligned | None:
    """The table a page holds; None where no lines stand in columns."""
    runs = [line.runs() for line in lines]
    wide = [at for at, some in enumerate(runs) if len(some) >= _LEAST_COLUMNS]
    if len(wide) < 2:
        return None
    first, last = wide[0], wide[-1]
    while last + 1 < len(lines) and _belongs(runs[last + 1], runs[first : last + 1]):
        last += 1
    columns = _columns([run for some in runs[first : last + 1] if len(some) > 1 for run in some])
    if len(columns) < _LEAST_COLUMNS:
        return None
    rows: list[list[str]] = []
    for group in _rows(lines[first : last + 1]):
        texts = [""] * len(columns)
        for line in group:
            for run in line.runs():
                at = _column(run, columns)
                texts[at] += _joint(texts[at], run.text) + run.text
        rows.append(texts)
    return Aligned(list(lines[:first]), rows, list(lines[last + 1 :]))


def _belongs(runs: Sequence[Line], table: Sequence[Sequence[Line]]) -> bool:
    """Whether a line below the last whole row still is part of it: it lies under columns but the first."""
    left = min(run.left for some in table for run in some)
    return all(run.left > left + run.height for run in runs)


def _columns(runs: Sequence[Line]) -> list[tuple[float, float]]:
    """The stretches over which texts stand below each other."""
    columns: list[list[float]] = []
    for run in sorted(runs, key=lambda run: run.left):
        if columns and run.left <= columns[-1][1] + run.height * _GUTTER:
            columns[-1][1] = max(columns[-1][1], run.right)
        else:
            columns.append([run.left, run.right])
    return [(left, right) for left, right in columns]


def _column(run: Line, columns: Sequence[tuple[float, float]]) -> int:
    """The column a text shares most room with."""
    return max(
        range(len(columns)),
        key=lambda at: (min(run.right, columns[at][1]) - max(run.left, columns[at][0]), -at),
    )


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that make one row: where lines are unevenly far apart, the near ones belong together."""
    steps = [below.top - above.top for above, below in pairwise(lines)]
    least = min((step for step in steps if step > 0), default=0.0)
    rows = [[lines[0]]]
    for line, step in zip(lines[1:], steps, strict=True):
        if step > least * _ROW_GAP or max(steps) <= least * _ROW_GAP:
            rows.append([line])
        else:
            rows[-1].append(line)
    return rows


def _joint(before: str, following: str) -> str:
    both = before[-1:] + following[:1]
    return " " if len(both) == 2 and both.isascii() and both.isalnum() else ""
