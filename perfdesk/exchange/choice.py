"""What a clerk may decide about a table's header before it is read, and what the reading found on its own."""

from collections.abc import Mapping
from dataclasses import dataclass

from perfdesk.domain.form_kind import FormKind
from perfdesk.exchange.captions import MEDIUM, column_of, medium_key
from perfdesk.exchange.fund_names import fund_in
from perfdesk.exchange.grid import Grid
from perfdesk.exchange.headers import Header
from perfdesk.forms.form import Form
from perfdesk.forms.vocabulary import OBJECTIVE_LIST, PROJECT_CARD, PROJECT_LIST


@dataclass(frozen=True, slots=True)
class Choice:
    """Decisions that stand over the guess; None or nothing leaves it.

    `mapping` gives columns (their position in the rows, counting from 0) a key, or None for a column that is
    not taken in. `header_row` is the line the header begins at.
    """

    mapping: Mapping[int, str | None] | None = None
    header_row: int | None = None
    kind: FormKind | None = None

    def forms(self, known: tuple[Form, ...]) -> tuple[Form, ...]:
        """The shapes of table that may be looked for."""
        if self.kind is None:
            return known
        objectives = self.kind is FormKind.PROGRESS_DISCLOSURE
        return tuple(form for form in known if (form is OBJECTIVE_LIST) is objectives)


@dataclass(frozen=True, slots=True)
class MatchedColumn:
    """One column under a header: its position in the rows, the caption as printed, the key it was read as."""

    position: int
    caption: str
    key: str | None


@dataclass(frozen=True, slots=True)
class HeaderMatch:
    """A header as it was recognised, to show, correct and remember. `line` and `rows` say where it stands.

    `signature` is the same for every table with the same captions in the same order. `keys` are what a
    column of such a table may be, with the caption of each.
    """

    kind: FormKind
    line: int
    rows: int
    columns: tuple[MatchedColumn, ...]
    signature: str
    keys: tuple[tuple[str, str], ...]

    @property
    def unknown(self) -> tuple[str, ...]:
        """The captions of columns that are not taken in."""
        return tuple(column.caption for column in self.columns if column.key is None)


def header_match(grid: Grid, header: Header, kind: FormKind) -> HeaderMatch:
    """The header of a table for the clerk."""
    at = {position: key for key, position in header.columns.items()}
    columns = tuple(
        MatchedColumn(position, caption, at.get(position))
        for position, caption in enumerate(header.captions)
        if caption.strip() or position in at
    )
    line = grid.rows[header.first].line
    funds = [(key, f"其中：{fund[0]}") for key in header.columns if (fund := fund_in(key))]
    keys = (*keys_for(header.form), *funds)
    return HeaderMatch(kind, line, header.rows, columns, header.signature, keys)


def keys_for(form: Form) -> tuple[tuple[str, str], ...]:
    """Every key a column of such a table may have, with its caption."""
    own = [(column.key, column.caption.split()[0]) for column in (*form.columns, *form.also_read)]
    if form is not PROJECT_CARD:
        return tuple(own)
    halves = ("indicator.level2", "indicator.name", "indicator.target")
    medium = [(medium_key(key), f"中期{column_of(form, key).caption}") for key in halves]
    return (*own, *medium)


def form_of(mapping: Mapping[int, str | None] | None, kind: FormKind | None) -> Form:
    """The shape of table a clerk's choice speaks of."""
    keys = {key for key in (mapping or {}).values() if key}
    if kind is FormKind.PROGRESS_DISCLOSURE or any(key.startswith("objective.") for key in keys):
        return OBJECTIVE_LIST
    medium = any(key.startswith(MEDIUM) for key in keys)
    listed = "project.name" in keys or (kind is FormKind.TARGET_SUMMARY and not medium)
    return PROJECT_LIST if listed else PROJECT_CARD
