"""An actual beside the last run's and last year's: falling sums and figures out of all proportion."""

from dataclasses import dataclass
from decimal import Decimal

from perfdesk.domain.figures import Figure, plain, read_figure
from perfdesk.domain.measure import Accumulation
from perfdesk.domain.target import Target
from perfdesk.domain.units import EXACT, convert

# A figure ten times another one is more often a slip of unit or comma than a fact (万元 for 元).
_TOO_FAR = Decimal(10)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What stands out; `short` are the few words beside the figure, sentences are for the clerk."""

    falls: bool = False
    outlier: bool = False
    sentence: str = ""
    short: str = ""

    def __bool__(self) -> bool:
        return self.falls or self.outlier


def compare(target: Target, actual: str | None, last_run: str | None, last_year: str | None) -> Comparison:
    """Hold an actual, as typed, against the run before and the same span of last year.

    A sum of the year cannot fall from one run to the next. Ten times more or less than either of the two is
    marked; shares, ranks and figures below one are left alone, where such jumps are ordinary. Never raises.
    """
    now = _number(actual, target.unit)
    if now is None:
        return Comparison()
    before = _number(last_run, target.unit)
    if target.accumulation is Accumulation.CUMULATIVE and before is not None and _fell(now, before):
        said = f"全年累计数比上期少：上期 {plain(before)}，本期 {plain(now)}。请核对是不是填成了当期数。"
        return Comparison(falls=True, sentence=said, short="比上期少")
    if target.accumulation in (Accumulation.RATIO, Accumulation.RANK, Accumulation.ONE_OFF):
        return Comparison()
    for word, other in (("上期", before), ("上年", _number(last_year, target.unit))):
        if other is not None and _far(now, other):
            said = f"与{word}相差十倍以上：{word} {plain(other)}，本期 {plain(now)}。请核对单位和小数点。"
            return Comparison(outlier=True, sentence=said, short=f"与{word}差十倍")
    return Comparison()


def _number(text: str | None, unit: str | None) -> Decimal | None:
    """One exact number in the target's unit, or None."""
    read = read_figure(text)
    if not isinstance(read, Figure) or read.upper is not None or read.at_least or read.approximate:
        return None
    return convert(read.number, read.unit or unit, unit)


def _fell(now: Decimal, before: Decimal) -> bool:
    """Whether a sum went back towards zero; one that has changed sides is a net figure and may."""
    return bool(before) and now.is_signed() == before.is_signed() and abs(now) < abs(before)


def _far(now: Decimal, other: Decimal) -> bool:
    small, large = sorted((abs(now), abs(other)))
    return small >= 1 and large >= EXACT.multiply(small, _TOO_FAR)
