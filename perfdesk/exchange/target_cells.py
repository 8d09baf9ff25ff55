"""Target, operator and unit of an indicator row, from whichever of its cells hold them."""

import re
from dataclasses import dataclass

from perfdesk.domain.figures import Figure, number_of, plain, read_figure
from perfdesk.domain.operator import Operator, read_operator
from perfdesk.domain.target import is_point_in_time
from perfdesk.domain.target_text import parted
from perfdesk.domain.units import convert, known_unit, same_unit
from perfdesk.exchange.remarks import Remarks
from perfdesk.exchange.rows import TableRow

_SCALES = ("百", "千", "万", "十万", "百万", "千万", "亿", "万亿")
_QUALITATIVE = ("定性", "定性指标", "定量", "定量指标")  # kinds of indicator, ask for no comparison
# What a target in words may say without being asked about: 优良, 有效改善, 2022年12月底前.
_WORDS = re.compile("[\u4e00-\u9fff、，,（）()“”]{1,20}")
_DATES = re.compile(
    r"(?:[0-9]{4}(?:[./-][0-9]{1,2}){1,2}|[0-9]{4}年度?|[0-9]{1,2}(?:月份?|日)|[-—~至到]|[上下]半年"
    r"|[上中下]旬|[年月]?[底末初]|[之以]?前|完成){1,9}"
)
_IN_NAME = re.compile(r"[（(]\s*([≥≤><=＞＜＝≧≦][^（）()]{0,16})[）)]\s*$|([≥≤＞＜≧≦][^≥≤（）()]{1,16})$")
_UNIT_IN_NAME = re.compile(r"[（(](?:单位[:：])?([^（）()\d]{1,8})[)）]$")
_PATTERN = re.compile(r"([≥≤><=＞＜＝≧≦]{1,2})\s*(?:(?:\*+|x{1,3}|X{1,3}|×{1,3}|_+)\s*(\S{0,6}))?")
_RATE_NAME = re.compile("(?:率|比例|占比|比重|满意度)$")
_PERCENT = ("%", "％", "百分比")
_MISREAD = re.compile(r"[24](?:\d{2}|100)(?:\.\d+)?")
_RUN_TOGETHER = re.compile(r"\d{4,}")


@dataclass(frozen=True, slots=True)
class TargetCells:
    """What an indicator asks for as its document says it: `text` is the plain number, or the words."""

    operator: str | None
    unit: str | None
    text: str | None
    raw: str | None


def read_target(row: TableRow, name: str, units: dict[str, str], remarks: Remarks) -> TargetCells:
    """The target of a row. Doubts name whatever was not clear; nothing is put right."""
    raw = row.get("indicator.target")
    operator = _operator(row, remarks)
    unit = row.get("indicator.unit") or None
    if not raw:
        return _without_target(row, name, operator, unit, remarks)
    number = number_of(raw)
    if number is None or is_point_in_time(name, raw, unit):
        return _without_number(row, raw, operator, unit, remarks)
    operator, unit = _with_figure(row, raw, operator, unit, remarks)
    operator, unit = _with_name(row, name, operator, unit, remarks)
    unit = unit or _unit_of_caption(row, raw, units, remarks) or _unit_of_name(row, name, raw, remarks)
    _suspect(row, name, raw, unit, remarks)
    return TargetCells(operator.value if operator else None, unit, plain(number), raw)


def tell_actual(row: TableRow, name: str, target: TargetCells, remarks: Remarks) -> None:
    """A word, or another thing counted than the target counts, is kept as printed and shown."""
    if number_of(target.text) is None:
        return
    for key, caption in (("entry.actual", "实际值"), ("entry.forecast", "预计值")):
        text = row.get(key)
        figure = read_figure(text)
        if figure is None:
            continue
        if number_of(text) is None or not isinstance(figure, Figure):
            remarks.doubt(row.line, row.place, f"指标“{name}”的{caption}“{text}”不是一个数，按文字收入")
        elif target.unit and convert(figure.number, figure.unit, target.unit) is None:
            what = f"指标“{name}”的{caption}“{text}”与目标值的单位“{target.unit}”不同，按原样收入，请核对"
            remarks.doubt(row.line, row.place, what)
        elif _fraction_of(figure, target):
            what = f"指标“{name}”的目标是 {target.text}%，{caption}写的是“{text}”，按 {text}% 收入，请核对"
            remarks.doubt(row.line, row.place, what)


def _fraction_of(figure: Figure, target: TargetCells) -> bool:
    """Whether 0.98 stands beside a target of 95 %: a share of one, or not quite one per cent."""
    asked = number_of(target.text)
    return (
        target.unit in _PERCENT
        and figure.unit is None
        and 0 < figure.number <= 1
        and asked is not None
        and asked > 10
    )


def _without_target(
    row: TableRow, name: str, operator: Operator | None, unit: str | None, remarks: Remarks
) -> TargetCells:
    """A target written into the name alone is taken from there, and doubted."""
    found = _IN_NAME.search(name)
    written = (found.group(1) or found.group(2)).strip() if found else ""
    figure = read_figure(written) if written else None
    if isinstance(figure, Figure) and number_of(written) is not None:
        remarks.doubt(row.line, row.place, f"指标“{name}”没有目标值，按名称里的“{written}”收入，请核对")
        sign = operator or figure.operator
        return TargetCells(sign.value if sign else None, unit or figure.unit, plain(figure.number), written)
    remarks.doubt(row.line, row.place, f"指标“{name}”没有目标值")
    return TargetCells(operator.value if operator else None, unit, None, None)


def _without_number(
    row: TableRow, raw: str, operator: Operator | None, unit: str | None, remarks: Remarks
) -> TargetCells:
    """A target in words, or one whose number only the sign before it tells from a date: ≤12月."""
    parts = parted(raw)
    if operator and parts.operator and operator is not parts.operator:
        remarks.doubt(row.line, row.place, f"运算符“{operator}”与目标值“{raw}”不一致，用前者")
    operator = operator or parts.operator
    sign = operator.value if operator else None
    number = number_of(parts.text) if parts.operator and parts.unit else None
    if number is not None and (unit is None or (parts.unit and same_unit(unit, parts.unit))):
        return TargetCells(sign, unit or parts.unit, plain(number), raw)
    if not _is_date(parts.text) and not (sign is None and unit is None and _is_grade(raw)):
        remarks.doubt(row.line, row.place, f"目标值“{raw}”不是一个数，按文字收入")
    return TargetCells(sign, unit or parts.unit, raw, raw)


def _is_date(text: str) -> bool:
    return _DATES.fullmatch("".join(text.split())) is not None


def _is_grade(text: str) -> bool:
    """Whether a text is a target in words, and no unit or operator that slipped in from beside."""
    bare = "".join(text.split())
    return bool(_WORDS.fullmatch(bare)) and not known_unit(bare) and read_operator(bare) is None


def _operator(row: TableRow, remarks: Remarks) -> Operator | None:
    text = row.get("indicator.operator")
    if not text or text in _QUALITATIVE:
        return None
    operator = read_operator(text)
    if operator is None:
        remarks.doubt(row.line, row.place, f"不认识运算符“{text}”，没有收入")
    elif operator.value != text:
        remarks.alike("运算符换成通用写法", text, operator.value, row.line)
    return operator


def _with_figure(
    row: TableRow, raw: str, operator: Operator | None, unit: str | None, remarks: Remarks
) -> tuple[Operator | None, str | None]:
    """Operator and unit, from the target cell where they have no cell of their own."""
    figure = read_figure(raw)
    assert isinstance(figure, Figure)
    if figure.approximate:
        remarks.doubt(row.line, row.place, f"目标值“{raw}”是约数，按 {plain(figure.number)} 收入")
    if operator and figure.operator and operator is not figure.operator:
        remarks.doubt(row.line, row.place, f"运算符“{operator}”与目标值“{raw}”不一致，用前者")
    if unit and figure.unit and not same_unit(unit, figure.unit):
        unit = _closer_unit(row, raw, figure.unit, unit, remarks)
    return operator or figure.operator, unit or figure.unit


def _with_name(
    row: TableRow, name: str, operator: Operator | None, unit: str | None, remarks: Remarks
) -> tuple[Operator | None, str | None]:
    """Operator and unit that only a pattern in the name states: 培训人数（≥**人）, 结余率≤5%."""
    found = _IN_NAME.search(name) if operator is None else None
    if not found:
        return operator, unit
    written = (found.group(1) or found.group(2)).strip()
    pattern = _PATTERN.fullmatch(written)
    figure = read_figure(written)
    if pattern:
        sign, of_name = read_operator(pattern.group(1)), pattern.group(2) or None
    elif isinstance(figure, Figure) and figure.number == number_of(row.get("indicator.target")):
        sign, of_name = figure.operator, figure.unit
    else:
        remarks.doubt(row.line, row.place, f"名称里的“{written}”与目标值不一致，没有用")
        return operator, unit
    if sign is not None:
        remarks.repair(
            row.line, row.place, "运算符和单位写在名称里，作为目标的", written, f"{sign}{of_name or ''}"
        )
    return sign, unit or of_name


def _unit_of_caption(row: TableRow, raw: str, units: dict[str, str], remarks: Remarks) -> str | None:
    """The unit in brackets behind the caption of the target column holds for every bare number below."""
    unit = units.get("indicator.target")
    if unit is None or not known_unit(unit):
        return None
    remarks.alike(f"表头写明指标值的单位是{unit}", raw, raw + unit, row.line)
    return unit


def _unit_of_name(row: TableRow, name: str, raw: str, remarks: Remarks) -> str | None:
    """The unit in brackets behind a name, where the number has none: 高标准农田面积（万亩）."""
    found = _UNIT_IN_NAME.search(name)
    if found is None or not known_unit(found.group(1)):
        return None
    remarks.alike(f"名称里写明单位是{found.group(1)}", raw, raw + found.group(1), row.line)
    return found.group(1)


def _closer_unit(row: TableRow, raw: str, near: str, unit: str, remarks: Remarks) -> str:
    """What stands behind a number belongs to it: 1.2万 beside 家 is 1.2 万家, 30分钟 stays 分钟."""
    if near in _SCALES and known_unit(near + unit):
        remarks.alike(f"目标值“{raw}”里的数量级并入单位", unit, near + unit, row.line)
        return near + unit
    remarks.doubt(row.line, row.place, f"单位“{unit}”与目标值“{raw}”不一致，用目标值里的")
    return near


def _suspect(row: TableRow, name: str, raw: str, unit: str | None, remarks: Remarks) -> None:
    """Numbers as misread pages leave them: ≥92% as 292%, 8 and 100 as 8100. Asked about, never put right."""
    figure = read_figure(raw)
    if not isinstance(figure, Figure):
        return
    rate = unit in _PERCENT or (unit is None and _RATE_NAME.search(name) is not None)
    if rate and unit is None and 0 < figure.number < 1:
        remarks.doubt(row.line, row.place, f"目标值“{raw}”没有写 %，是不是百分数？按原样收入，请核对")
    if figure.operator is not None or row.get("indicator.operator"):
        return
    digits = plain(figure.number)
    if rate and _MISREAD.fullmatch(digits):
        sign = "≥" if digits[0] == "2" else "≤"
        remarks.doubt(
            row.line, row.place, f"目标值“{raw}”超过 100%，是不是“{sign}{digits[1:]}%”？按原样收入，请核对"
        )
    elif rate and figure.number > 100:
        remarks.doubt(row.line, row.place, f"目标值“{raw}”超过 100%，按原样收入，请核对")
    elif (
        figure.unit is None
        and not row.get("indicator.unit")
        and _RUN_TOGETHER.fullmatch(raw)
        and not is_point_in_time("时间", raw, None)
    ):
        remarks.doubt(
            row.line, row.place, f"目标值“{raw}”没有单位，是不是几个数连在了一起？按原样收入，请核对"
        )
