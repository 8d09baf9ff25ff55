"""What a field of a record may hold where it is one of a few words; the values are stored."""

from enum import StrEnum


class RunState(StrEnum):
    """Where a progress run stands on its way to the public (填报, 复核, 审核, 已公开)."""

    OPEN = "open"
    CHECKING = "checking"
    REVIEW = "review"
    PUBLISHED = "published"


class Likelihood(StrEnum):
    """Whether an annual target will be reached, as form B asks (确定能, 有可能, 完全不可能)."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"


class Term(StrEnum):
    """Which half of form A an indicator stands in; an annual one states nothing."""

    MEDIUM = "medium"
