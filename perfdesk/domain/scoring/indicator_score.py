"""The score of one indicator under a rule pack: points, formula, and what still waits for a hand."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from perfdesk.domain import wording
from perfdesk.domain.case import Case, aligned
from perfdesk.domain.figures import Figure, Unreadable, is_not_applicable, number_of, plain, read_figure
from perfdesk.domain.operator import Operator
from perfdesk.domain.scoring import saying
from perfdesk.domain.scoring.bands import Band, Range, anything, band_of
from perfdesk.domain.scoring.formulas import BY_TARGET, c1, m1
from perfdesk.domain.scoring.points import ZERO, Points, by_hand, full, half_up, two_places
from perfdesk.domain.scoring.rule_pack import GRADED, QUALITATIVE, FormulaRule, RulePack
from perfdesk.domain.scoring.totals import Over, reduced
from perfdesk.domain.target import Target
from perfdesk.domain.units import EXACT, convert


class Score(NamedTuple):
    """What an indicator gets. `points` is None while `open` says what is missing.

    `found` is what the formula gives, `range` what a hand may give (None where the formula decides alone),
    `given` the points a hand or the printed table gave, `grade` the grade of a target in words. `remark` is a
    sentence that does not hold the score up: a printed score that differs, an actual far above its target.
    `explain` says that the rules want a reason: points were lost, or the target was left far behind.
    """

    rule: str
    weight: Decimal | None
    points: Decimal | None
    found: Points | None = None
    range: Range | None = None
    given: Decimal | None = None
    grade: str = ""
    open: str = ""
    remark: str = ""
    explain: bool = False

    @property
    def formula(self) -> str:
        """How the points came about, with the figures put in; "" where nothing could be reckoned."""
        said = self.found.formula if self.found else ""
        said = f"{self.grade}：{said}" if self.grade else said
        if self.range is None or self.range.only is not None or self.given is None or self.points is None:
            return said
        by_hand = saying.given_by_hand(self.points, self.range)
        return f"{said}；{by_hand}" if said else by_hand


class Scored(NamedTuple):
    """What is scored: target and actual as typed, the names of both levels, and points given by a hand.

    `method` names a formula where the pack's own choice is not meant, `pass_mark` is the actual below which a
    missed target earns nothing.
    """

    target: Target
    actual: str | None
    weight: str | None
    levels: str = ""
    hand: str | None = None
    method: str | None = None
    pass_mark: str | None = None


def score_indicator(pack: RulePack, scored: Scored) -> Score:
    """Score by the first rule of the pack that fits. Never raises, whatever was typed."""
    weight = number_of(scored.weight)
    if weight is None or weight <= 0:
        return Score("", weight, None, open=saying.no_weight(scored.weight))
    if is_not_applicable(scored.actual):
        return _by_hand("", scored, weight, None, anything(weight), saying.NOT_INVOLVED)
    target, read = scored.target, read_figure(scored.actual)
    if target.number is None:
        return _graded(pack, scored, weight)
    if target.doubt is not None:
        return Score("", weight, None, open=target.doubt)
    if read is None:
        return Score("", weight, None, open=wording.NOT_FILLED)
    if isinstance(read, Unreadable):
        sentence = wording.actual_unreadable(read.raw, read.why)
        return _by_hand("", scored, weight, None, anything(weight), sentence)
    case = aligned(target, read)
    if case is None:
        return Score("", weight, None, open=wording.units_unrelated(read.unit or "", target.unit))
    rule = _rule(pack, scored, case.operator)
    if rule is None:
        return _by_hand("", scored, weight, None, anything(weight), saying.no_rule(scored.method))
    return _measured(pack, rule, case, scored, weight)


def _rule(pack: RulePack, scored: Scored, operator: str) -> FormulaRule | None:
    """The rule that scores it: the formula asked for with the pack's own figures, else the pack's choice."""
    method = (scored.method or "").strip()
    if not method:
        return pack.rule_for(operator, scored.levels, scored.target.accumulation)
    own = next((rule for rule in pack.formulas if rule.use == method), None)
    plain_one = method in BY_TARGET or (method == "C1" and scored.pass_mark)
    return own or (FormulaRule(method, (operator,)) if plain_one else None)


def _measured(pack: RulePack, rule: FormulaRule, case: Case, scored: Scored, weight: Decimal) -> Score:
    found = _found(rule, case, weight, scored.pass_mark)
    if found.value is None:
        return _by_hand(rule.use, scored, weight, found, anything(weight), found.formula + "。")
    over = pack.over
    if over and case.exact is not None and _counts_up(case) and over.reached(case.number, case.exact):
        return _overshot(rule.use, over, found, scored, weight)
    given = number_of(scored.hand)
    remark = saying.differs(given, found.value) if given is not None and given != found.value else ""
    return Score(
        rule.use, weight, found.value, found, given=given, remark=remark, explain=found.value < weight
    )


def _found(rule: FormulaRule, case: Case, weight: Decimal, pass_mark: str | None) -> Points:
    if case.exact is None:
        return _uncertain(case, weight)
    target, actual = case.number, case.exact
    if rule.use == "C1" or (rule.use == "P1" and pass_mark):
        mark = _pass_mark(rule, case, pass_mark)
        return by_hand(saying.NO_PASS_MARK, actual) if mark is None else c1(target, actual, weight, mark)
    if rule.use not in BY_TARGET and rule.use != "M1":
        return by_hand(saying.FOR_WORDS, actual)
    if rule.use != "M1":
        return BY_TARGET[rule.use](target, actual, weight)
    wanted, reached = (_in_percent(number, case.unit) for number in (target, actual))
    if wanted is None or reached is None:
        return by_hand(saying.NOT_IN_PERCENT, actual, target)
    whole = wanted if rule.share_of == "target" else rule.full_from
    return m1(whole, reached, weight, rule.full_from, rule.zero_below)


def _pass_mark(rule: FormulaRule, case: Case, stated: str | None) -> Decimal | None:
    """The stated mark in the unit of the comparison, else the pack's share of the target."""
    if not (stated or "").strip():
        return half_up(EXACT.multiply(max(case.number, ZERO), rule.pass_percent), Decimal(100))
    read = read_figure(stated)
    if not isinstance(read, Figure) or read.upper is not None or read.at_least or read.approximate:
        return None
    return convert(read.number, read.unit, case.unit)


def _in_percent(number: Decimal, unit: str | None) -> Decimal | None:
    """Satisfaction in per cent; points of 100 and figures without a unit above 1 are taken as such."""
    if unit in ("分", "百分点", "个百分点") or (not unit and number > 1):
        return number
    return convert(number, unit, "%") if unit else None


def _uncertain(case: Case, weight: Decimal) -> Points:
    """30余 against ≥ 30 is certain; what may lie on either side is left to a hand."""
    rising = case.operator in (Operator.GE, Operator.GT)
    side, bound = (Operator.GE, case.actual.low) if rising else (Operator.LE, case.actual.high)
    certain = case.operator is not Operator.EQ and case.actual.satisfies(side, case.number)
    if certain and bound is not None:
        return full(bound, case.number, weight, side)
    return by_hand(saying.NOT_EXACT, case.number)


def _counts_up(case: Case) -> bool:
    return case.operator in (Operator.GE, Operator.GT, Operator.EQ)


def _overshot(use: str, over: Over, found: Points, scored: Scored, weight: Decimal) -> Score:
    """Far above the target: explained, lowered by a hand, or cut by so many points, as the pack says."""
    found = reduced(found, over.points) if over.treatment == "deduct" else found
    points = found.value
    assert points is not None
    range_ = Range(ZERO, points) if over.treatment == "hand" else None
    given, remark = number_of(scored.hand), saying.overshot(over)
    if given is not None and given != points:
        if range_ is None or not range_.holds(given):
            remark = saying.differs(given, points)
        else:
            points = given
    return Score(use, weight, points, found, range_, given, remark=remark, explain=True)


def _graded(pack: RulePack, scored: Scored, weight: Decimal) -> Score:
    """A target in words: the grade opens a band, a hand chooses within it."""
    rule = _rule(pack, scored, QUALITATIVE)
    if rule is not None and rule.use not in GRADED:
        rule = pack.rule_for(QUALITATIVE, scored.levels, scored.target.accumulation)
    if not (scored.actual or "").strip():
        return Score(rule.use if rule else "", weight, None, open=wording.NOT_FILLED)
    if rule is None:
        return _by_hand("", scored, weight, None, anything(weight), saying.no_rule(scored.method))
    band = band_of(scored.actual or "", rule.bands)
    if band is None:
        return _by_hand(rule.use, scored, weight, None, anything(weight), saying.no_grade(_words(rule.bands)))
    range_ = band.range(weight)
    template = saying.BAND if range_.only is None else saying.BAND_ONLY
    found = Points(range_.only, template, (band.low, band.high))
    if range_.only is None:
        score = _by_hand(rule.use, scored, weight, found, range_, saying.choose_within(band.word, range_))
        return score._replace(grade=band.word)
    lost = range_.only < weight
    return Score(rule.use, weight, range_.only, found, range_, grade=band.word, explain=lost)


def _words(bands: Sequence[Band]) -> str:
    return "、".join(band.word for band in bands)


def _by_hand(
    use: str, scored: Scored, weight: Decimal, found: Points | None, range_: Range, sentence: str
) -> Score:
    """Points a hand gives, where they are given and may be; else what has to be done."""
    if not (scored.hand or "").strip():
        return Score(use, weight, None, found, range_, open=sentence)
    given = number_of(scored.hand)
    if given is None:
        return Score(use, weight, None, found, range_, open=saying.hand_unreadable(scored.hand or ""))
    if not range_.holds(given):
        return Score(use, weight, None, found, range_, given, open=saying.out_of_range(given, range_))
    return Score(use, weight, given, found, range_, given, explain=given < weight)


def lost(score: Score) -> str:
    """「扣 0.60」 where points were lost, else ""."""
    if score.points is None or score.weight is None or score.points >= score.weight:
        return ""
    return f"扣 {two_places(score.weight - score.points)}"


def printed(score: Score) -> str:
    """「9.40 / 10」, 「待定 / 10」 while open."""
    points = saying.OPEN if score.points is None else two_places(score.points)
    return points if score.weight is None else f"{points} / {plain(score.weight)}"
