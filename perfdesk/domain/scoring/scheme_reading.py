"""Reading a scoring scheme from its TOML text and its inputs from JSON, strictly."""

import json
import re

from perfdesk.domain.errors import NotUnderstood
from perfdesk.domain.figures import plain
from perfdesk.domain.scoring.scheme import ROUNDINGS, Bonus, Input, Measure, Part, Scheme, Step
from perfdesk.domain.toml_text import Table, read_toml

WHAT = "计分方法"
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,29}")


def read_scheme(text: str) -> Scheme:
    """The scheme behind a text; raises NotUnderstood with one sentence that names line and key."""
    top = read_toml(text, WHAT)
    inputs = tuple(_input(table) for table in top.tables("input"))
    filled = tuple(one.key for one in inputs)
    measures = tuple(_measure(table, filled) for table in top.tables("measure"))
    known = (*filled, *(one.key for one in measures))
    scheme = Scheme(
        name=top.text("name"),
        source=top.text("source", ""),
        evidence=top.text("evidence", ""),
        inputs=inputs,
        measures=measures,
        parts=tuple(_part(table, known) for table in top.tables("part")),
        bonuses=tuple(_bonus(table, filled) for table in top.tables("bonus")),
        rounding=top.one_of("rounding", ROUNDINGS, "floor"),
        full_from=top.number_or_none("full_from", 1, 1000),
        base=top.number_or_none("base", 1, 1000),
        weight=top.number_or_none("weight", 0, 1000),
    )
    top.done()
    _must_be_whole(scheme, top)
    return scheme


def _must_be_whole(scheme: Scheme, top: Table) -> None:
    keys = [one.key for one in scheme.inputs] + [one.key for one in scheme.parts]
    keys += [one.key for one in scheme.measures]
    for key in keys:
        if keys.count(key) > 1:
            raise top.refusal("part", f"“{key}”用了两次，每个 key 只能用一次")
    if not scheme.parts and not scheme.bonuses:
        raise top.refusal("part", "一个计分部分也没有")
    if scheme.base is not None and (scheme.full_from is None or scheme.base < scheme.full_from):
        least = "full_from" if scheme.full_from is None else plain(scheme.full_from)
        raise top.refusal("base", f"折算的分数不能低于不扣分的分数（{least}）")


def _key(table: Table) -> str:
    key = table.text("key")
    if not _KEY.fullmatch(key):
        raise table.refusal("key", "只能用英文字母、数字和下划线，以字母开头")
    return key


def _input(table: Table) -> Input:
    made = Input(_key(table), table.text("name"), table.text("unit", ""))
    table.done()
    return made


def _measure(table: Table, inputs: tuple[str, ...]) -> Measure:
    per = table.one_of("per", inputs) if "per" in table else ""
    made = Measure(_key(table), table.text("name"), table.one_of("of", inputs), per)
    table.done()
    return made


def _part(table: Table, known: tuple[str, ...]) -> Part:
    made = Part(
        key=_key(table),
        name=table.text("name"),
        points=table.number("points", 0, 1000),
        applies=table.flag("applies", True),
        convert_to=table.number_or_none("convert_to", 1, 1000),
        steps=tuple(_step(step, known) for step in table.tables("step")),
    )
    table.done()
    if made.points <= 0:
        raise table.refusal("points", "要大于 0")
    return made


def _step(table: Table, known: tuple[str, ...]) -> Step:
    measure, below = table.one_of("measure", known), table.number("below")
    by_hand = table.flag("by_hand", False)
    every = None if by_hand else table.number("every")
    deduct = None if by_hand else table.number("deduct", 0, 1000)
    remark = table.text("remark", "")
    table.done()
    if every is not None and every <= 0:
        raise table.refusal("every", "要大于 0")
    return Step(measure, below, every, deduct, remark)


def _bonus(table: Table, inputs: tuple[str, ...]) -> Bonus:
    made = Bonus(
        table.one_of("input", inputs), table.number("each", 0, 1000), table.number_or_none("at_most", 0, 1000)
    )
    table.done()
    return made


def read_inputs(text: str | None) -> dict[str, str]:
    """The inputs of a run as typed, by key; blank is none. NotUnderstood for anything but an object."""
    if not (text or "").strip():
        return {}
    try:
        held = json.loads(text or "")
    except (ValueError, RecursionError):
        held = None
    if not isinstance(held, dict) or not all(isinstance(value, str) for value in held.values()):
        raise NotUnderstood("计分方法填写的数读不出来。请在计分方法里重新填写。")
    return held


def write_inputs(given: dict[str, str]) -> str:
    """Inputs as a run keeps them; blank ones are left out, "" where none are left."""
    kept = {key: text for key, text in sorted(given.items()) if text.strip()}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")) if kept else ""
