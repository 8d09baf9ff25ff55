"""Columns that stand in more than one form."""

from perfdesk.domain.wording import VERDICT_TEXTS
from perfdesk.forms.form import Align, Audience, Column

# What the program judged, in copies for the office's own use; read again it is computed anew.
VERDICT = Column(
    "verdict",
    "判定",
    20,
    Align.CENTER,
    required=False,
    audience=Audience.INTERNAL,
    choices=tuple(VERDICT_TEXTS.values()),
    computed=True,
)
