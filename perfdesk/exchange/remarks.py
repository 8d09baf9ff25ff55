"""What a reading has to tell the clerk, collected as it goes and handed over in the order of the document."""

from dataclasses import dataclass, field

from perfdesk.domain.document import Doubt, Repair
from perfdesk.exchange.grid import Grid

_EXCERPT = 40
_NOWHERE = Grid("", ())


def excerpt(text: str, length: int = _EXCERPT) -> str:
    """The beginning of a text for a sentence.

    >>> excerpt("平抑民间借贷利率", 4)
    '平抑民间…'
    """
    return text if len(text) <= length else text[:length] + "…"


@dataclass(slots=True)
class Remarks:
    """Repairs and doubts with the line they belong to. Spaces are counted, not listed one by one."""

    grid: Grid = _NOWHERE
    repairs: list[tuple[int, Repair]] = field(default_factory=list)
    doubts: list[tuple[int, Doubt]] = field(default_factory=list)
    columns: dict[tuple[str, bool], list[tuple[int, str]]] = field(default_factory=dict)
    likes: dict[tuple[str, str, str], list[int]] = field(default_factory=dict)
    spaces: int = 0
    space_example: tuple[str, str] | None = None
    invisible: int = 0

    def repair(self, line: int, where: str, what: str, before: str, after: str) -> None:
        """Propose one repair."""
        self.repairs.append((line, Repair(where, what, before, after)))

    def doubt(self, line: int, where: str, what: str) -> None:
        """Show one thing that no rule covers."""
        self.doubts.append((line, Doubt(where, what, line)))

    def alike(self, what: str, before: str, after: str, line: int) -> None:
        """A repair that a table may need in every row; told once with its lines."""
        self.likes.setdefault((what, before, after), []).append(line)

    def leave_out(self, caption: str, computed: bool, line: int, text: str) -> None:
        """A cell under a column that is not taken in; one remark per column lists them all."""
        self.columns.setdefault((caption, computed), []).append((line, text))

    def tightened(self, before: str, after: str, count: int) -> None:
        """Spaces that were taken off in one cell."""
        self.spaces += count
        if self.space_example is None:
            self.space_example = _around(before, after)

    def take(self, other: "Remarks") -> None:
        """Add what another part of the same table had to tell."""
        self.repairs += other.repairs
        self.doubts += other.doubts
        for key, cells in other.columns.items():
            self.columns.setdefault(key, []).extend(cells)
        for like, lines in other.likes.items():
            self.likes.setdefault(like, []).extend(lines)
        self.spaces += other.spaces
        self.space_example = self.space_example or other.space_example
        self.invisible += other.invisible

    def listed_repairs(self) -> tuple[Repair, ...]:
        """All repairs, what concerns the whole text last."""
        listed = sorted(self.repairs, key=lambda one: one[0])
        whole = [Repair("全文", what, before, after) for what, before, after in self._whole()]
        likes = [Repair(self.grid.lines(lines), *like) for like, lines in self.likes.items()]
        return (*(repair for _, repair in listed), *likes, *whole)

    def listed_doubts(self) -> tuple[Doubt, ...]:
        """All doubts, columns that nobody knows first."""
        unknown = [
            Doubt(f"“{caption}”列", f"不认识这一列，没有收入：{self._cells(cells)}")
            for (caption, computed), cells in self.columns.items()
            if not computed
        ]
        return (*unknown, *(doubt for _, doubt in sorted(self.doubts, key=lambda one: one[0])))

    def _whole(self) -> list[tuple[str, str, str]]:
        whole = []
        if self.spaces and self.space_example:
            whole.append((f"去掉汉字旁多余的空格，共 {self.spaces} 处", *self.space_example))
        if self.invisible:
            whole.append((f"去掉看不见的字符，共 {self.invisible} 个", "", ""))
        for (caption, computed), cells in self.columns.items():
            if computed:
                whole.append((f"“{caption}”由本程序自己编排或计算，这一列不收入", self._cells(cells), ""))
        return whole

    def _cells(self, cells: list[tuple[int, str]]) -> str:
        return "；".join(f"{self.grid.lines([line])}“{text}”" for line, text in cells)


def _around(before: str, after: str) -> tuple[str, str]:
    """The places around the first difference, for an example."""
    at = next((i for i, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), 0)
    start = max(0, at - 8)
    return before[start : at + 12], after[start : at + 11]
