"""What stands above a table: title, unit, year, period, money unit. What is not stated stays None."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from perfdesk.domain.span import read_span
from perfdesk.exchange.grid import Grid, SourceCell, SourceRow
from perfdesk.exchange.remarks import Remarks
from perfdesk.exchange.repair import clean, folded
from perfdesk.exchange.rows import note_line, own_line, page_number, separator
from perfdesk.forms.form import Form

_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_YEAR = re.compile(r"(?<!\d)(?:((?:19|20)\d{2})|([一二][〇○零九][〇○零一二三四五六七八九]{2}))年度?")
_NUMBER = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_PERIOD = re.compile(
    f"(?:截[至止])?{_NUMBER}月?(?:份)?[-–—~～至到]{{1,2}}{_NUMBER}月(?:份|底|末)?|(?:截[至止])?{_NUMBER}月(?:份|底|末)?"
    f"|[上下]半年|前[一二两三]个?季度|第?[一二三四1-4](?:[-–—~～至到][二三四2-4])?季度|全年"
)
_MONEY = re.compile(r"[(（]?(?:金额|货币|计量)?单位[:：](?:人民币)?([十百千万亿]{0,2}元)[)）]?")
_MONEY_BEHIND = re.compile(rf"(?<=\S)\s*(?=[(（]){_MONEY.pattern}\s*$")
_NUMBER_BEFORE = re.compile(r"(?:附件|附表|表)[\d一二三四五六七八九十]*(?:[-—－.]\d+)?[:：\s]\s*(?=\S)")
_UNIT = re.compile(
    r"[(（]?(?:填[报表]|编制|公示|预算|实施|考核|主管|责任|公开)?(?:单位|部门)(?:名称)?(?:[(（][^()（）]{0,10}[)）])?[:：](.{2,60})"
)
_YEAR_LINE = re.compile(
    r"[(（]?(?:(?:预算|会计|财政|考核|填报|所属)?年度?[:：])?((?:19|20)\d{2})(?:年度?)?[)）]?"
)
_PERIOD_LINE = re.compile(
    r"[(（]?(?:报告期|填报期|进展期|考核期|监控期|期间|时间|统计时段)[:：](.{2,20}?)[)）]?"
)
_CAPTIONED = re.compile("[\u4e00-\u9fff]{2,10}[:：]")
_LABEL = re.compile(r"(?:.{0,8}(?:单位|部门)(?:名称)?|(?:预算|会计)?年度|报告期)(?:[(（].{0,8}[)）])?[:：]?")
_SEAL = re.compile(r"[（(](?:盖章|公章|章|签章)[）)]$")
_ASIDE = re.compile(
    r"内部|[(（]?_*年度[)）]?|[(（]?(?:附件|附表|表)[\d一二三四五六七八九十]*[)）]?[:：]?|(?:报表编号|表号|编号|文号)[:：]?.{0,40}"
)
_YEAR_AND_PERIOD = re.compile(f"[(（]?({_YEAR.pattern}(?:{_PERIOD.pattern}))[)）]?")
_STATEMENTS = (_MONEY, _UNIT, _YEAR_LINE, _PERIOD_LINE, _YEAR_AND_PERIOD, _ASIDE)
_BODY = (
    "局|委员会|委|办公室|办|厅|部|中心|院|会|政府|大学|学校|中学|小学|处|馆|所|站|大队|支队|总队|社|"
    "公司|集团|街道|镇|乡"
)
_ORGANISATION = re.compile(f"[\u4e00-\u9fff（）()]{{1,30}}?(?:{_BODY})(?:（[^（）]*）)?")
_LEADING = re.compile(
    rf"((?:(?!绩效|汇总|公示)[\u4e00-\u9fff（）()]){{1,30}}?(?:{_BODY}))"
    "(?=部门|项目|预算|整体|重点|财政|专项|年度|绩效|关于|$)"
)
_SENTENCE = re.compile("[，。；？！]|[：:]$")
_CONTINUED = re.compile(r"\(?续(?:表|前?页)?[一二三四五六七八九十\d]*\)?$")
_LONGEST_TITLE = 80
_MOST_TITLE_LINES = 6


@dataclass(slots=True)
class Statement:
    """What the lines above a table state. `money` is the unit of the money columns."""

    title: str = ""
    unit_name: str | None = None
    year: str | None = None
    period: str | None = None
    months: tuple[int, int] | None = None
    money: str | None = None


def read_statement(grid: Grid, rows: Sequence[SourceRow], form: Form, remarks: Remarks) -> Statement:
    """The statement of all lines above a header; a line that fits nothing is a doubt."""
    stated = Statement()
    titles: list[str] = []
    for row in rows:
        if row.blank:
            continue
        if page_number(row) or separator(row):
            remarks.repair(row.line, grid.place(row.line), "页码或分隔线，不收入", row.text, "")
            continue
        for cell in in_one_cell(row).filled:
            for part in _parts(cell.text):
                _take(stated, titles, part, form, grid.place(cell.line, cell.column), cell.line, remarks)
    stated.title = "".join(titles)
    _from_title(stated, rows, grid, remarks)
    return stated


def in_one_cell(row: SourceRow) -> SourceRow:
    """填报单位 | 某局 as one text, as a statement is written."""
    first, *others = row.filled or (None,)
    if first is None or len(others) != 1 or not _LABEL.fullmatch("".join(first.text.split())):
        return row
    text = f"{first.text.strip().rstrip(':：')}：{others[0].text.strip()}"
    return SourceRow(row.line, (SourceCell(text, first.line, first.column),))


@dataclass(slots=True)
class Carried:
    """The money unit that the tables of one grid have stated so far."""

    money: str | None = None

    def into(self, stated: Statement, own: bool = False) -> bool:
        """Let a table that states no money unit have the one above it; whether it now counts in that one.

        `own` says that its header names one.
        """
        if stated.money is not None or own or self.money in (None, "万元"):
            self.money = stated.money or self.money
            return False
        stated.money = self.money
        return True


def tell_carried(unit: str, line: int, place: str, remarks: Remarks) -> None:
    """Say that a table's sums were read in the money unit of an earlier one."""
    remarks.repair(line, place, "这张表没有写金额单位，用前面的表写明的", "", unit)


def states_something(row: SourceRow) -> bool:
    """Whether every cell of a row speaks of the whole table: unit, year, period, money, table number."""
    return not row.blank and all(
        note_line(part) or any(one.fullmatch("".join(part.split())) for one in _STATEMENTS)
        for cell in row.filled
        for part in _parts(cell.text)
    )


def names_office(text: str) -> bool:
    """Whether a text is the name of an office and nothing else.

    >>> names_office("市教育局"), names_office("万人次"), names_office("所")
    (True, False, False)
    """
    return _ORGANISATION.fullmatch(text) is not None


def same_captions(above: Sequence[SourceRow], known: Sequence[SourceRow]) -> bool:
    """Whether the lines above a repeated header say nothing but what stood above the first one."""
    said = {_plain(row) for row in known} if above else set()
    return all(_plain(row) in said or _MONEY.fullmatch(_plain(row)) for row in above)


def _plain(row: SourceRow) -> str:
    return _CONTINUED.sub("", folded(row.text))


def _parts(text: str) -> list[str]:
    """One line may hold unit, year and money unit side by side, or a title between its number and the unit.

    >>> _parts("附表3：2022年项目绩效目标表（单位：亿元）")
    ['附表3：', '2022年项目绩效目标表', '（单位：亿元）']
    """
    parts = [part for part in re.split(r"\s{2,}|\u3000+|\t+", text.strip()) if part]
    labelled = sum(1 for part in parts if re.search("[:：]", part))
    return [end for part in (parts if labelled else [text]) for end in _without_ends(part)]


def _without_ends(text: str) -> list[str]:
    """The number of a table before its title and the money unit behind it are statements of their own."""
    number, money = _NUMBER_BEFORE.match(text), _MONEY_BEHIND.search(text)
    start = number.end() if number else 0
    end = money.start() if money else len(text)
    return [part for part in (text[:start].strip(), text[start:end], text[end:]) if part.strip()] or [text]


def _take(
    stated: Statement, titles: list[str], raw: str, form: Form, where: str, line: int, remarks: Remarks
) -> None:
    """Put one line where it belongs."""
    done = clean(raw, flat=True)
    text = done.text
    if done.tags or done.entities:
        remarks.repair(line, where, "去掉网页标签", raw.strip(), text)
    if done.spaces:
        remarks.tightened(raw.strip(), text, done.spaces)
    remarks.invisible += done.invisible
    bare = "".join(text.translate(_WIDE_DIGITS).split())
    if own_line(text):
        return
    if _state(stated, text, bare):
        return
    if _YEAR_LINE.fullmatch(bare) or _UNIT.fullmatch(text):
        remarks.doubt(line, where, f"与前面写的不同，没有收入：“{text}”")
    elif bare in {column.group for column in form.columns} or _ASIDE.fullmatch(bare) or note_line(bare):
        remarks.repair(line, where, "表外文字，不收入", raw.strip(), "")
    elif len(text) > _LONGEST_TITLE or _SENTENCE.search(text) or len(titles) == _MOST_TITLE_LINES:
        remarks.doubt(line, where, f"这一行不像标题，没有收入：“{text}”")
    elif titles and _CAPTIONED.match(text):
        remarks.doubt(line, where, f"表上方的这一项没有收入：“{text}”")
    elif text and text not in titles:
        titles.append(text)


def _state(stated: Statement, text: str, bare: str) -> bool:
    """Take a line that states money unit, year, period or unit; False where it does not, or contradicts."""
    if found := _MONEY.fullmatch(bare):
        stated.money = found.group(1)
    elif found := _YEAR_LINE.fullmatch(bare):
        stated.year = stated.year or found.group(1)
        return stated.year == found.group(1)
    elif (found := _PERIOD_LINE.fullmatch(bare)) or (found := _YEAR_AND_PERIOD.fullmatch(bare)):
        _take_period(stated, found.group(1))
    elif found := _UNIT.fullmatch(text):
        named = _SEAL.sub("", found.group(1)).strip("）) ")
        stated.unit_name = stated.unit_name or named
        return stated.unit_name == named
    else:
        return False
    return True


def _take_period(stated: Statement, text: str) -> None:
    """A period, with the year that may stand before it."""
    if (found := _YEAR.match(text)) and stated.year is None:
        stated.year = _year(found)
    stated.period = _YEAR.sub("", text, count=1) or None
    span = read_span(stated.period)
    stated.months = (span.from_month, span.to_month) if span else None


def _from_title(stated: Statement, rows: Sequence[SourceRow], grid: Grid, remarks: Remarks) -> None:
    """Unit, year and period where the title names them and no line of their own did."""
    title = stated.title.translate(_WIDE_DIGITS)
    if not title:
        return
    line = next(row.line for row in rows if not row.blank)
    where = grid.place(line)
    years = list(_YEAR.finditer(title))
    distinct = {_year(found) for found in years}
    if len(distinct) > 1:
        remarks.doubt(line, where, f"标题里有几个年度（{'、'.join(sorted(distinct))}），年度请补充")
    elif distinct and stated.year not in (None, *distinct):
        remarks.doubt(line, where, f"标题的年度 {_year(years[0])} 与表上写的 {stated.year} 不同，用后者")
    elif distinct:
        stated.year = _year(years[0])
    rest = _YEAR.sub("", title[years[0].end() :]) if years else title
    if stated.months is None and (found := _PERIOD.search(rest)):
        _take_period(stated, found.group())
        rest = rest[: found.start()] + rest[found.end() :]
    named = _unit_in(title[: years[0].start()] if years else "", rest)
    if named and stated.unit_name and named not in stated.unit_name and stated.unit_name not in named:
        remarks.doubt(line, where, f"标题的单位“{named}”与表上写的“{stated.unit_name}”不同，用后者")
    stated.unit_name = stated.unit_name or named


def _unit_in(before: str, after: str) -> str | None:
    """The organisation before the year, or the one the title begins with behind it."""
    before = before.removeprefix("关于").strip("“”《》 ")
    if before and _ORGANISATION.fullmatch(before):
        return before
    found = _LEADING.match(after.strip("《“ ")) if not before else None
    return found.group(1) if found else None


def _year(found: re.Match[str]) -> str:
    return found.group(1) or found.group(2).translate(_DIGITS)
