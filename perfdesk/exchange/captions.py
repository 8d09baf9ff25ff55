"""Captions compared as clerks mean them: without spaces, brackets, months, years and numbering."""

import re
from functools import cache, lru_cache

from perfdesk.exchange.fund_names import fund_column, fund_in
from perfdesk.exchange.repair import folded
from perfdesk.forms.form import Column, Form
from perfdesk.forms.vocabulary import SHAPES

LONGEST_CAPTION = 60
MEDIUM = "medium."  # before the keys of the half that holds the medium term
_ANNUAL = "indicator."
_BRACKET = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]")
_TO = "[-~—–―至到]+"
_MONTHS = re.compile(
    rf"(?:\d{{1,2}}月?(?:份)?{_TO})?\d{{1,2}}月(?:底|末|份)?|[上下]半年度?|半年度?|前[一二两三]个?季度|第?[一二三四1-4]季度"
)
_CAPTION_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:年|(?=[-~—–―至到]))")
_YEAR = re.compile(r"\d{4}年度?")
_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}、|\d{1,2}[.、](?!\d)|[(](?:[一二三四五六七八九十]|\d)[)])"
)
_PLACEHOLDER = re.compile(r"\{\w+\}")
_MARKS = "*★☆:：、.。%"
_HALF_YEAR = {"半年": "上半年", "半年度": "上半年", "上半年度": "上半年", "下半年度": "下半年"}


@lru_cache(maxsize=8192)
def bare(caption: str) -> str:
    """A caption for comparison.

    >>> bare("一级 指标"), bare("1-7月执行数（万元）"), bare("一、项目名称：")
    ('一级指标', '执行数', '项目名称')
    """
    text = _NUMBERING.sub("", folded(caption))
    return _YEAR.sub("", _MONTHS.sub("", _BRACKET.sub("", text))).strip(_MARKS)


def plain_caption(caption: str) -> str:
    """A form's caption for comparison, whatever stands for its placeholders.

    >>> plain_caption("{period}执行数"), plain_caption("进展情况 {m} 月")
    ('执行数', '进展情况')
    """
    return bare(_PLACEHOLDER.sub("", caption.replace("{m}", "1")))


def brackets(caption: str) -> list[str]:
    """What stands in brackets: units, letters, points.

    >>> brackets("年初预算数（A）（万元）")
    ['a', '万元']
    """
    return [inside for inside in _BRACKET.findall(folded(caption)) if inside]


def period_in(caption: str) -> str | None:
    """The months a caption names, as printed; a half-year is the first half.

    >>> period_in("1-7 月执行数"), period_in("半年度指标执行情况"), period_in("执行数")
    ('1-7月', '上半年', None)
    """
    found = _MONTHS.search(folded(caption))
    return _HALF_YEAR.get(found.group(), found.group()) if found else None


def year_in(caption: str) -> str | None:
    """The one year a caption names, None where it names none or several.

    >>> year_in("2021年完成值"), year_in("2021-2023年目标"), year_in("完成值")
    ('2021', None, None)
    """
    found = set(_CAPTION_YEAR.findall(folded(caption)))
    return found.pop() if len(found) == 1 else None


def keys_of(form: Form, caption: str) -> tuple[tuple[str, int], ...]:
    """The columns a caption may head, each with the rank of the synonym; the form's own caption is rank 0."""
    return _names(form.name).get(bare(caption), ()) if len(caption) <= LONGEST_CAPTION else ()


def column_of(form: Form, key: str) -> Column:
    """A column of a form, printed or only read; the two halves of a table share their columns."""
    return fund_column(key) if fund_in(key) else _columns(form.name)[annual_key(key)]


def has_column(form: Form, key: str) -> bool:
    """Whether a table of this form may have a column of this key; only one of a project has two halves."""
    if fund_in(key) or key.startswith(MEDIUM):
        return bool(form.starts) is not key.startswith(MEDIUM) and form.rows == "indicator"
    return key in _columns(form.name)


def medium_key(key: str) -> str:
    """The key of an indicator's column in the medium-term half.

    >>> medium_key("indicator.name"), annual_key("medium.name"), annual_key("entry.actual")
    ('medium.name', 'indicator.name', 'entry.actual')
    """
    return key.replace(_ANNUAL, MEDIUM, 1) if key.startswith(_ANNUAL) else key


def annual_key(key: str) -> str:
    """The inverse of `medium_key`."""
    return key.replace(MEDIUM, _ANNUAL, 1) if key.startswith(MEDIUM) else key


@lru_cache(maxsize=8192)
def may_be_caption(text: str) -> bool:
    """Whether any table has a column of this caption; the cheap question before all others."""
    return len(text) <= LONGEST_CAPTION and bare(text) in _all_names()


@cache
def _all_names() -> frozenset[str]:
    return frozenset(name for form in SHAPES for name in _names(form.name))


@cache
def _columns(name: str) -> dict[str, Column]:
    form = next(form for form in SHAPES if form.name == name)
    return {column.key: column for column in (*form.columns, *form.also_read)}


@cache
def _names(name: str) -> dict[str, tuple[tuple[str, int], ...]]:
    form = next(form for form in SHAPES if form.name == name)
    names: dict[str, dict[str, int]] = {}
    for column in (*form.columns, *form.also_read):
        for rank, caption in enumerate((column.caption, *column.synonyms)):
            names.setdefault(plain_caption(caption), {}).setdefault(column.key, rank)
    return {caption: tuple(keys.items()) for caption, keys in names.items()}
