"""The months a table reports on: from its title, or from a caption of its columns."""

from perfdesk.domain.span import read_span
from perfdesk.exchange.grid import Grid
from perfdesk.exchange.remarks import Remarks
from perfdesk.exchange.statements import Statement


def settle_period(
    grid: Grid, stated: Statement, caption: str | None, line: int, needed: bool, remarks: Remarks
) -> None:
    """Months of the run; a month alone in a caption is doubtful, and so are none where they are needed."""
    where = grid.place(line)
    named = read_span(caption) if needed else None
    if named is None or caption is None:
        if needed and stated.months is None:
            remarks.doubt(line, where, "标题和表头都没有写进展期，请补充起止月份")
        return
    alone = named.from_month == named.to_month
    if stated.months is None:
        stated.period, stated.months = caption, (1 if alone else named.from_month, named.to_month)
        if alone:
            last = named.to_month
            what = f"标题没有写起止月份，按表头的“{last} 月”当作 1 月至 {last} 月"
            remarks.doubt(line, where, what)
    elif stated.months[1] != named.to_month:
        remarks.doubt(line, where, f"表头写 {caption}，标题写 {stated.period}，用标题的")
