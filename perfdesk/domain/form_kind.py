"""The five families of official tables."""

from enum import StrEnum


class FormKind(StrEnum):
    """Kinds of table; the values are the contract's `kind`, with `-` for `_` on the command line."""

    TARGET_SUMMARY = "target_summary"
    PROGRESS_DISCLOSURE = "progress_disclosure"
    TARGET_APPLICATION = "target_application"
    MONITORING = "monitoring"
    SELF_EVALUATION = "self_evaluation"
