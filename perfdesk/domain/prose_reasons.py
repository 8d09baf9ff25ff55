"""Why prose needs a person: the first rule that fits says what is missing."""

import re
from collections.abc import Sequence

from perfdesk.domain import prose_wording as said
from perfdesk.domain.clauses import clauses_of, sentences_of
from perfdesk.domain.prose_figures import ProseFigure, figures_in
from perfdesk.domain.units import convert

_NEW = re.compile("新增|净增|新建|新开|新设|新引进|引进|新培育|新认定|新注册|新入库")
_ALSO_NEW = re.compile("(?<![高创特革更])新(?!三板|能源|型|区|城|兴|材料|闻|农|媒体|时代)")
_STOCK = re.compile("共有|累计|现有|总数|存量|挂牌|在册|拥有|达|共")
_MOVES = re.compile("正增长|负增长|下降|减少|降低|增长|上升|只降不升")
_DOUBLE = re.compile(r"双[下]?降|双(?:增长|增|升|提升)")
_LAST_YEAR = re.compile("同比|上年|去年|同期")


def reason(content: str, progress: str) -> str:
    """One or two sentences for the clerk."""
    clauses = clauses_of(content)
    marked = [clause for clause in clauses if clause.mark]
    wanted = [f for f in figures_in(content) if not f.attributive]
    given = [f for f in figures_in(progress) if not f.attributive]
    if len(marked) > 1:
        return _clause_by_clause(len(marked), progress, wanted, given)
    if double := _DOUBLE.search(content):
        return said.two_at_once(_around(content, double.start()))
    for figure in wanted:
        if asks_for_new(figure) and (stocks := stocks_for(figure, given)):
            return said.stock_for_flow(figure.raw, [f.raw for f in stocks])
    if not wanted and (moved := move_without_base(content, progress)):
        return said.no_base(moved, [f.raw for f in given])
    if wanted:
        figure = wanted[0]
        return said.unmatched(figure.raw, [f.raw for f in given if _same_kind(f, figure)])
    return said.WORDS_ONLY


def _clause_by_clause(count: int, progress: str, wanted: list[ProseFigure], given: list[ProseFigure]) -> str:
    told = len([clause for clause in clauses_of(progress) if clause.mark])
    sentence = said.many_clauses(count, told)
    if wanted:
        same = [f.raw for f in given if _same_kind(f, wanted[0])]
        sentence += said.figure_in_clauses(wanted[0].raw, same)
    return sentence


def _same_kind(a: ProseFigure, b: ProseFigure) -> bool:
    return a.growth == b.growth and convert(abs(a.number), a.unit, b.unit) is not None


def stocks_for(wanted: ProseFigure, given: Sequence[ProseFigure]) -> list[ProseFigure]:
    """The text's figures in the target's unit, where all of them are totals."""
    same = [f for f in given if _same_kind(f, wanted)]
    new = [f for f in same if _NEW.search(f.subject) or _ALSO_NEW.search(f.subject[:12])]
    return same if not new and any(_STOCK.search(f.subject) for f in same) else []


def asks_for_new(figure: ProseFigure) -> bool:
    """Whether a target's figure counts what is new, not what there is."""
    return _NEW.search(figure.subject) is not None


def move_without_base(content: str, progress: str) -> str | None:
    """A target's words that ask for a rise or fall, where the text tells no growth and no earlier figure."""
    given = [f for f in figures_in(progress) if not f.attributive]
    move = _MOVES.search(content)
    return _around(content, move.start()) if move and not _compares(progress, given) else None


def _compares(progress: str, given: Sequence[ProseFigure]) -> bool:
    return any(f.growth for f in given) or _LAST_YEAR.search(progress) is not None


def _around(text: str, at: int) -> str:
    """The part of a sentence that a position stands in."""
    for sentence in sentences_of(text):
        if sentence.start <= at <= sentence.start + len(sentence.text):
            start = sentence.start
            for part in re.split("[，,]", sentence.text):
                if at <= start + len(part):
                    return part
                start += len(part) + 1
    return text
