"""A rule pack: the scoring rules of one notice or office as data.

Wherever the source leaves something open, a part says so in its `choice`: one sentence on what was decided.
"""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from perfdesk.domain.measure import Accumulation
from perfdesk.domain.scoring.bands import Band
from perfdesk.domain.scoring.lights import LightRules
from perfdesk.domain.scoring.totals import Ceiling, Grade, Over

QUALITATIVE = "定性"
FORMULAS = ("P1", "N1", "N2", "E1", "E2", "E3", "C1", "M1", "Q1", "Q2", "Q3", "D1")
GRADED = ("Q1", "Q2", "Q3", "D1")
EXECUTIONS = ("X1", "X2")


@dataclass(frozen=True, slots=True)
class FormulaRule:
    """Which formula scores which indicators; empty `levels` or `kinds` mean all of them.

    `operators` are signs, or 定性 for targets that are words. A level is a word found in the names of level
    1 or 2 (满意度). `pass_percent` belongs to C1, `full_from`, `zero_below` and `share_of` to M1, `bands` to
    the graded formulas.
    """

    use: str
    operators: tuple[str, ...]
    levels: tuple[str, ...] = ()
    kinds: tuple[Accumulation, ...] = ()
    pass_percent: Decimal = Decimal(0)
    full_from: Decimal = Decimal(0)
    zero_below: Decimal = Decimal(0)
    share_of: str = "target"
    bands: tuple[Band, ...] = ()
    choice: str = ""

    def fits(self, operator: str, levels: str, kind: Accumulation) -> bool:
        """Whether it scores an indicator; `levels` are the names of both levels in one text."""
        return (
            operator in self.operators
            and (not self.levels or any(word in levels for word in self.levels))
            and (not self.kinds or kind in self.kinds)
        )


@dataclass(frozen=True, slots=True)
class WeightTable:
    """Points per level 1 for projects that have all levels of `needs` and none of `lacks`.

    `free` says that an office splits `total` as it likes, then `parts` is empty.
    """

    title: str
    total: Decimal
    parts: tuple[tuple[str, Decimal], ...]
    needs: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    free: bool = False

    def fits(self, levels: Collection[str]) -> bool:
        """Whether it holds for a project whose indicators have these level-1 names."""
        present = [word for word in (*self.needs, *self.lacks) if any(word in level for level in levels)]
        return all(word in present for word in self.needs) and not any(word in present for word in self.lacks)


@dataclass(frozen=True, slots=True)
class ExecutionRule:
    """How money executed is scored; below `explain_below` per cent a reason is due."""

    use: str
    points: Decimal
    explain_below: Decimal
    choice: str = ""


@dataclass(frozen=True, slots=True)
class AbsentLevel:
    """A project without any indicator of a level gets at most `at_most` of that level's points (山西)."""

    level: str
    at_most: Decimal


@dataclass(frozen=True, slots=True)
class PackTest:
    """One line of a pack's own test table: the figures as typed and what has to come out.

    `kind` is indicator, execution, total or light; `given` are its inputs by key; `wanted` is the text of the
    points, total or light, or 待定 where the pack leaves it open.
    """

    kind: str
    given: tuple[tuple[str, str], ...]
    wanted: str
    line: int

    def get(self, key: str) -> str | None:
        """One input, None where it is not given."""
        return dict(self.given).get(key)


@dataclass(frozen=True, slots=True, eq=False)
class RulePack:
    """Everything a score, a light and a grade are made by. `source` is the notice it comes from.

    A pack is itself only: two readings of one text are two packs, so that asking it is as quick as a look-up.
    """

    name: str
    source: str
    version: str
    note: str
    formulas: tuple[FormulaRule, ...]
    weights: tuple[WeightTable, ...]
    execution: ExecutionRule | None
    over: Over | None
    ceilings: tuple[Ceiling, ...]
    grades: tuple[Grade, ...]
    absent: AbsentLevel | None
    lights: LightRules
    tests: tuple[PackTest, ...]

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """What the source leaves open and this pack decides: the part concerned and the sentence on it."""
        parts: list[tuple[str, str]] = [
            (f"运算符 {'、'.join(rule.operators)}" if rule.operators else "其他指标", rule.choice)
            for rule in self.formulas
        ]
        parts.append(("预算执行率", self.execution.choice if self.execution else ""))
        parts.append(("超额完成", self.over.choice if self.over else ""))
        parts.append(("监控亮灯", self.lights.choice))
        return tuple((part, text) for part, text in parts if text)

    def rule_for(self, operator: str, levels: str, kind: Accumulation) -> FormulaRule | None:
        """The first rule that fits; None where the pack has none."""
        return _rule_for(self, operator, levels, kind)

    def weights_for(self, levels: Collection[str]) -> WeightTable | None:
        """The first weight table that fits; None where the pack has none."""
        return next((table for table in self.weights if table.fits(levels)), None)


@lru_cache(maxsize=4096)
def _rule_for(pack: RulePack, operator: str, levels: str, kind: Accumulation) -> FormulaRule | None:
    return next((rule for rule in pack.formulas if rule.fits(operator, levels, kind)), None)
