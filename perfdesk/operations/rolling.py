"""Roll-over into the next year: targets, projects, money and schemes go along, actuals stay behind."""

from collections.abc import Iterator
from dataclasses import replace

from perfdesk.domain.change import Change, Edit, change_of, creation
from perfdesk.domain.errors import NothingSuch, NotUnderstood
from perfdesk.domain.form_kind import same_family
from perfdesk.domain.office import Node, Office
from perfdesk.domain.records import Book, Fund, Indicator, Objective, Project, Run, kind_of, with_fields


def roll_over(office: Office, year: str, unit: str | None = None) -> Change:
    """The books of `year` (of one unit, or of all) made anew for the year after, ready to be approved.

    What the last run of the year recorded becomes 上年实际 and 基期值. Approval, adjusted budgets, runs,
    evidence and answers do not go along. A table that the next year has already, rolled over or imported,
    is left as it is; refused where that leaves none.
    """
    if not (year.isdecimal() and len(year) == 4):
        raise NotUnderstood(f"年度“{year[:12]}”不是四位数字。请写 2025 这样的年度。")
    following = str(int(year) + 1)
    books = [b for b in office.books() if b.year == year and unit in (None, b.unit_name)]
    if not books:
        raise NothingSuch(f"数据文件里没有 {year} 年度的内容，没有可结转的。请检查年度和单位。")
    fresh = [book for book in books if not _is_there(office, book, following)]
    if not fresh:
        raise NotUnderstood(
            f"{following} 年度已经有了（{books[0].unit_name or '未写单位'}），没有结转。"
            "要重来请先删除那一年度。"
        )
    rolling = _Rolling(office, year, following)
    edits = [edit for book in fresh[::-1] for edit in rolling.book(book)]
    return change_of(f"结转到 {following} 年度", edits)


def _is_there(office: Office, book: Book, year: str) -> bool:
    """Whether the unit has a table of this family in that year."""
    return any(
        other.year == year and other.unit_name == book.unit_name and same_family(other.form, book.form)
        for other in office.books()
    )


class _Rolling:
    """Hands out ids for records that do not exist yet."""

    def __init__(self, office: Office, year: str, following: str) -> None:
        self._office, self._year, self._following = office, year, following
        self._next = office.next_id()

    def _id(self) -> int:
        self._next += 1
        return self._next - 1

    def book(self, book: Book) -> Iterator[Edit]:
        """A book with everything under it that goes along."""
        made = replace(
            book,
            id=self._id(),
            year=self._following,
            title=(book.title or "").replace(self._year, self._following) or None,
            source=None,
        )
        yield creation(made)
        run = self._office.last_run(book.id)
        for node in self._office.nodes(book.id):
            yield from self._node(node, made.id, run)

    def _node(self, node: Node, book: int, run: Run | None) -> Iterator[Edit]:
        fresh: Node = replace(node, id=self._id(), book=book, approved_on=None, approval_doc=None)
        if isinstance(fresh, Project):
            fresh = replace(fresh, adjusted_budget=None)
        yield creation(fresh)
        if not isinstance(node, Objective):
            for fund in self._office.followers(Fund, node):
                yield creation(replace(fund, id=self._id(), project=fresh.id, adjusted=None))
        for indicator in self._office.indicators(node):
            yield creation(self._indicator(indicator, fresh, run))

    def _indicator(self, indicator: Indicator, owner: Node, run: Run | None) -> Indicator:
        entry = self._office.entry(run.id, indicator.id) if run else None
        actual = entry.actual if entry else None
        linked = with_fields(indicator, {kind_of(owner).value: owner.id})
        return replace(linked, id=self._id(), last_actual=actual, baseline=actual or indicator.baseline)
