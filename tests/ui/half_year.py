"""Where things stand on the desk of the `filled` fixture."""

from perfdesk.domain.office import Node
from perfdesk.domain.records import Indicator, Kind
from perfdesk.operations.place import Place
from perfdesk.ui.desk import Desk


def first_node(desk: Desk) -> Node:
    """图书购置."""
    assert desk.book is not None
    return desk.office.nodes(desk.book.id)[0]


def indicators(desk: Desk) -> list[Indicator]:
    """新增图书 ≥ 3000 册, 读者满意度 ≥ 90 %."""
    return desk.office.indicators(first_node(desk))


def actual(desk: Desk, indicator: Indicator) -> Place:
    """Where its actual is typed."""
    assert desk.run is not None
    return Place(Kind.INDICATOR, indicator.id, "entry.actual", desk.run.id)
