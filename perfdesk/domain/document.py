"""A recognised document: what it states, how it was repaired, what stays doubtful.

What a document does not state is None, never guessed. Figures are texts as printed. `lines` are the lines of
the grid something was read from; they tell rows from each other, and two documents that state the same are
equal wherever it stands.
"""

from dataclasses import dataclass, field

from perfdesk.domain.form_kind import FormKind


@dataclass(frozen=True, slots=True)
class Repair:
    """A proposed repair: nothing is taken in until the clerk agrees. `where` is 「第 26 行」 or a cell."""

    where: str
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something no rule covers: taken in as text and shown."""

    where: str
    what: str
    line: int = field(default=0, compare=False)  # of the grid; 0 where it concerns no single line


@dataclass(frozen=True, slots=True)
class ReadIndicator:
    """An indicator row. `target` is the exact number's text, or what is printed where it is not one.

    `term` and `likelihood` are values of `records.Term` and `records.Likelihood`; `causes` are names of the
    entry's ticked cause fields (cause_funding ...).
    """

    name: str
    operator: str | None = None
    unit: str | None = None
    target: str | None = None
    raw_target: str | None = None
    level1: str | None = None
    level2: str | None = None
    actual: str | None = None
    weight: str | None = None
    score: str | None = None
    term: str | None = None
    forecast: str | None = None
    likelihood: str | None = None
    causes: tuple[str, ...] = ()
    deviation_reason: str | None = None
    corrective_action: str | None = None
    baseline: str | None = None
    last_actual: str | None = None
    scoring_rule: str | None = None
    data_source: str | None = None
    definition: str | None = None
    narrative: str | None = None
    remark: str | None = None
    lines: tuple[int, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class ReadFund:
    """A money row below the total (财政拨款, 上年结转资金, 其他资金); money as in `ReadProject`."""

    name: str
    medium: str | None = None
    initial: str | None = None
    adjusted: str | None = None
    executed: str | None = None
    forecast: str | None = None


@dataclass(frozen=True, slots=True)
class ReadProject:
    """A project block. Money is in 万元 unless its text names a unit.

    `budget` is the year's initial budget, `adjusted_budget` the one in force at the end of the year.
    `narrative` is what was achieved of the goal; scores and rate are as printed.
    """

    seq: str | None
    name: str
    overview: str | None = None
    budget: str | None = None
    annual_goal: str | None = None
    executed: str | None = None
    indicators: tuple[ReadIndicator, ...] = ()
    code: str | None = None
    department: str | None = None
    implementing_unit: str | None = None
    attribute: str | None = None
    period: str | None = None
    medium_goal: str | None = None
    medium_budget: str | None = None
    adjusted_budget: str | None = None
    forecast_executed: str | None = None
    execution_rate: str | None = None
    execution_weight: str | None = None
    execution_score: str | None = None
    total_score: str | None = None
    narrative: str | None = None
    deviation_reason: str | None = None
    corrective_action: str | None = None
    conclusion: str | None = None
    problems: str | None = None
    person: str | None = None
    manager: str | None = None
    finance_officer: str | None = None
    phone: str | None = None
    funds: tuple[ReadFund, ...] = ()
    lines: tuple[int, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class ReadItem:
    """An objective row of a progress disclosure; `progress` is "" where the cell is empty."""

    category: str | None
    subcategory: str | None
    name: str
    starred: bool = False
    content: str | None = None
    progress: str = ""
    attribute: str | None = None
    due_month: str | None = None
    lines: tuple[int, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Document:
    """One recognised table. `months` is the span of a run (from, to), or None for an annual table.

    `sheet` names the sheet it stands on, where the file has such.
    """

    kind: FormKind
    title: str
    source: str
    unit_name: str | None = None
    year: str | None = None
    period: str | None = None
    months: tuple[int, int] | None = None
    projects: tuple[ReadProject, ...] = ()
    items: tuple[ReadItem, ...] = ()
    repairs: tuple[Repair, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    sheet: str | None = field(default=None, compare=False)

    @property
    def interim(self) -> bool:
        """Whether the document reports on a part of the year."""
        return self.months is not None and self.months[1] < 12
