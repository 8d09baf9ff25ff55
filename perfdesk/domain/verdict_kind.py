"""The six verdicts."""

from enum import StrEnum


class Verdict(StrEnum):
    """What is said of one figure against its target; the values are those of the command line's JSON."""

    MET = "met"
    NOT_MET = "not_met"
    IN_PROGRESS = "in_progress"
    NO_DATA = "no_data"
    NEEDS_JUDGEMENT = "needs_judgement"
    NOT_APPLICABLE = "not_applicable"
