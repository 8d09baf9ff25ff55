"""Writing to a desk from the command line."""

from collections.abc import Callable
from pathlib import Path

from perfdesk.domain.change import Act, Change
from perfdesk.domain.office import Office
from perfdesk.operations.session import Session


def perform(desk: Path, make: Callable[[Office], Change], act: Act = Act.EDIT) -> tuple[Change, Office]:
    """Write what `make` makes of the desk; tried on a look first, so a refusal does not even upgrade it."""
    with Session.open(desk, read_only=True) as looked:
        looked.check(make(looked.office), act)
    with Session.open(desk) as session:
        change = make(session.office)
        session.perform(change, act)
        return change, session.office
