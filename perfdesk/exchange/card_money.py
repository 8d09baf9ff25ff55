"""The block of money above an indicator table: columns under captions, or captions beside their sums."""

from dataclasses import dataclass, field

from perfdesk.domain.document import ReadFund
from perfdesk.domain.figures import Figure, number_of, read_figure
from perfdesk.domain.scoring.execution import rate_of
from perfdesk.exchange.captions import brackets, period_in, year_in
from perfdesk.exchange.card_labels import Piece, is_money_block, money_key, total_key
from perfdesk.exchange.fund_names import PARTS, fund_name
from perfdesk.exchange.grid import Grid
from perfdesk.exchange.money import MONEY_UNITS, money_text
from perfdesk.exchange.rates import settled_rate
from perfdesk.exchange.remarks import Remarks

_ATTRIBUTES = {
    "project.medium_budget": "medium_budget",
    "project.budget": "budget",
    "project.adjusted_budget": "adjusted_budget",
    "account.executed": "executed",
    "account.forecast_executed": "forecast_executed",
    "account.execution_rate": "execution_rate",
    "project.execution_weight": "execution_weight",
    "account.execution_score": "execution_score",
    "account.deviation_reason": "deviation_reason",
}
_SUMS = frozenset(PARTS)
_POINTS = ("分",)


@dataclass(slots=True)
class MoneyBlock:
    """The sums of one project as its table states them; `unit` is the table's where that is not 万元."""

    grid: Grid
    remarks: Remarks
    unit: str | None = None
    year: str | None = None
    captioned: bool = False  # the block's own caption names the unit
    totals: dict[str, str] = field(default_factory=dict)  # attribute of ReadProject -> text
    places: dict[str, tuple[int, str]] = field(default_factory=dict)  # where each stands
    funds: dict[str, dict[str, str]] = field(default_factory=dict)
    shares: list[tuple[str, str, int]] = field(default_factory=list)  # rates and points of sources, by line
    columns: dict[int, str] = field(default_factory=dict)
    years: set[str | None] = field(default_factory=set)  # that compete in the captions of its columns
    units: dict[str, str | None] = field(default_factory=dict)  # of single columns
    unknown: dict[int, str] = field(default_factory=dict)
    beside: list[tuple[int, str]] = field(default_factory=list)
    period: str | None = None  # the months its captions name

    def caption(self, text: str) -> None:
        """The caption of the block may name unit and points: 项目资金（万元）（10分）."""
        for inside in brackets(text):
            unit = inside.removeprefix("单位:")
            if unit in MONEY_UNITS:
                self.unit, self.captioned = (None if unit == "万元" else unit), True
            elif inside.endswith(_POINTS) and isinstance(read_figure(inside.removesuffix("分")), Figure):
                self.totals.setdefault("execution_weight", inside.removesuffix("分"))

    def end(self) -> None:
        """Rows below the indicators are no rows of this block."""
        self.columns, self.unknown, self.beside = {}, {}, []

    def take(self, pieces: list[Piece], *, inside: bool) -> bool:
        """Take a row as captions of columns, a row of sums, or sums beside captions; False where it is none.

        `inside` says that the caption of the block stands at its left, or that a row above was money.
        """
        return self._head(pieces, inside) or self._row(pieces) or self._pairs(pieces, inside)

    def _head(self, pieces: list[Piece], inside: bool) -> bool:
        keys = [money_key(piece.text) for piece in pieces]
        if keys[0] is not None and keys[0] in keys[1:]:
            keys[0] = None  # 年度预算数 left of the columns only names the rows below
        sums = [key for key in keys if key in PARTS]
        if not sums or sum(key is not None for key in keys) < 2 or any(read_sum(piece) for piece in pieces):
            return False
        if any(piece.text.rstrip().endswith(("：", ":")) for piece in pieces if money_key(piece.text)):
            return False
        if not inside and any(
            key is None and total_key(p.text) is None for key, p in zip(keys, pieces, strict=True)
        ):
            return False
        self.columns, self.unknown, self.units = {}, {}, {}
        named = {year_in(piece.text) for piece in pieces} - {None}
        self.years = named if self.year in named else set()
        for piece in pieces if self.year and named and not self.years else ():
            if year_in(piece.text):
                what = f"“{piece.text}”与这张表的年度 {self.year} 不同，照收，请核对"
                self._doubt(piece, what)
        keys = [None if self._other_year(piece) else key for piece, key in zip(pieces, keys, strict=True)]
        for piece, key in zip(pieces, keys, strict=True):
            if key is not None and key not in self.columns.values():
                self.columns[piece.at] = key
            elif piece.at > pieces[0].at or key is not None or self._other_year(piece):
                self.unknown[piece.at] = piece.text
                self._doubt(piece, f"不认识资金的这一列：“{piece.text}”")
            elif money_key(piece.text) is None and total_key(piece.text) is None:
                self.unknown[piece.at] = piece.text
                place = self.grid.place(piece.line, piece.column)
                self.remarks.repair(piece.line, place, "资金名称上面的标题，不收入", piece.text, "")
            self.period = self.period or period_in(piece.text)
            self._own_unit(key, piece)
        if len(set(self.units.values())) == 1 and not self.captioned:
            (self.unit,) = set(self.units.values())  # one column names it for all
        return True

    def _row(self, pieces: list[Piece]) -> bool:
        if not self.columns:
            return False
        first = pieces[0]
        if all(piece.at in self.columns and read_sum(piece) for piece in pieces) and not self.totals:
            for piece in pieces:  # the only row of sums needs no caption
                self._total(self.columns[piece.at], piece)
            return True
        name = None if total_key(first.text) else fund_name(first.text)
        if first.at >= min(self.columns) and len(pieces) > 1 and first.at in self.columns:
            return False
        if total_key(first.text) is None and name is None:
            return False
        if name and len(pieces) > 1 and not any(read_sum(one) or _is_dash(one) for one in pieces[1:]):
            self.end()  # 资金管理情况 | 情况说明: the captions of another block
            return False
        for piece, key in self._placed(pieces[1:]):
            if key is None:
                caption = self.unknown.get(piece.at, "")
                self._doubt(piece, f"不认识资金的这一列“{caption}”，没有收入：“{piece.text}”")
            elif name is None:
                self._total(key, piece)
            else:
                self._fund(name, key, piece)
        if name is not None:
            self.funds.setdefault(name, {})
        return True

    def _placed(self, pieces: list[Piece]) -> list[tuple[Piece, str | None]]:
        """The column of each sum; where cells are missing before them, by their order from the right."""
        places = [piece.at for piece in pieces]
        if all(place in self.columns or place in self.unknown for place in places):
            return [(piece, self.columns.get(piece.at)) for piece in pieces]
        order = sorted((*self.columns, *self.unknown))
        for step in (1, -1, 2, -2):
            if all(place + step in order for place in places):
                piece = pieces[0]
                self._doubt(piece, "这一行资金的格子与表头错开，按移动后的位置收入，请核对")
                return [(piece, self.columns.get(piece.at + step)) for piece in pieces]
        return [(piece, self.columns.get(piece.at)) for piece in pieces]

    def _pairs(self, pieces: list[Piece], inside: bool) -> bool:
        """中期资金总额: 30 | 年度资金总额: 10, and below them the same for each source."""
        roles = [self._role(piece) for piece in pieces]
        alone = inside and read_sum(pieces[0]) and any(fund_name(piece.text) for piece in pieces)
        if not any(roles) and not alone and not (self.beside and fund_name(pieces[0].text)):
            return False
        if not inside and not self.beside and roles[0] not in _SUMS:
            return False
        role: str | None = "project.budget" if roles[0] is None and inside and read_sum(pieces[0]) else None
        name: str | None = None
        seen = 0
        beside = []
        unclear = _several_sums(pieces, roles)
        for piece, named in zip(pieces, roles, strict=True):
            if piece in unclear:
                what = f"同一项后面有几个不同的金额，看不出是哪一个，没有收入：“{piece.text}”"
                self._doubt(piece, what)
            elif named is not None:
                role, name = named, None
                self._own_unit(role, piece)
                beside.append((piece.at, named))
            elif not read_sum(piece) and (fund := fund_name(piece.text)):
                name = fund
                self._own_unit(role, piece)
                role = role if beside or alone else self._role_by_place(piece, seen)
                self.funds.setdefault(name, {})
                seen += 1
            elif role is None or self._is_word_behind(role, name, piece):
                self._doubt(piece, f"资金的这一格看不出是哪一项，没有收入：“{piece.text}”")
            elif name is None:
                self._total(role, piece)
            else:
                self._fund(name, role, piece)
        self.beside = beside or self.beside
        return True

    def _is_word_behind(self, role: str, name: str | None, piece: Piece) -> bool:
        """Whether a text without a digit follows a sum that is there, and so captions something else."""
        has_one = (
            _ATTRIBUTES[role] in self.totals if name is None else PARTS.get(role) in self.funds.get(name, {})
        )
        return has_one and not read_sum(piece) and not any(map(str.isdigit, piece.text))

    def _other_year(self, piece: Piece) -> bool:
        """Whether a caption names a year beside one that names the table's: 2022年实际 beside 2023年预算."""
        return year_in(piece.text) in self.years - {self.year}

    def _own_unit(self, key: str | None, piece: Piece) -> None:
        """A caption may name the unit of its own sums: 全年执行数（元） beside 年初预算数（万元）."""
        for inside in brackets(piece.text):
            unit = inside.removeprefix("单位:")
            if key is not None and unit in MONEY_UNITS:
                self.units[key] = None if unit == "万元" else unit

    @staticmethod
    def _role(piece: Piece) -> str | None:
        return total_key(piece.text) or (money_key(piece.text) if not read_sum(piece) else None)

    def _role_by_place(self, piece: Piece, seen: int) -> str | None:
        exact = [key for at, key in self.beside if at == piece.at]
        if exact:
            return exact[0]
        return self.beside[seen][1] if seen < len(self.beside) else None

    def _total(self, key: str, piece: Piece) -> None:
        text = self._money(key, piece)
        attribute = _ATTRIBUTES[key]
        if text is None:
            return
        known = self.totals.setdefault(attribute, text)
        self.places.setdefault(attribute, (piece.line, self._place(piece)))
        if known != text and (number_of(known) is None or number_of(known) != number_of(text)):
            self._doubt(piece, f"这一项金额又写了一次，没有收入：“{piece.text}”")

    def _fund(self, name: str, key: str, piece: Piece) -> None:
        part = PARTS.get(key)
        if part is None and read_figure(piece.text) is None:
            return  # the forms themselves print a dash where a source has no points of its own
        text = self._money(key, piece)
        if text is None:
            return
        if part is None:
            self.shares.append((name, text, piece.line))
        elif self.funds.setdefault(name, {}).setdefault(part, text) != text:
            self._doubt(piece, f"“{name}”又写了一次，没有收入：“{piece.text}”")

    def _money(self, key: str, piece: Piece) -> str | None:
        text = "".join(piece.text.split())
        if read_figure(text) is None:
            self.remarks.alike("表示没有的记号，按空格收入", text, "", piece.line)
            return None
        if key in PARTS:
            unit = self.units.get(key, self.unit)
            return money_text(text, unit, piece.line, self._place(piece), self.remarks)
        return text

    def settle_rate(self) -> None:
        """The rate of execution as a percentage where the sums show that its cell holds a share."""
        line, place = self.places.get("execution_rate", (0, ""))
        totals = self.totals
        budgets = (totals.get("adjusted_budget"), totals.get("budget"))
        rate = totals.get("execution_rate")
        rate = settled_rate(rate, budgets, totals.get("executed"), line, place, self.remarks)
        if rate is not None:
            totals["execution_rate"] = rate

    def read_funds(self) -> tuple[ReadFund, ...]:
        """The sources in the order of the table. Points of their own are told, rates that are not theirs."""
        for name, text, line in self.shares:
            sums = self.funds.get(name, {})
            if text not in (rate_of(sums.get("executed"), sums.get(of)) for of in ("adjusted", "initial")):
                self.remarks.alike("各项资金自己的分值、执行率和得分，不收入", text, "", line)
        return tuple(ReadFund(name, **sums) for name, sums in self.funds.items())

    def _place(self, piece: Piece) -> str:
        return self.grid.place(piece.line, piece.column)

    def _doubt(self, piece: Piece, what: str) -> None:
        self.remarks.doubt(piece.line, self._place(piece), what)


def _several_sums(pieces: list[Piece], roles: list[str | None]) -> list[Piece]:
    """Different sums that follow each other behind one caption, with no columns to tell them apart."""
    found: list[Piece] = []
    run: list[Piece] = []
    for piece, role in [*zip(pieces, roles, strict=True), (None, None)]:
        if piece is not None and role is None and read_sum(piece):
            run.append(piece)
            continue
        if len({number_of(one.text) for one in run}) > 1:
            found += run
        run = []
    return found


def _is_dash(piece: Piece) -> bool:
    return read_figure(piece.text) is None


def read_sum(piece: Piece) -> bool:
    """Whether a cell holds one figure."""
    return isinstance(read_figure(piece.text), Figure)


def names_money(pieces: list[Piece]) -> bool:
    """Whether the first cell of a row is the caption of a block of money."""
    return bool(pieces) and is_money_block(pieces[0].text)
