"""A pack's own test table, run: what came out beside what was wanted."""

from dataclasses import dataclass
from decimal import Decimal

from perfdesk.domain.case import aligned
from perfdesk.domain.figures import Figure, number_of, plain, read_figure
from perfdesk.domain.records import Indicator
from perfdesk.domain.scoring.execution import score_execution
from perfdesk.domain.scoring.indicator_score import Scored, score_indicator
from perfdesk.domain.scoring.lights import indicator_light
from perfdesk.domain.scoring.pack_reading import OPEN
from perfdesk.domain.scoring.rule_pack import PackTest, RulePack
from perfdesk.domain.scoring.totals import capped, grade_of
from perfdesk.domain.span import Span
from perfdesk.domain.target import Target, target_of


@dataclass(frozen=True, slots=True)
class Tested:
    """One line with its outcome; `how` is the formula or the reason."""

    test: PackTest
    came: str
    how: str

    @property
    def passed(self) -> bool:
        """Whether number (or word) is the one wanted."""
        wanted, came = (number_of(text) for text in (self.test.wanted, self.came))
        return self.came == self.test.wanted if wanted is None else wanted == came


def run_tests(pack: RulePack) -> tuple[Tested, ...]:
    """Every line of the pack's table, in its order."""
    runs = {"indicator": _indicator, "execution": _execution, "total": _total, "light": _light}
    return tuple(runs[test.kind](pack, test) for test in pack.tests)


def _target(test: PackTest) -> Target:
    return target_of(
        Indicator(
            0,
            name=test.get("name"),
            operator=test.get("operator"),
            unit=test.get("unit"),
            target=test.get("target"),
            accumulation=test.get("kind"),
        )
    )


def _indicator(pack: RulePack, test: PackTest) -> Tested:
    score = score_indicator(
        pack,
        Scored(
            _target(test), test.get("actual"), test.get("weight"), test.get("level") or "", test.get("hand")
        ),
    )
    return Tested(test, _said(score.points), score.formula or score.open)


def _execution(pack: RulePack, test: PackTest) -> Tested:
    if pack.execution is None:
        return Tested(test, OPEN, "规则不给预算执行率打分。")
    score = score_execution(pack.execution, test.get("budget"), test.get("executed"), test.get("carried"))
    return Tested(test, _said(score.points), score.formula or score.open)


def _total(pack: RulePack, test: PackTest) -> Tested:
    total, rate = number_of(test.get("sum")), number_of(test.get("execution"))
    if total is None:
        return Tested(test, OPEN, "没有合计分。")
    held, ceiling = capped(total, rate, pack.ceilings)
    grade = grade_of(held, pack.grades)
    name = grade.name if grade else ""
    how = f"执行率低于 {plain(ceiling.below)}%，最多 {plain(ceiling.at_most)} 分" if ceiling else "没有封顶"
    came = name if number_of(test.wanted) is None else plain(held)
    return Tested(test, came, f"{how}，等级“{name}”。")


def _light(pack: RulePack, test: PackTest) -> Tested:
    target, read = _target(test), read_figure(test.get("actual"))
    measured = isinstance(read, Figure) and target.number is not None and target.doubt is None
    case = aligned(target, read) if measured and isinstance(read, Figure) else None
    month = number_of(test.get("month")) or Decimal(12)
    span = Span(1, min(max(int(month), 1), 12))
    shown = indicator_light(pack.lights, case, test.get("actual"), test.get("level") or "", span)
    return Tested(test, shown.light.value if shown.light else OPEN, shown.why)


def _said(points: Decimal | None) -> str:
    return OPEN if points is None else plain(points)
