"""Captions as they are printed: the office's own words in place of the form's, placeholders filled."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from perfdesk.forms.form import Column, FieldRow, Form, GoalBlock, MoneyBlock
from perfdesk.forms.group import Heading

_SPAN = "20××年—20××+n年"  # what the application prints where the project states no 项目期
_YEAR = "　　　　"


@dataclass(frozen=True, slots=True)
class Captions:
    """Turns a caption of the form into the one to print."""

    own: Mapping[str, str]
    values: Mapping[str, str]

    def __call__(self, caption: str) -> str:
        """The printed caption; without a month the room around it closes up."""
        text = self.own.get(caption, caption)
        for name, value in self.values.items():
            text = text.replace("{" + name + "}", value)
        return text if self.values["m"] else re.sub(" {2,}", " ", text).strip(" ")

    def within(self, span: str) -> "Captions":
        """The same words for a project of this 项目期."""
        return replace(self, values={**self.values, "span": span or _SPAN})


def captions_for(form: Form, heading: Heading) -> Captions:
    """The words of a form under one heading."""
    return Captions(
        heading.captions,
        {
            "unit": heading.unit_name or "",
            "year": heading.year or _YEAR,
            "period": heading.period or form.period,
            "m": form.month if heading.month is None else str(heading.month),
            "span": _SPAN,
        },
    )


def all_captions(form: Form) -> tuple[str, ...]:
    """Every caption of a form that an office may word differently, in the order of the page."""
    listed = (form.corner, form.title, form.year_line, *_of_blocks(form), form.side, *_of_table(form))
    notes = (form.money_caption or "", *form.notes)
    return tuple(dict.fromkeys(caption for caption in (*listed, *notes) if caption))


def _of_table(form: Form) -> Iterator[str]:
    yield from (text for column in form.columns for text in _of_column(column))
    yield from (row.caption for row in form.tail)
    yield from (one.caption for one in (*form.closing, *form.signature, *form.stamp))


def _of_column(column: Column) -> Iterator[str]:
    if column.group:
        yield column.group
    yield column.caption


def _of_blocks(form: Form) -> Iterator[str]:
    for block in form.blocks:
        match block:
            case FieldRow():
                yield from (one.caption for one in block.fields)
            case MoneyBlock():
                yield block.caption
                for half in block.halves:
                    yield from (half.total, *(column.caption for column in half.columns))
                yield from (source.caption for source in block.sources)
            case GoalBlock():
                yield from (block.caption, *(part.caption for part in block.parts))
