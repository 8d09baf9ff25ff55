"""Judging what is on the desk: `check`, `score`."""

import argparse
from collections.abc import Iterator
from typing import Any

from perfdesk.cli import DONE, NEEDS_CLERK
from perfdesk.commands.choosing import counted, wanted
from perfdesk.domain.errors import NothingSuch
from perfdesk.domain.records import Book, Run
from perfdesk.domain.scoring.indicator_score import printed
from perfdesk.domain.scoring.points import two_places
from perfdesk.operations import dumping, proposing, rule_packs, scoring
from perfdesk.operations.checking import DOUBT, MISSED, MISSING, ReviewLine, node_name, review
from perfdesk.operations.score_json import evaluation_json
from perfdesk.operations.scoring import Evaluation
from perfdesk.operations.session import Session
from perfdesk.output import say, say_json


def check(parsed: argparse.Namespace) -> int:
    """Verdicts and findings of every book, or of the one that is named; proposals where asked for."""
    with Session.open(parsed.desk, read_only=True) as session:
        office = session.office
        held: dict[str, list[dict[str, Any]]] = {"verdicts": [], "findings": []}
        open_points = 0
        for book, run in wanted(office, parsed):
            stamp = {"unit_name": book.unit_name, "year": book.year, "form": book.form}
            stamp["run"] = run.label if run else None
            verdicts = dumping.verdicts_json(office, book, run)
            held["verdicts"] += [line | stamp for line in verdicts]
            held["findings"] += [line | stamp for line in dumping.findings_json(office, book, run)]
            if parsed.proposals:
                offered = proposing.offers_json(office, book, run)
                held["proposals"] = held.get("proposals", []) + [line | stamp for line in offered]
            lines = review(office, book, run)
            open_points += sum(1 for line in lines if _is_open(line))
            if not parsed.json:
                say(checked(book, run, verdicts, lines))
                for told in _offered(proposing.offers(office, book, run) if parsed.proposals else ()):
                    say(told)
    if parsed.json:
        say_json(held)
    return NEEDS_CLERK if open_points else DONE


def _offered(offers: tuple[proposing.Offer, ...]) -> Iterator[str]:
    """Proposals as the command line prints them: what would be written and the words it comes from."""
    for offer in offers:
        refused = "（不采纳）" if offer.declined else ""
        source = offer.proposal.source
        yield f"  [建议] {offer.where}：{offer.sentence}{refused}　依据{source.caption}“{source.quote}”"


def _is_open(line: ReviewLine) -> bool:
    """Whether it wants the clerk: a missed target always, a doubt until it is answered."""
    return line.severity == MISSED or (line.severity == DOUBT and not line.answer)


def checked(
    book: Book, run: Run | None, verdicts: list[dict[str, Any]], lines: tuple[ReviewLine, ...]
) -> str:
    """A book's counts and review lines as the command line prints them."""
    head = f"{book.unit_name} {book.year} 年度《{book.title}》{run.label if run else '（还没有进展期）'}"
    told = [head, f"  共 {len(verdicts)} 项：{counted(verdicts)}"]
    for line in lines:
        answered = f"（答复：{line.answer}）" if line.answer else ""
        told.append(f"  [{_severity(line.severity)}] {line.where}：{line.message}{answered}")
    return "\n".join(told)


def _severity(severity: str) -> str:
    return {MISSED: "未达标", MISSING: "未填", DOUBT: "疑点"}[severity]


def score(parsed: argparse.Namespace) -> int:
    """Self-evaluation scores of every book of a year; 1 while a score, a reason or a weight is missing."""
    with Session.open(parsed.desk, read_only=True) as session:
        office = session.office
        books = [book for book in office.books() if book.year == parsed.year]
        if not books:
            raise NothingSuch(f"数据文件里没有 {parsed.year} 年度的表。请先导入，或检查 --year。")
        named = rule_packs.find_pack(office, parsed.rule_pack) if parsed.rule_pack else None
        held, settled = [], True
        for book in books:
            run = office.last_run(book.id)
            text = named if named is not None else rule_packs.text_in_force(office, book, run)
            evaluation = scoring.evaluate(office, book, run, rule_packs.pack_of(text))
            settled &= evaluation.settled
            held.append(evaluation_json(office, evaluation))
            if not parsed.json:
                say("\n".join(_scored(evaluation)))
    if parsed.json:
        say_json(held[0] if len(held) == 1 else {"tables": held})
    return DONE if settled else NEEDS_CLERK


def _scored(evaluation: Evaluation) -> Iterator[str]:
    """An evaluation as the command line prints it."""
    book, run, pack = evaluation.book, evaluation.run, evaluation.pack
    yield f"{book.unit_name} {book.year} 年度《{book.title}》{run.label if run else '（还没有进展期）'}"
    yield f"  规则：{pack.name}（版本 {pack.version}，{pack.source}）"
    for one in evaluation.projects:
        total = f"已得 {two_places(one.so_far)}，还有 {len(one.open)} 项待定"
        if one.total is not None:
            total = f"总分 {two_places(one.total)}，{one.grade}"
        yield f"  {node_name(one.project)}：{total}{f'（{one.ceiling}）' if one.ceiling else ''}"
        for line in one.lines:
            due = "，要说明原因" if line.explanation_due else ""
            told = line.score.open or f"{line.score.formula}{due}"
            yield f"    {line.indicator.name or ''} {printed(line.score)}　{told}"
        if one.execution:
            due = "，要说明原因" if one.execution_due else ""
            yield f"    预算执行率　{one.execution.open or f'{one.execution.formula}{due}'}"
        yield from (f"    分值：{line.problem}" for line in one.weights if line.problem)
    for item in evaluation.items:
        yield f"  {node_name(item.objective)}：{item.problem}"
        for step in item.result.lines if item.result else ():
            yield f"    {step.name}　{step.formula}"
        if item.result:
            yield from (f"    {said}" for said in (*item.result.open, *item.result.remarks))
    if not evaluation.projects and not evaluation.items:
        yield "  没有项目，也没有写了计分方法的目标，不用打分。"
