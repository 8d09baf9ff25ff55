"""Text an office writes in TOML (rule packs, scoring schemes), read strictly: what is wrong names its line.

Every number is an exact `Decimal`. A key nobody asked for is an error, since a slip of the pen must not pass
for a rule that is not there.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from perfdesk.domain.errors import NotUnderstood

LONGEST = 100_000
_HEADER = re.compile(r"[ \t]*(\[\[?)[ \t]*([A-Za-z0-9_.\-]+)[ \t]*\]\]?[ \t]*(?:#.*)?")
_KEY = re.compile(r"[ \t]*([A-Za-z0-9_\-]+)[ \t]*=")
_COUNT = re.compile(r"\[[0-9]+\]")
_PLACE = re.compile(r"\(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)")


class Table:
    """One table of a text. Each getter takes a key as read; `done` refuses what is left over."""

    def __init__(self, values: Mapping[str, Any], path: str, lines: Mapping[str, int], what: str) -> None:
        self._values, self._path, self._lines, self._what = values, path, lines, what
        self._read: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def keys(self) -> tuple[str, ...]:
        """The keys that stand in it."""
        return tuple(self._values)

    @property
    def line(self) -> int:
        """The line the table begins in; 0 where that is not known."""
        return self._lines.get(self._path, 0)

    def refusal(self, key: str, why: str) -> NotUnderstood:
        """The error that names line and key; `why` is a sentence without its full stop."""
        path = f"{self._path}.{key}".strip(".")
        above = re.sub(r"\[[0-9]+\]$", "", self._path)
        line = next((self._lines[at] for at in (path, self._path, above) if at in self._lines), 0)
        place = f"第 {line} 行 " if line else ""
        return NotUnderstood(f"{self._what}{place}{_COUNT.sub('', path)}：{why}。")

    def text(self, key: str, otherwise: str | None = None) -> str:
        """A text that is not blank; missing is an error where `otherwise` is None."""
        value = self._take(key)
        if value is None and otherwise is not None:
            return otherwise
        if not isinstance(value, str) or (otherwise is None and not value.strip()):
            raise self.refusal(key, "要写成引号里的文字，不能空着")
        return value.strip()

    def one_of(self, key: str, allowed: Iterable[str], otherwise: str | None = None) -> str:
        """A text out of a few."""
        value, known = self.text(key, otherwise), tuple(allowed)
        if value not in known:
            raise self.refusal(
                key, f"没有“{value[:20]}”这一种，可用：{'、'.join(k or '（空）' for k in known)}"
            )
        return value

    def number(self, key: str, least: int = 0, most: int = 1_000_000) -> Decimal:
        """A number between two bounds; missing is an error."""
        value = self.number_or_none(key, least, most)
        if value is None:
            raise self.refusal(key, "还没有写")
        return value

    def number_or_none(self, key: str, least: int = 0, most: int = 1_000_000) -> Decimal | None:
        """A number between two bounds, None where the key is missing."""
        value = self._take(key)
        if value is None:
            return None
        number = _exact(value)
        if number is None:
            raise self.refusal(key, "要写成数字，例如 60 或 0.5")
        if not least <= number <= most:
            raise self.refusal(key, f"要在 {least} 到 {most} 之间")
        return number

    def flag(self, key: str, otherwise: bool) -> bool:
        """true or false."""
        value = self._take(key)
        if value is None:
            return otherwise
        if not isinstance(value, bool):
            raise self.refusal(key, "只能写 true 或 false")
        return value

    def words(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty where the key is missing."""
        value = self._take(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
            raise self.refusal(key, '要写成方括号里的几段文字，例如 ["产出", "效益"]')
        return tuple(word.strip() for word in value)

    def table(self, key: str) -> "Table | None":
        """A table below this one, None where it is missing."""
        value = self._take(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self.refusal(key, f"要写成 [{key}] 这样的一节")
        return Table(value, f"{self._path}.{key}".strip("."), self._lines, self._what)

    def tables(self, key: str) -> "list[Table]":
        """The repeated tables `[[key]]`, empty where there are none."""
        value = self._take(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self.refusal(key, f"要写成 [[{key}]] 这样的几节")
        path = f"{self._path}.{key}".strip(".")
        return [Table(one, f"{path}[{at}]", self._lines, self._what) for at, one in enumerate(value)]

    def done(self) -> None:
        """Refuse keys that nothing asked for."""
        left = [key for key in self._values if key not in self._read]
        if left:
            raise self.refusal(left[0], "这里不认识这一项，请检查拼写")

    def _take(self, key: str) -> Any:
        self._read.add(key)
        return self._values.get(key)


def read_toml(text: str, what: str) -> Table:
    """The text as a table. `what` names it for the clerk (打分规则); raises NotUnderstood with the line."""
    if len(text) > LONGEST:
        raise NotUnderstood(f"{what}太长（超过 {LONGEST} 字）。请检查是不是贴错了内容。")
    try:
        values = tomllib.loads(text, parse_float=Decimal)
    except RecursionError:
        raise NotUnderstood(f"{what}的括号套得太深，读不了。请检查括号。") from None
    except ValueError as problem:  # also numbers of thousands of digits
        raise NotUnderstood(f"{what}{_place(text, str(problem))}写法不对。请检查引号、括号和等号。") from None
    return Table(values, "", _lines(text), what)


def _place(text: str, problem: str) -> str:
    found = _PLACE.search(problem)
    if found is None:
        return ""
    line = int(found[1]) if found[1] else text.count("\n") + 1
    return f"第 {line} 行"


def _exact(value: object) -> Decimal | None:
    """A finite Decimal behind an integer, a decimal or a quoted number."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        return None
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?", value.strip()):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) <= 60 else None


def _lines(text: str) -> dict[str, int]:
    """The line each table and key begins in, by path: `formula[1].use`, `test.indicator[4]`."""
    found: dict[str, int] = {}
    counts: dict[str, int] = {}
    path = key = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if header := _HEADER.fullmatch(line.rstrip("\r")):
            path = _path(header[2].split("."), header[1] == "[[", counts)
            found.setdefault(path, number)
        elif begun := _KEY.match(line):
            key = f"{path}.{begun[1]}".strip(".")
            found.setdefault(key, number)
        elif line.lstrip(" \t").startswith("{"):  # one table of a list written line by line
            counts[key] = counts.get(key, -1) + 1
            found.setdefault(f"{key}[{counts[key]}]", number)
    return found


def _path(names: list[str], repeated: bool, counts: dict[str, int]) -> str:
    path = ""
    for at, name in enumerate(names):
        path = f"{path}.{name}".strip(".")
        if repeated and at == len(names) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = f"{path}[{counts[path]}]"
    return path
