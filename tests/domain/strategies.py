"""A small office and any sequence of valid changes to it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from perfdesk.domain.change import Change, Edit, change_of, creation, removal, setting
from perfdesk.domain.office import Office
from perfdesk.domain.records import (
    Account,
    Answer,
    Book,
    Entry,
    Evidence,
    Fund,
    Indicator,
    Kind,
    Objective,
    Outlay,
    Project,
    Record,
    Role,
    Run,
    fields_of,
    kind_of,
)

RECORDS: tuple[Record, ...] = (
    Book(1, unit_name="甲局", year="2022", form="target_summary"),
    Project(2, book=1, position=1, seq="1", name="项目", budget="1200"),
    Objective(3, book=1, position=2, name="目标", starred=True, content="新增 15 家"),
    Indicator(4, project=2, position=1, name="指标", operator="≥", unit="家", target="5"),
    Run(5, book=1, from_month=1, to_month=6, label="1-6月"),
    Entry(6, run=5, indicator=4, actual="3"),
    Account(7, run=5, objective=3, narrative="已完成"),
    Answer(8, finding="键", note="已核实"),
    Fund(9, project=2, name="财政拨款", initial="1000"),
    Outlay(10, run=5, fund=9, executed="500"),
    Evidence(11, project=2, indicator=4, run=5, name="清单.xlsx", size=3),
)
WORDS = st.one_of(
    st.none(), st.text(max_size=8), st.sampled_from(["5", "≥90%", "１２", "🙂", '"', "\\", "\n"])
)
TEXTS = {
    Role.TEXT: WORDS,
    Role.FIGURE: WORDS,
    Role.COUNT: st.integers(1, 12).map(str),
    Role.FLAG: st.sampled_from(["0", "1"]),
}


def office() -> Office:
    return Office(RECORDS)


def held(office: Office) -> dict[tuple[Kind, int], Record]:
    return {(kind_of(record), record.id): record for record in office}


@st.composite
def changes(draw: st.DrawFn, office: Office) -> Change:
    """A change that fits the office as it stands: fields set, records made and removed."""
    edits: list[Edit | None] = []
    now = held(office)
    fresh = office.next_id()
    for _ in range(draw(st.integers(1, 4))):
        record = draw(st.sampled_from([*now.values(), None]))
        if record is None:
            shape = draw(st.sampled_from(RECORDS))
            made = replace(shape, id=fresh)
            fresh += 1
            edits.append(creation(made))
            now[kind_of(made), made.id] = made
        elif kind_of(record) in (Kind.ENTRY, Kind.ACCOUNT, Kind.ANSWER, Kind.OUTLAY) and draw(st.booleans()):
            edits.append(removal(record))
            del now[kind_of(record), record.id]
        else:
            edits.append(_setting(draw, record))
            del now[kind_of(record), record.id]
    return change_of("改动", edits)


def _setting(draw: st.DrawFn, record: Record) -> Edit | None:
    shapes = [shape for shape in fields_of(kind_of(record)) if shape.role is not Role.LINK]
    shape = draw(st.sampled_from(shapes))
    return setting(record, shape.name, draw(TEXTS[shape.role]))
