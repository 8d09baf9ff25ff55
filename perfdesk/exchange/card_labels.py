"""Captioned values in the rows around an indicator table: a caption's cell, then the cells of its value."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from perfdesk.exchange.captions import bare, plain_caption
from perfdesk.exchange.grid import SourceRow
from perfdesk.exchange.rows import note_line
from perfdesk.forms import card_words

_INLINE = re.compile(r"([^:：]{2,30})[:：](.*)", re.DOTALL)
_SIDE_BY_SIDE = re.compile(r"\s{2,}|\u3000+|\s(?=[\u4e00-\u9fff]{2,10}[:：])")
_ORDINALS = "0123456789一二三四五"  # 年度绩效目标1
_LONGEST_LABEL = 40


@dataclass(frozen=True, slots=True)
class Piece:
    """A filled cell of a row, or a part of one: its position, its line and column, its text."""

    at: int
    line: int
    column: int
    text: str


@dataclass(slots=True)
class Labelled:
    """A caption with the pieces of its value; `key` is None for a caption nobody knows."""

    key: str
    caption: Piece
    values: list[Piece] = field(default_factory=list)


def pieces_of(row: SourceRow) -> list[Piece]:
    """The filled cells of a row, several captioned values in one cell taken apart."""
    pieces = []
    for at, cell in enumerate(row.cells):
        if cell.blank:
            continue
        parts = [part for part in _SIDE_BY_SIDE.split(cell.text.strip()) if part]
        several = len(parts) > 1 and sum(_captioned(part) for part in parts) > 1
        pieces += [
            Piece(at, cell.line, cell.column, part) for part in (parts if several else [cell.text.strip()])
        ]
    return pieces


def labelled(pieces: list[Piece]) -> tuple[list[Piece], list[Labelled]]:
    """What stands before the first caption of a field, and the fields with their values."""
    before: list[Piece] = []
    found: list[Labelled] = []
    for piece in pieces:
        named = label_and_rest(piece.text)
        if named is not None:
            key, rest = named
            found.append(Labelled(key, piece))
            if rest:
                found[-1].values.append(Piece(piece.at, piece.line, piece.column, rest))
        elif found and not note_line(piece.text):
            found[-1].values.append(piece)
        else:
            before.append(piece)
    return before, found


def label_and_rest(text: str) -> tuple[str, str] | None:
    """The field a cell names, with the value behind its colon; None where it names none.

    >>> label_and_rest("项目名称"), label_and_rest("项目负责人：办公室"), label_and_rest("防汛物资")
    (('project.name', ''), ('project.manager', '办公室'), None)
    """
    if len(text) <= _LONGEST_LABEL and (key := field_key(text)):
        return key, ""
    found = _INLINE.fullmatch(text)
    if found and (key := field_key(found.group(1))):
        return key, found.group(2).strip()
    return None


def _captioned(text: str) -> bool:
    """Whether a part of a cell is a caption, of a field or of a sum, with what it says."""
    found = _INLINE.fullmatch(text)
    sum_key = money_key(found.group(1)) or total_key(found.group(1)) if found else None
    return label_and_rest(text) is not None or sum_key is not None


def field_key(caption: str) -> str | None:
    """The field a caption names."""
    return _compared("field_words").get(bare(caption))


def goal_key(caption: str) -> str | None:
    """The goal, or what was reached of it, that a caption names."""
    words = _compared("goal_words")
    return words.get(bare(caption).rstrip(_ORDINALS)) if len(caption) <= _LONGEST_LABEL else None


def goal_and_rest(text: str) -> tuple[str, str] | None:
    """The caption of a goal and the text behind its colon; None where it is not so.

    >>> goal_and_rest("年度绩效目标：养护公路"), goal_and_rest("年度绩效目标"), goal_and_rest("目标1：养护")
    (('年度绩效目标', '养护公路'), None, None)
    """
    found = _INLINE.fullmatch(text)
    named = found is not None and goal_key(found.group(1)) is not None and found.group(2).strip()
    return (found.group(1), found.group(2).strip()) if found and named else None


def money_key(caption: str) -> str | None:
    """The column of money a caption names."""
    return _compared("money_words").get(bare(caption)) if len(caption) <= _LONGEST_LABEL else None


def total_key(caption: str) -> str | None:
    """The sum a caption names."""
    return _compared("total_words").get(bare(caption)) if len(caption) <= _LONGEST_LABEL else None


def is_money_block(caption: str) -> bool:
    """Whether a caption names the block of money."""
    return bare(caption) in _plain_words("money_block_words")


def is_official(caption: str) -> bool:
    """Whether a caption of a field is the one an official form prints."""
    return bare(caption.replace("：", ":").partition(":")[0]) in _plain_words("official_captions")


def is_block(caption: str) -> bool:
    """Whether a caption names some block and holds nothing itself."""
    return bare(caption) in _plain_words("block_words")


@cache
def _compared(name: str) -> Mapping[str, str]:
    words: dict[str, str] = getattr(card_words, name)()
    found: dict[str, str] = {}
    for caption, key in words.items():
        found.setdefault(plain_caption(caption), key)
    return found


@cache
def _plain_words(name: str) -> frozenset[str]:
    return frozenset(plain_caption(word) for word in getattr(card_words, name)())
