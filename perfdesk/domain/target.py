"""A target: what an indicator asks for, with what its fields leave unsaid guessed and marked."""

from dataclasses import dataclass
from decimal import Decimal

from perfdesk.domain import wording
from perfdesk.domain.figures import Figure, plain, read_figure
from perfdesk.domain.measure import Accumulation, Direction, guess_accumulation, guess_direction
from perfdesk.domain.operator import Operator, read_operator
from perfdesk.domain.records import Indicator
from perfdesk.domain.units import convert


@dataclass(frozen=True, slots=True)
class Target:
    """What an actual is held against. `operator` and `unit` are the indicator's own or those in its text.

    `text` is the target as typed. `guessed` says that accumulation or direction was not stated.
    """

    name: str
    operator: Operator | None
    text: str | None
    unit: str | None
    accumulation: Accumulation
    direction: Direction
    guessed: bool

    @property
    def figure(self) -> Figure | None:
        """The target text as a figure, or None."""
        read = read_figure(self.text)
        return read if isinstance(read, Figure) else None

    @property
    def number(self) -> Decimal | None:
        """The exact number in `unit`; None where the target cannot be measured."""
        figure = self.figure
        if figure is None or figure.upper is not None or figure.at_least or figure.approximate:
            return None
        return convert(figure.number, figure.unit, self.unit)

    @property
    def doubt(self) -> str | None:
        """Why no rule may decide it, as a sentence; None where it can be decided."""
        if self.number is None:
            return self._unmeasurable()
        assert self.figure is not None
        if self.operator is None:
            return wording.NO_OPERATOR
        written = self.figure.operator
        if written is not None and written is not self.operator:
            return wording.operators_differ(self.operator, written)
        return None

    @property
    def printed(self) -> str:
        """「≥ 25 %」; the text as typed where it is not one number.

        >>> Target("", Operator.GE, "0.750", "亿元", Accumulation.RATIO, Direction.HIGHER, True).printed
        '≥ 0.75 亿元'
        """
        number = self.number
        shown = (
            wording.with_unit(plain(number), self.unit) if number is not None else (self.text or "").strip()
        )
        return f"{self.operator} {shown}" if self.operator and number is not None else shown

    def _unmeasurable(self) -> str:
        figure = self.figure
        if figure and figure.unit and not (figure.upper is not None or figure.at_least or figure.approximate):
            return wording.target_units_differ(self.unit or "", figure.unit)
        if read_figure(self.text) is None:
            return wording.NO_TARGET
        return wording.target_not_a_number(self.text or "")


def target_of(indicator: Indicator) -> Target:
    """The target of an indicator; a text that carries operator and unit itself (≥90%) is understood."""
    read = read_figure(indicator.target)
    figure = read if isinstance(read, Figure) else None
    operator = read_operator(indicator.operator) or (figure.operator if figure else None)
    unit = (indicator.unit or "").strip() or (figure.unit if figure else None)
    accumulation = _stated_accumulation(indicator.accumulation)
    direction = _stated_direction(indicator.direction)
    return Target(
        name=indicator.name or "",
        operator=operator,
        text=indicator.target,
        unit=unit,
        accumulation=accumulation or guess_accumulation(indicator.name, unit),
        direction=direction or guess_direction(indicator.name, unit, operator),
        guessed=accumulation is None or direction is None,
    )


def _stated_accumulation(value: str | None) -> Accumulation | None:
    return Accumulation(value) if value in {kind.value for kind in Accumulation} else None


def _stated_direction(value: str | None) -> Direction | None:
    return Direction(value) if value in {way.value for way in Direction} else None
