"""The office's own analysis: every indicator of every run as a long-form row, and tables of them."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from perfdesk.domain.errors import NotUnderstood
from perfdesk.domain.figures import number_of
from perfdesk.domain.long_form import CrossTable, LongRow, Measure, long_columns
from perfdesk.domain.office import Node, Office
from perfdesk.domain.records import Book, Indicator, Likelihood, Project, Run, Term
from perfdesk.domain.target import target_of
from perfdesk.domain.wording import LIKELIHOOD_WORDS, VERDICT_WORDS
from perfdesk.exchange.money import in_wan
from perfdesk.operations.checking import form_name, judge_indicator, judge_node

# What a cross table can be made by, in the order the window offers it.
DIMENSIONS = (
    *("node", "category", "level1", "level2", "run", "year", "verdict", "person", "starred"),
    *("due_month", "unit_of_measure", "form"),
)


def long_rows(office: Office, books: Iterable[Book] | None = None) -> list[LongRow]:
    """One row per indicator and run of these books (all of them by default); without a run, one row each."""
    rows: list[LongRow] = []
    for book in books if books is not None else office.books():
        runs: list[Run | None] = list(office.runs(book.id)) or [None]
        for run in runs:
            for node in office.nodes(book.id):
                rows += _node_rows(office, book, node, run)
    return rows


def dimension_words() -> dict[str, str]:
    """The columns a cross table can be made by, with their captions."""
    captions = {column.key: column.caption for column in long_columns()}
    return {key: captions[key] for key in DIMENSIONS}


def export_long(office: Office, path: Path, books: Iterable[Book] | None = None) -> int:
    """Write the long form by the suffix of `path` (.csv, .xlsx); returns the rows.

    Raises NotUnderstood for another suffix, NotFiled where the folder refuses.
    """
    rows = long_rows(office, books)
    write_rows(rows, path)
    return len(rows)


def write_rows(rows: Sequence[LongRow], path: Path) -> None:
    """Write rows of the long form by the suffix of `path`; raises as `export_long`."""
    from perfdesk.exchange.analysis import write_long_csv, write_long_workbook

    match path.suffix.lower():
        case ".csv":
            write_long_csv(rows, path)
        case ".xlsx":
            write_long_workbook(rows, path)
        case other:
            raise NotUnderstood(f"长表不能导出成“{other or '无后缀'}”文件。请用 .csv 或 .xlsx。")


def counted(
    rows: Sequence[LongRow], by: str, across: str | None, measure: Measure, title: str
) -> tuple[CrossTable, list[list[str]]]:
    """A cross table with the words of its cells; without `across` every count and share, by one column."""
    from perfdesk.exchange.analysis import cross, shown_cell, summary

    table = cross(rows, by, across, measure, title) if across else summary(rows, by, title)
    texts = [
        [shown_cell(value, column.shown) for value, column in zip(line, table.columns, strict=True)]
        for line in table.rows
    ]
    return table, texts


def export_table(table: CrossTable, path: Path) -> None:
    """Write a cross table as a workbook. Raises NotUnderstood for another suffix, NotFiled."""
    from perfdesk.exchange.analysis import write_cross_workbook

    if path.suffix.lower() != ".xlsx":
        raise NotUnderstood(f"交叉表不能导出成“{path.suffix or '无后缀'}”文件。请用 .xlsx。")
    write_cross_workbook(table, path)


def _node_rows(office: Office, book: Book, node: Node, run: Run | None) -> Iterator[LongRow]:
    account = office.account(run.id, node) if run else None
    shared: dict[str, Any] = {
        "unit_name": book.unit_name,
        "year": _whole(book.year),
        "form": form_name(book),
        "node": node.name,
        "person": node.person,
        "run": run.label if run else None,
        "from_month": run.from_month if run else None,
        "to_month": run.to_month if run else None,
        **_of_node(node),
    }
    money = {
        "budget": in_wan(node.budget) if isinstance(node, Project) else None,
        "executed": in_wan(account.executed) if account else None,
    }
    indicators = office.indicators(node)
    for at, indicator in enumerate(indicators):
        yield LongRow(**{**shared, **_of_indicator(office, indicator, run), **(money if at == 0 else {})})
    if not indicators:
        judged = judge_node(office, node, run)
        narrative = account.narrative if account else None
        followed = "关注" if account and account.followed else None
        words = {"verdict": VERDICT_WORDS[judged.verdict], "narrative": narrative, "followed": followed}
        yield LongRow(**{**shared, **words, **money})


def _of_node(node: Node) -> dict[str, Any]:
    if isinstance(node, Project):
        return {"seq": node.seq}
    month = (node.due_month or "").removesuffix("月")
    return {
        "category": node.category,
        "subcategory": node.subcategory,
        "starred": "★" if node.starred else None,
        "due_month": _whole(month),
    }


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) <= 9 else None


def _of_indicator(office: Office, indicator: Indicator, run: Run | None) -> dict[str, Any]:
    entry = office.entry(run.id, indicator.id) if run else None
    target = target_of(indicator)
    likelihood = entry.likelihood if entry else None
    held: dict[str, Any] = {
        "level1": indicator.level1,
        "level2": indicator.level2,
        "indicator": indicator.name,
        "term": "中期" if indicator.term == Term.MEDIUM else "年度",
        "operator": target.operator.value if target.operator and target.number is not None else None,
        "target": target.number,
        "target_text": indicator.target,
        "unit_of_measure": target.unit,
        "weight": number_of(indicator.weight),
        "verdict": VERDICT_WORDS[judge_indicator(office, indicator, run).verdict],
    }
    if indicator.is_core:
        held["starred"] = "核心"
    if entry is not None:
        held |= {
            "actual": number_of(entry.actual),
            "actual_text": entry.actual,
            "forecast": number_of(entry.forecast),
            "likelihood": LIKELIHOOD_WORDS[Likelihood(likelihood)] if likelihood else None,
            "score": number_of(entry.score),
            "narrative": entry.narrative,
            "followed": "关注" if entry.followed else None,
        }
    return held
