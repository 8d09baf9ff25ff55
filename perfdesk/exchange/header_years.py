"""Columns of other years beside those of the table's own: 2022年实际值, 2023年实际值, 2024年目标值."""

from collections.abc import Iterator
from dataclasses import replace

from perfdesk.exchange.captions import year_in
from perfdesk.exchange.headers import Header
from perfdesk.exchange.remarks import Remarks

_ACTUAL, _LAST, _TARGET = "entry.actual", "indicator.last_actual", "indicator.target"


def names_years(header: Header) -> bool:
    """Whether any caption names a year."""
    return any(year_in(caption) for caption in header.captions)


def of_year(header: Header, year: str | None) -> Header:
    """The header with each column at the place that names the table's year, where several years compete.

    An actual value of the year before is that; of any other year it is no column of this table. A table
    that states no year is about the latest that its captions name.
    """
    years = {at: named for at, caption in enumerate(header.captions) if (named := year_in(caption))}
    own = year or max(years.values(), default=None)
    if own is None or (own not in years.values() and header.columns.get(_TARGET) in years):
        return header  # all of it is about another year: asked about, not taken apart
    columns = dict(header.columns)
    for key, place in header.columns.items():
        if years.get(place, own) == own:
            continue
        better = [at for at in _free(header, columns, key) if years.get(at, own) == own]
        if better:
            columns[key] = max(better, key=lambda at: at in years)
        elif key == _ACTUAL and year is not None:
            del columns[key]
    before = str(int(own) - 1)
    last = [at for at in _free(header, columns, _ACTUAL) if years.get(at) == before]
    if last and _LAST not in columns:
        columns[_LAST] = last[0]
    if columns == header.columns:
        return header
    taken = set(columns.values())
    unknown = {at: text for at, text in enumerate(header.captions) if text.strip() and at not in taken}
    return replace(header, columns=dict(sorted(columns.items(), key=lambda one: one[1])), unknown=unknown)


def doubt_other_years(header: Header, year: str | None, line: int, place: str, remarks: Remarks) -> None:
    """Doubt columns whose captions name another year than the table: last year's figures look alike."""
    for key, position in header.columns.items():
        caption = header.captions[position] if position < len(header.captions) else ""
        named = year_in(caption)
        if year is not None and named not in (None, year):
            how = "按上年实际值收入" if key == _LAST else "照收"
            remarks.doubt(
                line, place, f"列名“{caption}”写的是 {named} 年，这张表是 {year} 年的，{how}，请核对"
            )


def _free(header: Header, columns: dict[str, int], key: str) -> Iterator[int]:
    """The places nothing is taken from whose caption could head this column."""
    taken = set(columns.values())
    for at, keys in enumerate(header.candidates):
        if at not in taken and any(known == key for known, _ in keys):
            yield at
