"""Recording a progress run from a file: figures and narratives, one change, all or nothing.

JSON: `{"label", "as_of", "values": [{"project", "indicator", "actual", "narrative", "note"}],
"accounts": [{"project", "narrative", "executed_wan", "note"}]}`. Values may also carry "milestone",
"forecast", "likelihood" (确定能, 有可能, 完全不可能), "deviation_reason" and "corrective_action"; accounts
the last two and "forecast_executed_wan". An objective may be named by "objective" instead, and what else
describes an indicator (unit, target ...) is passed over. Table: a text file, workbook or document whose
header names the columns in words (项目 or 序号, 指标名称, 实际完成值, 进展说明, 备注, 已执行金额).
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from perfdesk.domain.change import Change, Edit, change_of, creation, setting
from perfdesk.domain.errors import DocumentRefused, NothingSuch, NotUnderstood
from perfdesk.domain.fold import unfit
from perfdesk.domain.form_kind import same_family
from perfdesk.domain.office import Node, Office
from perfdesk.domain.records import Account, Book, Entry, Project, Run, kind_of, with_fields
from perfdesk.domain.span import Span
from perfdesk.domain.wording import LIKELIHOOD_WORDS
from perfdesk.exchange.decoding import decode
from perfdesk.exchange.files import read_bytes
from perfdesk.exchange.reading import read_grids
from perfdesk.paths import readable

_COLUMNS = {
    "project": ("项目名称", "项目", "目标名称", "目标", "序号"),
    "indicator": ("指标名称", "指标", "三级指标"),
    "actual": ("实际完成值", "本期实际", "实际值", "完成值", "实际", "全年完成值"),
    "narrative": ("进展说明", "进展情况", "进展", "说明"),
    "note": ("备注",),
    "executed": ("已执行金额", "执行数", "已执行金额(万元)", "执行数(万元)"),
}
_NAMES = {
    "values": {
        name: name
        for name in (
            *("actual", "narrative", "note", "milestone", "forecast", "likelihood"),
            *("deviation_reason", "corrective_action"),
        )
    },
    "accounts": {
        "narrative": "narrative",
        "executed_wan": "executed",
        "forecast_executed_wan": "forecast_executed",
        "note": "note",
        "deviation_reason": "deviation_reason",
        "corrective_action": "corrective_action",
    },
}
_DESCRIBING = frozenset(
    ("project", "objective", "indicator", "seq", "level1", "level2", "operator", "unit", "target")
)
_NOTHING_WRITTEN = "请按帮助里的格式准备，什么都没有写入"


@dataclass(frozen=True, slots=True)
class Row:
    """One recorded row; `indicator` is None for what concerns the project or objective as a whole."""

    where: str
    project: str | None
    indicator: str | None
    texts: tuple[tuple[str, str], ...]


def parse_run(text: str) -> tuple[str, Span]:
    """Year and months of 「2022-01..2022-06」; also 「2022-06」 and 「2022-1..6」. Raises NotUnderstood.

    >>> parse_run("2022-01..2022-06")
    ('2022', Span(from_month=1, to_month=6))
    """
    found = re.fullmatch(r"(\d{4})-(\d{1,2})(?:\.\.(?:(\d{4})-)?(\d{1,2}))?", text.strip(), re.ASCII)
    if found:
        year, first, last_year, last = found.groups()
        months = (int(first), int(last or first))
        if 1 <= months[0] <= months[1] <= 12 and last_year in (None, year):
            return year, Span(*months)
    raise NotUnderstood(f"进展期“{text[:24]}”看不懂。请写成 2022-01..2022-06 这样的起止月份。")


def find_book(office: Office, year: str, form: str | None = None, unit: str | None = None) -> Book:
    """The one book of a year (and form, and unit); raises NothingSuch where there is none or a choice."""
    books = [b for b in office.books() if b.year == year and prints(b, form) and unit in (None, b.unit_name)]
    if len(books) == 1:
        return books[0]
    if not books:
        wanted = "这种表" if form else "内容"
        raise NothingSuch(f"数据文件里没有 {year} 年度的{wanted}。请先导入，或检查年度。")
    names = "、".join(f"{b.unit_name}《{b.title or b.form}》" for b in books)
    raise NothingSuch(f"{year} 年度有 {len(books)} 份：{names}。请用 --unit 或 --form 指明是哪一份。")


def prints(book: Book, form: str | None) -> bool:
    """Whether a book can be printed in a form; a book of projects can in every form of projects."""
    return form is None or same_family(book.form, form)


def record_file(office: Office, book: Book, span: Span, path: Path) -> Change:
    """The change that records a file's rows in the run of these months, made where it is not there."""
    source = readable(path.name)
    label, as_of, rows = _read(path, source)
    if not any(text.strip() for row in rows for _, text in row.texts):
        raise DocumentRefused(source, "里面没有填写任何实际值或说明", "请填写后再录入，什么都没有写入")
    recording = _Recording(office, book, span, source)
    recording.begin(label, as_of)
    for row in rows:
        recording.take(row)
    return change_of(f"录入 {source}", recording.edits)


class _Recording:
    """The edits of one recording as they grow, with the ids of records that do not exist yet."""

    def __init__(self, office: Office, book: Book, span: Span, source: str) -> None:
        self._office, self._book, self._source = office, book, source
        self._next = office.next_id()
        self.edits: list[Edit | None] = []
        months = (span.from_month, span.to_month)
        known = [r for r in office.runs(book.id) if (r.from_month, r.to_month) == months]
        self._is_new = not known
        self._run = known[0] if known else Run(self._id(), book.id, *months, label=span.label)
        self._fresh: set[tuple[str, int]] = set()

    def begin(self, label: str | None, as_of: str | None) -> None:
        """Make the run, or bring the known one to what the file states."""
        stated = {name: text for name, text in (("label", label), ("as_of", as_of)) if text}
        if self._is_new:
            self.edits.append(creation(with_fields(self._run, stated)))
        else:
            self.edits += [setting(self._run, name, text) for name, text in stated.items()]

    def _id(self) -> int:
        self._next += 1
        return self._next - 1

    def take(self, row: Row) -> None:
        """Add one row's edits; raises DocumentRefused where its project or indicator is not on the desk."""
        node = self._node(row)
        holder: Entry | Account | None
        if row.indicator is None:
            holder = self._office.account(self._run.id, node)
            empty = with_fields(Account(0, run=self._run.id), {kind_of(node).value: node.id})
            self._put(holder, empty, ("account" + kind_of(node), node.id), row)
            return
        wanted = _folded(row.indicator)
        found = [i for i in self._office.indicators(node) if _folded(i.name) == wanted]
        if len(found) != 1:
            cause = "没有" if not found else "不止一个"
            raise self._refused(row, f"“{node.name}”下{cause}指标“{row.indicator[:30]}”", "请核对指标名称")
        holder = self._office.entry(self._run.id, found[0].id)
        self._put(holder, Entry(0, run=self._run.id, indicator=found[0].id), ("entry", found[0].id), row)

    def _put(
        self, holder: Entry | Account | None, empty: Entry | Account, key: tuple[str, int], row: Row
    ) -> None:
        if key in self._fresh:
            raise self._refused(row, "同一项写了两次", "请只留一行")
        texts = {name: text for name, text in row.texts if text.strip()}
        self._fresh.add(key)
        if holder is None:
            if texts:
                self.edits.append(creation(with_fields(replace(empty, id=self._id()), texts)))
            return
        self.edits += [setting(holder, name, text) for name, text in texts.items()]

    def _node(self, row: Row) -> Node:
        nodes = self._office.nodes(self._book.id)
        wanted = _folded(row.project)
        by_name = [n for n in nodes if _folded(n.name) == wanted]
        found = by_name or [
            n for n in nodes if isinstance(n, Project) and n.seq == (row.project or "").strip()
        ]
        if len(found) == 1:
            return found[0]
        cause = "没有写项目" if not wanted else f"没有项目或目标“{(row.project or '')[:30]}”"
        if len(found) > 1:
            cause = f"“{(row.project or '')[:30]}”不止一个"
        raise self._refused(row, cause, "请核对项目名称或序号")

    def _refused(self, row: Row, cause: str, remedy: str) -> DocumentRefused:
        return DocumentRefused(f"{self._source} {row.where}", cause, f"{remedy}，什么都没有写入")


def _folded(name: object) -> str:
    return "".join(str(name or "").split()).lstrip("★")


def _read(path: Path, source: str) -> tuple[str | None, str | None, list[Row]]:
    if path.suffix.lower() != ".json":
        return None, None, list(_table_rows(path, source))
    try:
        held = json.loads(
            decode(read_bytes(path), source=source).text, parse_float=str, parse_int=str, parse_constant=str
        )
    except (ValueError, RecursionError) as error:
        raise DocumentRefused(source, "不是完整的 JSON 文件", "请检查文件内容") from error
    if not isinstance(held, dict) or not held.keys() & _NAMES.keys():
        raise DocumentRefused(source, "JSON 里没有 values 和 accounts", _NOTHING_WRITTEN)
    rows = [row for part in _NAMES for row in _json_rows(held, part, source)]
    return _label(held.get("label"), source), _day(held.get("as_of"), source), rows


def _label(value: Any, source: str) -> str | None:
    return _text(value, f"{source} label").strip() or None


def _day(value: Any, source: str) -> str | None:
    """An ISO date, or None where nothing is stated."""
    text = _text(value, f"{source} as_of").strip()
    try:
        return date.fromisoformat(text).isoformat() if text else None
    except ValueError:
        raise DocumentRefused(
            f"{source} as_of", f"“{text[:20]}”不是日期", "请写成 2022-06-30 这样，什么都没有写入"
        ) from None


def _json_rows(held: dict[str, Any], part: str, source: str) -> Iterator[Row]:
    listed = held.get(part, [])
    names = _NAMES[part]
    for at, item in enumerate(listed if isinstance(listed, list) else [None], 1):
        where = f"{part} 第 {at} 项"
        if not isinstance(item, dict):
            raise DocumentRefused(f"{source} {where}", "不是一项记录", _NOTHING_WRITTEN)
        unknown = [key for key in item if key not in names and key not in _DESCRIBING]
        if unknown:
            raise DocumentRefused(
                f"{source} {where}",
                f"不认识“{unknown[0][:20]}”这一栏",
                f"可用 {'、'.join(names)}，请改正，什么都没有写入",
            )
        texts = {key: _text(value, f"{source} {where}") for key, value in item.items()}
        indicator = texts.get("indicator") if part == "values" else None
        if texts.get("actual", "").strip() and not indicator:
            raise DocumentRefused(f"{source} {where}", "没有写指标", "请写明 indicator，什么都没有写入")
        project = texts.get("project") or texts.get("objective")
        if likely := texts.get("likelihood", "").strip():
            texts["likelihood"] = _likelihood(likely, f"{source} {where}")
        yield Row(where, project, indicator or None, _named(texts, names))


def _likelihood(text: str, place: str) -> str:
    """The stored value behind one of form B's three grades."""
    for value, word in LIKELIHOOD_WORDS.items():
        if text in (value.value, word):
            return value.value
    choices = "、".join(LIKELIHOOD_WORDS.values())
    raise DocumentRefused(place, f"完成可能性“{text[:12]}”认不出", f"请写{choices}之一，什么都没有写入")


def _named(texts: dict[str, str], names: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((names[key], text) for key, text in texts.items() if key in names and text.strip())


def _text(value: Any, place: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise DocumentRefused(place, "有一格不是文字或数字", _NOTHING_WRITTEN)
    if unfit(value):
        raise DocumentRefused(place, "有不能用的字符", "请改正后再录入，什么都没有写入")
    return value


def _table_rows(path: Path, source: str) -> Iterator[Row]:
    """The rows of every sheet or table in which the columns are named."""
    found = False
    for grid in read_grids(path):
        header: dict[str, int] = {}
        project = ""
        for row in grid.rows:
            cells = [cell.text for cell in row.cells]
            if not header:
                header = _header(cells)
                found = found or bool(header)
                continue
            if row.blank:
                continue
            read = {key: cells[at].strip() if at < len(cells) else "" for key, at in header.items()}
            project = read.get("project") or project
            indicator = read.get("indicator") or None
            names = ("actual", "narrative", "note") if indicator else ("narrative", "executed", "note")
            yield Row(grid.place(row.line), project, indicator, tuple((n, read.get(n, "")) for n in names))
    if not found:
        raise DocumentRefused(
            source, "没有找到表头（项目名称、指标名称、实际完成值）", "请在第一行写上这些列名"
        )


def _header(cells: list[str]) -> dict[str, int]:
    folded = ["".join(cell.split()) for cell in cells]
    found: dict[str, int] = {}
    for key, captions in _COLUMNS.items():
        at = next((folded.index(caption) for caption in captions if caption in folded), None)
        if at is not None:
            found[key] = at
    named = "project" in found and ({"actual", "narrative", "executed"} & set(found))
    return found if named else {}
