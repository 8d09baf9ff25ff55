"""A column 单位 that names offices and no units of measure; only what stands in it tells the two apart."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from perfdesk.domain.units import known_unit
from perfdesk.exchange.grid import SourceRow
from perfdesk.exchange.headers import Header
from perfdesk.exchange.statements import names_office

_UNIT, _OFFICE = "indicator.unit", "project.implementing_unit"
_LOOKED_AT = 20


def with_office(header: Header, rows: Sequence[SourceRow]) -> Header:
    """The header of a list with its column 单位 as the unit that carries out, where it names offices only."""
    place = header.columns.get(_UNIT)
    if place is None or not header.form.starts or _OFFICE in header.columns:
        return header
    cells = (row.cells[place] for row in rows if place < len(row.cells))
    texts = ["".join(cell.text.split()) for cell in islice((c for c in cells if not c.blank), _LOOKED_AT)]
    if not texts or not all(names_office(text) and not known_unit(text) for text in texts):
        return header
    return replace(
        header, columns={_OFFICE if key == _UNIT else key: at for key, at in header.columns.items()}
    )
