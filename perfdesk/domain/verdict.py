"""The one judge: an actual against its target, strictly by the operator, in a sentence with the gap.

Form, tree, page and command line all ask here; a verdict is never stored. Only cumulative and one-off
indicators know "not yet": before December they are in progress, all others are judged as they stand.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import partial

from perfdesk.domain import wording
from perfdesk.domain.bounds import Bounds
from perfdesk.domain.case import Case, aligned
from perfdesk.domain.figures import Unreadable, is_not_applicable, plain, read_figure
from perfdesk.domain.measure import Accumulation, Direction
from perfdesk.domain.operator import Operator
from perfdesk.domain.rounding import WIDE, rounded
from perfdesk.domain.span import Span
from perfdesk.domain.target import Target
from perfdesk.domain.units import EXACT, convert
from perfdesk.domain.verdict_kind import Verdict

__all__ = ["Judgement", "Verdict", "judge", "worst"]

Words = tuple[str, str]


class Judgement:
    """A verdict, one sentence that says why, and the few words beside the badge (「差 2.6」, often "").

    Thousands are judged where a handful is read, so the words may be made when somebody asks for them.
    """

    __slots__ = ("_tell", "_words", "verdict")

    def __init__(
        self,
        verdict: Verdict,
        sentence: str = "",
        short: str = "",
        *,
        tell: Callable[[], Words] | None = None,
    ) -> None:
        self.verdict = verdict
        self._words: Words = (sentence, short)
        self._tell = tell

    @property
    def sentence(self) -> str:
        """Why, for the clerk."""
        return self._told()[0]

    @property
    def short(self) -> str:
        """What stands beside the badge."""
        return self._told()[1]

    def _told(self) -> Words:
        if self._tell is not None:
            self._words, self._tell = self._tell(), None
        return self._words

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Judgement) and self.verdict is other.verdict and self._told() == other._told()
        )

    def __hash__(self) -> int:
        return hash((self.verdict, self._told()))

    def __repr__(self) -> str:
        return f"Judgement({self.verdict!r}, {self.sentence!r}, {self.short!r})"


_WORST_FIRST = (
    Verdict.NOT_MET,
    Verdict.NEEDS_JUDGEMENT,
    Verdict.NO_DATA,
    Verdict.IN_PROGRESS,
    Verdict.MET,
    Verdict.NOT_APPLICABLE,
)


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The verdict a parent shows; NO_DATA where it has no children.

    >>> worst([Verdict.MET, Verdict.NO_DATA])
    <Verdict.NO_DATA: 'no_data'>
    """
    return min(verdicts, key=_WORST_FIRST.index, default=Verdict.NO_DATA)


def judge(target: Target, actual: str | None, span: Span | None = None) -> Judgement:
    """Judge an actual as typed. `span` None means the whole year. Never raises, whatever was typed."""
    if is_not_applicable(actual):
        return Judgement(Verdict.NOT_APPLICABLE, wording.NOT_INVOLVED, "")
    read = read_figure(actual)
    if read is None:
        return _empty(target, actual)
    if target.doubt is not None:
        return _undecided(target.doubt, wording.SHORT_TARGET)
    if isinstance(read, Unreadable):
        return _undecided(wording.actual_unreadable(read.raw, read.why), wording.SHORT_TEXT)
    case = aligned(target, read)
    if case is None:
        return _undecided(wording.units_unrelated(read.unit or "", target.unit), wording.SHORT_UNITS)
    held = case.actual.satisfies(case.operator, case.number)
    if held is None:
        return _undecided(wording.not_certain(read.raw, target.printed), wording.SHORT_UNCERTAIN)
    moving = span is not None and span.interim and target.accumulation in _STILL_MOVING
    if span is not None and moving and not held and case.may_still_be_reached:
        return Judgement(Verdict.IN_PROGRESS, tell=partial(_in_progress, case, span))
    verdict, tell = (Verdict.MET, _met) if held else (Verdict.NOT_MET, _not_met)
    return Judgement(verdict, tell=partial(tell, case, moving))


_STILL_MOVING = (Accumulation.CUMULATIVE, Accumulation.ONE_OFF)


def _empty(target: Target, actual: str | None) -> Judgement:
    number, operator = target.number, target.operator
    zero = Bounds(Decimal(0), Decimal(0))
    # 「无」 against 「= 0」 or 「≤ 5」 may well be an actual of 0; against 「≥ 5」 it is only an empty cell.
    if (
        (actual or "").strip() == "无"
        and number is not None
        and operator
        and zero.satisfies(operator, number)
    ):
        return _undecided(wording.NOTHING_OR_ZERO, wording.SHORT_TEXT)
    return Judgement(Verdict.NO_DATA, wording.NOT_FILLED, "")


def _undecided(sentence: str, short: str) -> Judgement:
    return Judgement(Verdict.NEEDS_JUDGEMENT, sentence, short)


def _met(case: Case, so_far: bool) -> Words:
    gap, operator = case.gap, case.operator
    if gap is None:
        return _said(case, "", "", so_far)
    if not gap:
        same = wording.SAME_AS_TARGET if operator is Operator.EQ else wording.EXACTLY_REACHED
        return _said(case, same, "", so_far)
    words = _words(case, wording.ahead if gap > 0 else wording.room, gap)
    short = "" if case.target.accumulation is Accumulation.RANK else _short_met(operator, gap)
    return _said(case, words(_gap(case, gap)), short, so_far)


def _short_met(operator: Operator, gap: Decimal) -> str:
    return wording.ahead(plain(gap)) if operator in (Operator.GE, Operator.GT) else ""


def _not_met(case: Case, so_far: bool) -> Words:
    gap, operator = case.gap, case.operator
    if gap is None:
        return _said(case, "", "", so_far)
    if not gap:
        return _said(case, wording.strictly(operator), wording.must(operator), so_far)
    words = _words(case, wording.ahead if gap > 0 else wording.behind, gap)
    return _said(
        case,
        words(_gap(case, gap)),
        words(plain(gap.copy_abs())),
        so_far,
        _better(case, gap),
    )


def _words(case: Case, usual: Callable[[str], str], gap: Decimal) -> Callable[[str], str]:
    """How the gap is said; a rank is ahead or behind, never over or under."""
    if case.target.accumulation is not Accumulation.RANK:
        return usual
    return wording.rank_behind if gap > 0 else wording.rank_ahead


def _better(case: Case, gap: Decimal) -> str:
    """The remark that a missed `=` lies on the better side."""
    if case.operator is not Operator.EQ:
        return ""
    way = case.target.direction
    if case.target.accumulation is Accumulation.RANK:
        return wording.BETTER_RANK if gap < 0 else ""
    if gap < 0 and way is Direction.LOWER:
        return wording.BETTER_LOW
    return wording.BETTER_HIGH if gap > 0 and way is Direction.HIGHER else ""


def _in_progress(case: Case, span: Span) -> Words:
    exact = case.exact
    if exact is None or not case.has_pace:
        return _said(case, _missing(case), wording.SHORT_NOT_YET, True)
    if exact == case.number:
        return _said(case, _missing(case), wording.must(case.operator), True)
    order = _pace_order(exact, case.number, span.to_month)
    done = _percent(exact, case.number, below=True)
    due = _percent(Decimal(span.to_month), Decimal(12), below=False)
    clause = wording.pace(done, due, order)
    return _said(case, clause, wording.short_pace(done, order), True)


def _missing(case: Case) -> str:
    gap = case.gap
    if gap is None:
        return ""
    return wording.behind(_gap(case, gap)) if gap else wording.strictly(case.operator)


def _pace_order(done: Decimal, whole: Decimal, months: int) -> int:
    """-1, 0 or 1 as the share done is below, at or above the share of the year passed; never rounded."""
    reached = EXACT.multiply(done.copy_abs(), Decimal(12))
    due = EXACT.multiply(whole.copy_abs(), Decimal(months))
    return (reached > due) - (reached < due)


def _percent(part: Decimal, whole: Decimal, *, below: bool) -> str:
    """A share in per cent with at most one decimal; what is below the whole never shows as 100."""
    share = rounded(WIDE.divide(WIDE.multiply(part, Decimal(100)), whole), 1)
    return "99.9" if below and share >= 100 else plain(share)


def _gap(case: Case, gap: Decimal) -> str:
    """「2.6 个百分点」, 「0.3 亿元」, 「2 名」: percentages differ by points, ranks by places."""
    unit = "个百分点" if convert(Decimal(1), case.unit, "%") == 1 and case.unit else case.unit
    unit = "名" if unit in ("名次", "位次") else unit
    return wording.with_unit(plain(gap.copy_abs()), unit)


def _said(case: Case, clause: str, short: str, so_far: bool, remark: str = "") -> Words:
    target = f"{case.operator} {_wanted(case)}"
    sentence = wording.compared(_actual(case), target, clause, remark, so_far=so_far)
    return sentence, short


def _wanted(case: Case) -> str:
    """The target's number; where only the actual's unit served, what the form prints in front of it."""
    common = wording.with_unit(plain(case.number), case.unit)
    own = case.target.number
    if own is None or own == case.number:
        return common
    return wording.converted(wording.with_unit(plain(own), case.target.unit), common)


def _actual(case: Case) -> str:
    """The actual as a number in the common unit, what was typed in another unit in front of it."""
    exact, figure = case.exact, case.figure
    if exact is None:
        return f"“{wording.shortened(figure.raw)}”"
    common = wording.with_unit(plain(exact), case.unit)
    if figure.unit and exact != figure.number:
        return wording.converted(wording.with_unit(plain(figure.number), figure.unit), common)
    return common
