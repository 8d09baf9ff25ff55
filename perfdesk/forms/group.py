"""What a form is filled with: groups of plain rows, and what stands above the table."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# The mark of an internal copy, and the heads of the lines of the office's own checks below it.
INTERNAL = "内部"
OPEN_POINTS = "没有处理或答复的疑点："
RECTIFICATIONS = "整改事项："


@dataclass(frozen=True, slots=True)
class Group:
    """One project with its indicator rows, or one objective; `label` is its name, rows map keys to text.

    What belongs to the whole project stands in every row. `sources` are its sources of money, each a map of
    `fund.` and `outlay.` keys.
    """

    label: str
    rows: tuple[Mapping[str, str], ...]
    sources: tuple[Mapping[str, str], ...] = ()

    def text(self, key: str) -> str:
        """What the group as a whole has under a key; "" where it has nothing."""
        return self.rows[0].get(key, "") if self.rows else ""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the table. An empty title is made from the form's; `month` is the run's last one.

    `captions` are the office's own words by the form's. `tree` names the indicator tree that orders the
    levels, None keeps the clerk's order. `remarks` are lines below the table, for internal copies.
    """

    title: str
    unit_name: str | None
    year: str | None
    period: str | None
    month: int | None
    internal: bool
    printed_on: str | None
    captions: Mapping[str, str] = field(default_factory=dict)
    tree: str | None = None
    version: int | None = None
    remarks: tuple[str, ...] = ()
