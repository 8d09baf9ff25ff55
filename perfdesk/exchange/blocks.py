"""Which rows belong to one project or objective, where pages cut them and numbers stand mid-cell.

A row with a number or name begins a block. A row without one belongs to the block above, unless a text in
it is the head of the next block: pages print the number of a tall cell on only one of the pages it spans.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from perfdesk.domain.errors import DocumentRefused
from perfdesk.exchange.centred import centred_blocks
from perfdesk.exchange.remarks import Remarks, excerpt
from perfdesk.exchange.repair import SHARED_LEAST, cut_short, join, may_repeat, shared
from perfdesk.exchange.rows import TableRow
from perfdesk.forms.form import Column, Form, Holds, Merge

LONGEST_TEXT = 100_000  # of one text over all its pages
_CLOSING = (Holds.NUMBER, Holds.CHOICE, Holds.MONTH)


# No slots: its texts are gathered once and kept beside the rows.
@dataclass(frozen=True)
class Block:
    """The rows of one project or objective in the order of the document."""

    rows: tuple[TableRow, ...]

    @property
    def line(self) -> int:
        """The line it begins in."""
        return self.rows[0].line

    @property
    def lines(self) -> tuple[int, ...]:
        """The lines of all its rows."""
        return tuple(row.line for row in self.rows)

    @property
    def place(self) -> str:
        """Where it begins, in the clerk's words."""
        return self.rows[0].place

    def texts(self, key: str) -> list[tuple[TableRow, str]]:
        """What stands under a key, row by row; a merged cell written out in every row counts once."""
        return [(row, text) for text, row in self._texts.get(key, {}).items()]

    @cached_property
    def _texts(self) -> dict[str, dict[str, TableRow]]:
        found: dict[str, dict[str, TableRow]] = {}
        for row in self.rows:
            for key, text in row.cells.items():
                if text:
                    found.setdefault(key, {}).setdefault(text, row)
        return found


def gather(form: Form, rows: Sequence[TableRow], remarks: Remarks) -> list[Block]:
    """All blocks of a table."""
    return [Block(tuple(block)) for block in _Gathering(form, rows, remarks).blocks()]


class _Gathering:
    """Goes over the rows once; knows for each row where the next number or name stands."""

    def __init__(self, form: Form, rows: Sequence[TableRow], remarks: Remarks) -> None:
        self._form, self._rows, self._remarks = form, rows, remarks
        columns = (*form.columns, *form.also_read)
        self._flows = [c.key for c in columns if c.holds is Holds.PROSE and c.merge is Merge.OWNER]
        self._closing = [c.key for c in columns if _closes(c)]
        self._numbered = any(row.get(form.starts[0]) for row in rows)
        self._labelled = [row.has(form.starts) for row in rows]
        self._next = self._following(self._labelled)
        self._next_page = self._following([row.after_break for row in rows])

    def blocks(self) -> list[list[TableRow]]:
        """All rows, each in the block it belongs to."""
        return self._around_labels() or self._below_labels()

    def _around_labels(self) -> list[list[TableRow]]:
        """Blocks around numbers in their middle; none where a number stands first or prose is cut."""
        labelled = self._labelled
        bare = (row for row, is_label in zip(self._rows, labelled, strict=True) if not is_label)
        if any(row.has(self._flows) or row.has(self._closing) for row in bare):
            return []
        if any(row.after_break for row in self._rows[1:]):
            return []
        starts = centred_blocks(self._rows, labelled)
        if starts is None:
            return []
        first = self._rows[0]
        what = "序号写在合并格的中间，按上下对称把前后的行归给它，请核对每个项目的行"
        self._remarks.doubt(first.line, first.place, what)
        ends = [*starts[1:], len(self._rows)]
        return [list(self._rows[start:end]) for start, end in zip(starts, ends, strict=True)]

    def _below_labels(self) -> list[list[TableRow]]:
        done: list[list[TableRow]] = []
        held: list[TableRow] = []
        for at, row in enumerate(self._rows):
            labelled = self._labelled[at]
            if labelled and not (done and not held and self._same(done[-1], row)):
                done.append([*held, row])
                if held:
                    self._tell_held(held, row)
                held = []
            elif held or not done or (not labelled and self._heads_next(at, done[-1])):
                held.append(row)
            else:
                done[-1].append(row)
        if held:
            self._leave_held(done, held)
        return done

    def _following(self, wanted: Sequence[bool]) -> list[int]:
        """For each row the next one that is wanted, itself not counted; past the end where there is none."""
        found = []
        following = len(self._rows)
        for at in range(len(self._rows) - 1, -1, -1):
            found.append(following)
            if wanted[at]:
                following = at
        return found[::-1]

    def _same(self, block: list[TableRow], row: TableRow) -> bool:
        """Whether number and name on a row are the block's own, printed again or in parts."""
        known = {key: self._last(block, key) for key in self._form.starts}
        given = {key: row.get(key) for key in self._form.starts if row.get(key)}
        if all(known[key] == text for key, text in given.items()):
            # The same name again beside a month of its own, on the same page, is another objective.
            own = row.has(self._closing)
            return len(self._form.starts) > 1 or row.after_break or not own
        if len(given) < len(known) and all(
            not known[key] or known[key] == text for key, text in given.items()
        ):
            return True
        return self._name_goes_on(block, row, given)

    def _name_goes_on(self, block: list[TableRow], row: TableRow, given: dict[str, str]) -> bool:
        """A name cut by a page: no number, nothing that each block has once, a text left open."""
        if not row.after_break or set(given) != {self._form.starts[-1]}:
            return False
        if len(self._form.starts) > 1 and not self._numbered:
            return False
        if row.has(self._closing):
            return False
        if not any(self._last(block, key) for key in self._closing):
            return False
        open_text = any(cut_short(self._last(block, key)) for key in self._flows if row.get(key))
        if open_text:
            self._remarks.doubt(row.line, row.place, "换页后的名称没有序号，当作上一项名称的后半，请核对")
        return open_text

    def _heads_next(self, at: int, block: list[TableRow]) -> bool:
        """Whether a text without number or name heads the next block rather than continues this one."""
        row, following = self._rows[at], self._next[at]
        if following == len(self._rows) or self._next_page[at] > following:
            return False
        for key in self._flows:
            text = row.get(key)
            if not text:
                continue
            before = self._last(block, key)
            between = (self._rows[i].get(key) for i in range(at + 1, following + 1))
            after = next((found for found in between if found), "")
            if shared(text, after) >= SHARED_LEAST:
                return True
            if not before or cut_short(before) or shared(before, text) >= SHARED_LEAST:
                return False
            return self._guess(row, cut_short(text) and bool(after))
        return False

    def _guess(self, row: TableRow, goes_on: bool) -> bool:
        """Where words decide nothing: at the top of a page a cell goes on, further down one begins."""
        if goes_on:
            return True
        aim = "上" if row.after_break else "下"
        what = f"这一行没有序号，归上一项还是下一项看不准，归入了{aim}一项"
        self._remarks.doubt(row.line, row.place, what)
        return not row.after_break

    def _last(self, block: list[TableRow], key: str) -> str:
        return next((row.get(key) for row in reversed(block) if row.get(key)), "")

    def _tell_held(self, held: list[TableRow], row: TableRow) -> None:
        if not any(one.after_break for one in (*held[1:], row)):
            tail = "，以下各项目的行也请核对" if held[0] is self._rows[0] else ""
            what = f"序号前面的行没有换页的痕迹，归入下一项，请核对{tail}"
            self._remarks.doubt(held[0].line, held[0].place, what)
        name = row.get(self._form.starts[-1]) or row.get(self._form.starts[0])
        self._remarks.repair(
            held[0].line,
            "、".join(one.place for one in held),
            f"换页前没有序号的行，归入{row.place}的“{name}”",
            "；".join(excerpt(" │ ".join(one.cells.values())) for one in held),
            f"“{name}”",
        )

    def _leave_held(self, done: list[list[TableRow]], held: list[TableRow]) -> None:
        self._remarks.doubt(held[0].line, held[0].place, "这里的行没有序号和名称，请核对归属")
        if done:
            done[-1] += held
        else:
            done.append(held)


def _closes(column: Column) -> bool:
    """Whether every block has this cell once, so that a row without it may be a continuation."""
    return column.holds in _CLOSING or (column.merge is Merge.OWNER and column.holds is Holds.FIGURE)


def flowing(block: Block, column: Column, remarks: Remarks) -> str:
    """A text of a block, joined over its rows; what a page repeated is taken off and shown."""
    parts = block.texts(column.key)
    if not parts:
        return ""
    whole = parts[0][1]
    before_row = parts[0][0]
    for row, part in parts[1:]:
        joined, repeated = join(whole, part)
        if len(joined) > LONGEST_TEXT:
            remedy = "请核对是不是漏了序号或名称，再分开填写"
            raise DocumentRefused(
                f"{remarks.grid.source} {row.place}",
                f"{_caption(column)}接起来超过 {LONGEST_TEXT:,} 个字",
                remedy,
            )
        what = f"{_caption(column)}分在两处，接成一段" + (
            f"，重复的 {repeated} 个字只留一次" if repeated else ""
        )
        cut = f"{whole[-60:]}⏎{part[: repeated + 20]}"
        glued = joined[max(0, len(whole) - 60) : len(whole) + 20]
        remarks.repair(before_row.line, f"{before_row.place}、{row.place}", what, cut, glued)
        if twice := may_repeat(whole, part):
            kept = "只留了一次" if repeated else "留了两次"
            remarks.doubt(row.line, row.place, f"{_caption(column)}接缝处“{twice}”印了两遍，{kept}，请核对")
        if not repeated and whole[-1:].isdigit() and part[:1].isdigit():
            remarks.doubt(row.line, row.place, f"{_caption(column)}在数字中间断开，请核对：“{cut}”")
        whole, before_row = joined, row
    return whole


def single(block: Block, column: Column, remarks: Remarks) -> str:
    """A cell a block has once; a second, different text is shown and not taken."""
    parts = block.texts(column.key)
    for row, text in parts[1:]:
        remarks.doubt(row.line, row.place, f"{_caption(column)}又出现一次，没有收入：“{text}”")
    return parts[0][1] if parts else ""


def _caption(column: Column) -> str:
    return f"“{column.caption.split()[0]}”"
