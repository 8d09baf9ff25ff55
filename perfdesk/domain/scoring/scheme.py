"""A scoring scheme (计分方法) that an office lays down for one objective, and what it comes to.

The pieces are those of the Hangzhou table (domain.md 5.6): parts with thresholds and deductions in steps,
parts that do not apply this year, conversion to 100, points on top, and a deduction in proportion below a
mark. What a text leaves open is a named choice. One without an answer leaves the result open.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from perfdesk.domain.figures import Figure, number_of, plain, read_figure
from perfdesk.domain.rounding import WIDE, short_of
from perfdesk.domain.scoring.points import ZERO, half_up, two_places
from perfdesk.domain.units import convert

ROUNDINGS = {"floor": "不足一步的不扣", "exact": "按比例扣", "ceil": "不足一步的按一步扣"}
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Measure:
    """What a threshold looks at: an input, or an input as a share of another in per cent (`per`)."""

    key: str
    name: str
    of: str
    per: str = ""


@dataclass(frozen=True, slots=True)
class Input:
    """What the clerk fills in each run."""

    key: str
    name: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """Below `below`, `deduct` points for every `every` the measure is lower; without them a hand is asked.

    `remark` is what the scheme says of it, shown with the result.
    """

    measure: str
    below: Decimal
    every: Decimal | None
    deduct: Decimal | None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part: full points unless the first step whose measure is too low says otherwise.

    `applies` False leaves it out this year. `convert_to` scales its points from `points` to that many.
    """

    key: str
    name: str
    points: Decimal
    applies: bool
    convert_to: Decimal | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Bonus:
    """`each` points for every one of an input, at most `at_most` where there is a cap."""

    input: str
    each: Decimal
    at_most: Decimal | None


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme. `rounding` is a key of ROUNDINGS; `full_from` is the score from which nothing is deducted.

    `base` is what a score below that is a share of; `weight` the points of the objective in the assessment.
    Both are None until the office has chosen, as the text does not say.
    """

    name: str
    source: str
    evidence: str
    inputs: tuple[Input, ...]
    measures: tuple[Measure, ...]
    parts: tuple[Part, ...]
    bonuses: tuple[Bonus, ...]
    rounding: str
    full_from: Decimal | None
    base: Decimal | None
    weight: Decimal | None

    def name_of(self, key: str) -> str:
        """What an input or measure is called; the key itself where it is neither."""
        named = {one.key: one.name for one in self.inputs}
        named |= {one.key: one.name for one in self.measures}
        return named.get(key, key)


@dataclass(frozen=True, slots=True)
class Line:
    """One step of the reckoning, with its figures put in; `points` None where it waits for something."""

    name: str
    points: Decimal | None
    formula: str


@dataclass(frozen=True, slots=True)
class SchemeResult:
    """What a scheme comes to. `score` is the sum, `kept` the points of the weight left after the deduction.

    `share` is that as a share of the weight in per cent. `open` says what is missing, `remarks` what to know.
    """

    lines: tuple[Line, ...]
    score: Decimal | None
    share: Decimal | None
    kept: Decimal | None
    open: tuple[str, ...]
    remarks: tuple[str, ...]


def reckon(scheme: Scheme, given: Mapping[str, str]) -> SchemeResult:
    """Work a scheme out. `given` are the inputs as typed, and under a part's key the points of a hand."""
    values = {one.key: _value(one, given.get(one.key)) for one in scheme.inputs}
    lines: list[Line] = []
    remarks: list[str] = []
    for part in scheme.parts:
        line, said = _part(scheme, part, values, given)
        lines.append(line)
        remarks += said
    lines += [_bonus(scheme, bonus, values) for bonus in scheme.bonuses]
    open_ = tuple(f"{line.name}：{line.formula}。" for line in lines if line.points is None)
    if open_:
        return SchemeResult(tuple(lines), None, None, None, open_, tuple(remarks))
    score = sum((line.points for line in lines if line.points is not None), ZERO)
    return _result(scheme, lines, score, remarks)


def _value(one: Input, text: str | None) -> Fraction | None:
    read = read_figure(text)
    if not isinstance(read, Figure) or number_of(text) is None:
        return None
    number = convert(read.number, read.unit, one.unit or None)
    return None if number is None or number < 0 else Fraction(number)


def _measured(scheme: Scheme, key: str, values: Mapping[str, Fraction | None]) -> Fraction | None:
    """The value of a measure or input; None where an input is missing or a whole is 0."""
    measure = next((one for one in scheme.measures if one.key == key), None)
    if measure is None:
        return values.get(key)
    value = values.get(measure.of)
    if not measure.per or value is None:
        return value
    whole = values.get(measure.per)
    return value / whole * 100 if whole else None


def _unmeasured(scheme: Scheme, key: str, values: Mapping[str, Fraction | None]) -> str:
    """Why a measure has no value."""
    measure = next((one for one in scheme.measures if one.key == key), None)
    keys = (key,) if measure is None else tuple(k for k in (measure.of, measure.per) if k)
    for one in keys:
        if values.get(one) is None:
            return f"还没有填“{scheme.name_of(one)}”，或填的不是一个确定的数"
    return f"“{scheme.name_of(keys[-1])}”是 0，算不出比例"


def _part(
    scheme: Scheme, part: Part, values: Mapping[str, Fraction | None], given: Mapping[str, str]
) -> tuple[Line, list[str]]:
    if not part.applies:
        return Line(part.name, ZERO, "今年不涉及，不计分"), []
    for at, step in enumerate(part.steps):
        value = _measured(scheme, step.measure, values)
        if value is None:
            return Line(part.name, None, _unmeasured(scheme, step.measure, values)), []
        if value < Fraction(step.below):
            said = [*_also_low(scheme, part.steps[at + 1 :], values), *([step.remark] if step.remark else [])]
            if step.every is None or step.deduct is None:
                return _by_hand(scheme, part, step, value, given), said
            return _stepped(scheme, part, step, value, step.every, step.deduct), said
    return _converted(part, Fraction(part.points), f"条件都达到，得 {plain(part.points)}"), []


def _also_low(scheme: Scheme, later: tuple[Step, ...], values: Mapping[str, Fraction | None]) -> list[str]:
    """Later steps that would bind too; the text is read as one deduction, and that is said."""
    found = []
    for step in later:
        value = _measured(scheme, step.measure, values)
        if step.every and value is not None and value < Fraction(step.below):
            name = scheme.name_of(step.measure)
            found.append(f"“{name}”也低于 {plain(step.below)}，原文只写扣前一项，这里没有重复扣分。")
    return found


def _stepped(
    scheme: Scheme, part: Part, step: Step, value: Fraction, every: Decimal, deduct: Decimal
) -> Line:
    lower = (Fraction(step.below) - value) / Fraction(every)
    whole = lower.numerator // lower.denominator
    steps = {"floor": Fraction(whole), "ceil": Fraction(-(-lower.numerator // lower.denominator))}.get(
        scheme.rounding, lower
    )
    points = max(Fraction(part.points) - steps * Fraction(deduct), Fraction(0))
    shown = _below(value, step)
    formula = (
        f"“{scheme.name_of(step.measure)}”{shown}，低于 {plain(step.below)}，"
        f"({plain(step.below)} - {shown}) ÷ {plain(every)} = {_shown(lower)} 步，"
        f"{ROUNDINGS[scheme.rounding]}，{plain(part.points)} - {_shown(steps)} × {plain(deduct)}"
        f" = {_shown(points)}"
    )
    return _converted(part, points, formula)


def _by_hand(scheme: Scheme, part: Part, step: Step, value: Fraction, given: Mapping[str, str]) -> Line:
    name = scheme.name_of(step.measure)
    low = f"“{name}”{_below(value, step)}，低于 {plain(step.below)}，原文没有写怎么扣"
    typed = number_of(given.get(part.key))
    if typed is None:
        return Line(part.name, None, f"{low}，请手工填这一部分的分（{part.key}）")
    if not 0 <= typed <= part.points:
        return Line(part.name, None, f"{low}，手工分要在 0 到 {plain(part.points)} 之间")
    return _converted(part, Fraction(typed), f"{low}，手工打 {plain(typed)} 分")


def _converted(part: Part, points: Fraction, formula: str) -> Line:
    if part.convert_to is None:
        return Line(part.name, _rounded(points), formula)
    made = _rounded(points * Fraction(part.convert_to) / Fraction(part.points))
    told = f"换算成 {plain(part.convert_to)} 分制："
    shown = f"{_shown(points)} × {plain(part.convert_to)} ÷ {plain(part.points)} = {two_places(made)}"
    return Line(part.name, made, f"{formula}；{told}{shown}")


def _bonus(scheme: Scheme, bonus: Bonus, values: Mapping[str, Fraction | None]) -> Line:
    name, value = scheme.name_of(bonus.input), values.get(bonus.input)
    if value is None:
        return Line(f"{name}加分", None, _unmeasured(scheme, bonus.input, values))
    points = _rounded(value * Fraction(bonus.each))
    formula = f"{_shown(value)} × {plain(bonus.each)} = {two_places(points)}"
    if bonus.at_most is not None and points > bonus.at_most:
        return Line(f"{name}加分", bonus.at_most, f"{formula}，最多加 {plain(bonus.at_most)}")
    return Line(f"{name}加分", points, formula)


def _result(scheme: Scheme, lines: list[Line], score: Decimal, remarks: list[str]) -> SchemeResult:
    """The deduction from the assessment: none from `full_from` on, in proportion to the chosen base below."""
    said = list(remarks)
    mark = scheme.full_from
    if scheme.evidence:
        said.append(f"依据：{scheme.evidence}。请附上证明材料。")
    if mark is None:
        return SchemeResult(tuple(lines), score, None, None, (), tuple(said))
    shown = two_places(score)
    if score >= mark:
        lines.append(Line("考核", None, f"{shown} ≥ {plain(mark)}，不扣分"))
        return SchemeResult(tuple(lines), score, HUNDRED, scheme.weight, (), tuple(said))
    if scheme.base is None:
        asked = f"得分 {shown} 低于 {plain(mark)}，原文没有写以多少分折算，请在计分方法里选定 base。"
        return SchemeResult(tuple(lines), score, None, None, (asked,), tuple(said))
    share = half_up(score * HUNDRED, scheme.base)
    formula = f"{shown} ÷ {plain(scheme.base)} = {two_places(share)}%"
    kept = None
    if scheme.weight is not None:
        kept = half_up(score * scheme.weight, scheme.base)
        lost = two_places(scheme.weight - kept)
        formula += f"，{plain(scheme.weight)} 分得 {two_places(kept)}，扣 {lost}"
    else:
        said.append("原文没有写这个目标在考核里占多少分，这里只算得分比例。")
    lines.append(Line("考核", kept, formula))
    return SchemeResult(tuple(lines), score, share, kept, (), tuple(said))


def _rounded(value: Fraction) -> Decimal:
    """Two places, half up; the value is not negative."""
    return half_up(Decimal(value.numerator), Decimal(value.denominator))


def _below(value: Fraction, step: Step) -> str:
    """A measure that missed its threshold, as a figure that does not read as the threshold."""
    exact = WIDE.divide(Decimal(value.numerator), Decimal(value.denominator))
    return plain(short_of(exact, [step.below]))


def _shown(value: Fraction) -> str:
    """A figure inside a formula, with two places at most."""
    return plain(_rounded(value))
