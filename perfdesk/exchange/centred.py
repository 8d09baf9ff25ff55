"""Numbers that stand in the middle of tall merged cells: which rows lie around which number.

Text taken from a page keeps the number on the line it was printed on, the middle one of its project, so
the rows above it come before it in the file.
"""

from collections.abc import Sequence

from perfdesk.exchange.rows import TableRow


def centred_blocks(rows: Sequence[TableRow], labelled: Sequence[bool]) -> list[int] | None:
    """The first row of each block where all labels stand in the middle of theirs; None where they do not.

    A label may stand one row off the middle, as it must among an even number of rows.

    >>> centred_blocks([None] * 6, [False, True, False, False, True, False])
    [0, 3]
    >>> centred_blocks([None] * 4, [True, False, False, False]) is None
    True
    """
    places = [at for at, is_label in enumerate(labelled) if is_label]
    if not places or not places[0]:
        return None
    ways: dict[int, tuple[int, list[int]]] = {0: (0, [0])}  # next block's first row: lopsidedness, starts
    for place, following in zip(places, [*places[1:], len(rows)], strict=True):
        found: dict[int, tuple[int, list[int]]] = {}
        for start, (cost, starts) in ways.items():
            above = place - start
            for below in range(max(above - 1, 0), above + 2):
                end = place + below + 1
                whole = (cost + abs(above - below), [*starts, end])
                if end <= following and (end not in found or whole[0] < found[end][0]):
                    found[end] = whole
        ways = found
    return ways[len(rows)][1][:-1] if len(rows) in ways else None
