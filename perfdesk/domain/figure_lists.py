"""Figures that stand in a row: 「A、B从 a、b 提高至 c、d，分别增长 e、f」 and 「X分别为 a、b、c」.

Names, values and rates are matched by their order, and only where each list has the same length.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from perfdesk.domain.clauses import masked, unmarked
from perfdesk.domain.units import known_unit

_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,5}|[0-9]{1,15})(?:\.[0-9]{1,9})?"
_FIGURE = rf"{_NUMBER} ?[%\u4e00-\u9fff/㎡]{{0,6}}?"
_LIST = rf"{_FIGURE}(?:[、和]{_FIGURE}){{0,9}}"
_WHEN = r"(?:(?:19|20)[0-9]{2} ?年(?:度|底|末|初|[0-9]{1,2}月[底末]?)?的?|[去上]年(?:同期)?的?|年初的?)?"
_MOVED = re.compile(
    rf"(?P<names>[^，,。；;：:\n]{{0,80}}?)(?:从|由){_WHEN}(?P<before>{_LIST})[，,]?"
    rf"(?P<way>提高|增长|增加|上升|提升|扩大|下降|降低|减少|降|增)[至到]{_WHEN}(?P<after>{_LIST})(?=[，,。；;、）)\n]|$)"
    rf"(?:[，,](?P<each>分别|同比|累计|共)?(?P<rate_way>增长|增加|提高|上升|增幅|下降|降低|减少|降幅)[了为达]?"
    rf"(?P<rates>{_NUMBER} ?%(?:[、和]{_NUMBER} ?%){{0,9}}))?"
)
_AGAINST = re.compile(
    rf"(?P<after>{_FIGURE})[，,]?[比较](?:(?:19|20)[0-9]{{2}} ?年|[去上]年)(?:同期)?的?(?P<before>{_FIGURE})"
    rf"(?P<way>增长|增加|提高|上升|下降|降低|减少)[了为达]?(?P<rate>{_NUMBER} ?%)(?!以|左右|多)"
)
_RESPECTIVE = re.compile(
    rf"(?P<name>[^，,。；;：:\n]{{2,60}}?)(?:[，,][^，,。；;：:\n]{{0,4}})?分别[为是达]到?(?P<values>{_LIST})(?=[，,。；;）)\n]|$)"
)
_ONE = re.compile(rf"(?P<number>{_NUMBER}) ?(?P<unit>[%\u4e00-\u9fff/㎡]{{0,6}})")
_NAME_END = re.compile("(?:远远|大大|明显|(?<!平)均(?!价)|都|已|低于|高于|超过|不足|约|为|达|[0-9]).*$")
_YEARS = re.compile(r"(?:(?:19|20)?[0-9]{2} ?年度?[、和至—~-]?)+(?:期间)?")


@dataclass(frozen=True, slots=True)
class Amount:
    """One figure of a row; `raw` as written, `number` in `unit`."""

    raw: str
    number: Decimal
    unit: str

    @property
    def half_step(self) -> Decimal:
        """Half of the last place it is written with: how far the exact figure may lie off."""
        exponent = self.number.as_tuple().exponent
        return Decimal(5).scaleb(int(exponent) - 1)


@dataclass(frozen=True, slots=True)
class Moved:
    """Something that went from one figure to another, by `rate` per cent where the text says so."""

    name: str
    before: Amount
    after: Amount
    rate: Amount | None
    falling: bool


@dataclass(frozen=True, slots=True)
class Known:
    """A value a text states to be reached already."""

    name: str
    amount: Amount


@lru_cache(maxsize=1024)
def moved_in(text: str) -> tuple[Moved, ...]:
    """What a text says to have gone from one figure to another.

    >>> moved = moved_in("户数、余额从2户、3亿元提高至3户、6亿元，分别增长50%、100%。")
    >>> [(one.name, one.before.raw, one.after.raw) for one in moved]
    [('户数', '2户', '3户'), ('余额', '3亿元', '6亿元')]
    """
    found = list(_held_against(text)) if re.search("[比较]", text) else []
    if not re.search("[从由]", text):
        return tuple(found)
    for match in _MOVED.finditer(_plain(text)):
        before, after = _amounts(match["before"]), _amounts(match["after"])
        if not before or len(before) != len(after):
            continue
        rates = _amounts(match["rates"] or "")
        names = [name.strip() for name in re.split("[、和]", match["names"])] if len(before) > 1 else []
        named = names if len(names) == len(before) else [match["names"]] * len(before)
        stated = rates if len(rates) == len(before) and match["each"] != "同比" else [None] * len(before)
        falling = (match["rate_way"] or match["way"]).startswith(("下降", "降", "减"))
        for name, one, other, rate in zip(named, before, after, stated, strict=True):
            found.append(Moved(name, one, other, rate, falling))
    return tuple(found)


def _held_against(text: str) -> Iterator[Moved]:
    """「50万株，比上年的40万株增长25%」; growth of a rate is left alone, many say 百分点 as %."""
    for match in _AGAINST.finditer(_plain(text)):
        before, after, rate = (amount_of(match[key]) for key in ("before", "after", "rate"))
        if before and after and rate and before.unit and "%" not in before.unit:
            yield Moved("", before, after, rate, match["way"].startswith(("下降", "降", "减")))


@lru_cache(maxsize=1024)
def known_in(text: str) -> tuple[Known, ...]:
    """Values a text lists as reached: where something moved to, and the last of 「分别为 a、b、c」.

    >>> [(k.name, k.amount.raw) for k in known_in("2022年、2023年担保业务平均费率分别为0.35%、0.3%。")]
    [('担保业务平均费率', '0.3%')]
    """
    found = [Known(moved.name, moved.after) for moved in moved_in(text)]
    if "分别" not in text:
        return tuple(found)
    for match in _RESPECTIVE.finditer(_plain(text)):
        values = _amounts(match["values"])
        name = _NAME_END.sub("", _YEARS.sub("", match["name"])).strip()
        names = re.split("[、和]", name)
        if len(values) > 1 and len(names) == len(values):
            found += [Known(one, value) for one, value in zip(names, values, strict=True)]
        elif len(values) > 1 and len(names) == 1 and len({value.unit for value in values}) == 1:
            found.append(Known(name, values[-1]))
    return tuple(known for known in found if known.name)


def amount_of(text: str) -> Amount | None:
    """The one figure a short text consists of."""
    found = _ONE.fullmatch(text.strip())
    if found is None or (found["unit"] and not known_unit(found["unit"])):
        return None
    return Amount(text.strip(), Decimal(found["number"].replace(",", "")), found["unit"])


def _amounts(text: str) -> list[Amount]:
    """The figures of a list; empty where one of them has a unit that is none."""
    read = [amount_of(piece) for piece in re.split("[、和]", text)] if text else []
    found = [amount for amount in read if amount is not None]
    return found if len(found) == len(read) else []


def _plain(text: str) -> str:
    return masked(unmarked(text))
