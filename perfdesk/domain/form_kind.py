"""The five families of official tables."""

from enum import StrEnum


class FormKind(StrEnum):
    """Kinds of table; the values are the contract's `kind`, with `-` for `_` on the command line."""

    TARGET_SUMMARY = "target_summary"
    PROGRESS_DISCLOSURE = "progress_disclosure"
    TARGET_APPLICATION = "target_application"
    MONITORING = "monitoring"
    SELF_EVALUATION = "self_evaluation"


def same_family(first: str | None, second: str | None) -> bool:
    """Whether two kinds are tables of one book: all forms of projects are, a disclosure is a book of its own.

    >>> same_family("target_summary", "monitoring"), same_family("monitoring", "progress_disclosure")
    (True, False)
    """
    prose = FormKind.PROGRESS_DISCLOSURE
    return (first == prose) is (second == prose)
