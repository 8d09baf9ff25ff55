"""Which record of the desk a row of a document means: by name, and what else tells namesakes apart."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

from perfdesk.domain.document import ReadIndicator, ReadItem, ReadProject
from perfdesk.domain.fold import fold
from perfdesk.domain.records import Fund, Indicator, Objective, Project

Held = TypeVar("Held", Project, Objective, Indicator, Fund)


@lru_cache(maxsize=16384)
def plain_name(name: str | None) -> str:
    """A name for comparison: without spaces, widths and stars.

    >>> plain_name("★ 读者 满意度（％）") == plain_name("读者满意度(%)")
    True
    """
    return "".join(fold(name or "").split()).strip("★☆")


def plain_level(name: str | None) -> str:
    """The name of a level for comparison: 数量 and 数量指标 are one.

    >>> plain_level("数量 指标") == plain_level("数量")
    True
    """
    return plain_name(name).removesuffix("指标")


class Pool(Generic[Held]):
    """Records of one owner by name, each given away once."""

    def __init__(self, records: Iterable[Held]) -> None:
        self._by_name: dict[str, list[Held]] = {}
        for record in records:
            self._by_name.setdefault(plain_name(record.name), []).append(record)

    def count(self, name: str | None) -> int:
        """How many of that name are left."""
        return len(self._by_name.get(plain_name(name), ()))

    def take(self, name: str | None, *alike: Callable[[Held], bool]) -> Held | None:
        """The first record of the name that passes the first test any passes."""
        left = self._by_name.get(plain_name(name), [])
        for test in alike:
            for record in left:
                if test(record):
                    left.remove(record)
                    return record
        return None


class Twins:
    """How often a name, and a name with its levels, stands in one project of a document."""

    def __init__(self, read: Sequence[ReadIndicator]) -> None:
        self._names: dict[str, int] = {}
        self._whole: dict[tuple[str | None, ...], int] = {}
        for one in read:
            self._names[plain_name(one.name)] = self._names.get(plain_name(one.name), 0) + 1
            self._whole[_identity(one)] = self._whole.get(_identity(one), 0) + 1

    def alone(self, one: ReadIndicator) -> bool:
        """Whether no other row has its name."""
        return self._names[plain_name(one.name)] == 1

    def same(self, one: ReadIndicator) -> bool:
        """Whether another row has its name, levels and term."""
        return self._whole[_identity(one)] > 1


def _identity(one: Indicator | ReadIndicator) -> tuple[str | None, ...]:
    return plain_name(one.name), plain_level(one.level1), plain_level(one.level2), one.term


def ways_to_match_project(read: ReadProject) -> tuple[Callable[[Project], bool], ...]:
    """By code, by number, by name alone; two codes that are stated and differ are two projects."""

    def coded(project: Project) -> bool:
        return bool(read.code) and project.code == read.code

    def open_code(project: Project) -> bool:
        return not read.code or not project.code or project.code == read.code

    return (coded, lambda p: open_code(p) and p.seq == read.seq, open_code)


def ways_to_match_indicator(one: ReadIndicator, alone: bool) -> tuple[Callable[[Indicator], bool], ...]:
    """By levels; by levels where only one side states them; where the name is no other's, by name alone."""

    def near(indicator: Indicator) -> bool:
        pairs = ((indicator.level1, one.level1), (indicator.level2, one.level2))
        return indicator.term == one.term and all(
            not a or not b or plain_level(a) == plain_level(b) for a, b in pairs
        )

    return (
        lambda i: _identity(i) == _identity(one),
        near,
        lambda i: alone and i.term == one.term,
    )


def ways_to_match_objective(read: ReadItem) -> tuple[Callable[[Objective], bool], ...]:
    """By category, by name alone."""
    return (lambda objective: objective.category == read.category, lambda _: True)
