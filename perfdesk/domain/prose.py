"""Judging a target in prose by progress in prose: only one rate against one rate of the same subject.

Everything else that is written down goes to a person, with what is missing as far as a rule knows. To be
wrong is worse than to ask: every doubtful word (预计, 约, 其中, 环比, 另一个范围) ends in NEEDS_JUDGEMENT.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from perfdesk.domain import prose_wording as said
from perfdesk.domain.clauses import clauses_of, masked, sentences_of
from perfdesk.domain.figures import is_not_applicable
from perfdesk.domain.measure import Direction, guess_direction
from perfdesk.domain.mentions import Mention, mentions_in
from perfdesk.domain.operator import Operator
from perfdesk.domain.prose_figures import ProseFigure, figures_in
from perfdesk.domain.prose_reasons import reason
from perfdesk.domain.span import Span
from perfdesk.domain.subject import AND, Likeness, Subject, compare, missing_part, subject_of
from perfdesk.domain.units import EXACT
from perfdesk.domain.verdict import Judgement, Verdict

_LONGEST_GOAL = 120
_EMPTY = re.compile(r"[-—–/\\＼／\s]*")
_LEADING_PART = re.compile(r"(?:(?:[0-9]{4} ?年)?(?:全年|年度|年内|本年度?|今年|到年底|年底前?)?|力争|确保)")
_DIRECTION = re.compile(
    r"(?P<subject>.{2,40}?)(?:(?:同比|[比较](?:上年|去年)(?:同期)?|总体|继续|保持|实现|有所|稳步|持续|逐年|明显)*)"
    r"(?:(?P<up>正增长|增长|增加|上升|提高)|(?P<down>负增长|下降|减少|降低|回落))"
)
_DOUBLE = re.compile(r"双[下]?降|双(?:增长|增|升|提升)")
_TWO_SUBJECTS = re.compile(f"[、或]|{AND}")
_RATIO = re.compile("(?:率|占比|比重|比例|满意度|覆盖面|知晓度)$")
_WHOLE_YEAR = re.compile(r"(?:19|20)[0-9]{2} ?年(?!以来|初|[上下]半年| ?[0-9前第一二三四])")


@dataclass(frozen=True, slots=True)
class Goal:
    """One rate or growth a target asks for; `number` is 0 for 正增长 and 下降, `words` the target's text."""

    subject: Subject
    operator: Operator
    number: Decimal
    growth: bool
    words: str


def judge_prose(content: str | None, progress: str | None, span: Span | None = None) -> Judgement:
    """Judge progress told in prose against a target told in prose. Never raises.

    >>> judge_prose("保费收入实现正增长。", "1-5月份，全市累计保费收入316.43亿元，同比下降12.49%。").verdict
    <Verdict.NOT_MET: 'not_met'>
    """
    if is_not_applicable(progress) or is_not_applicable(content):
        return Judgement(Verdict.NOT_APPLICABLE, said.NOT_INVOLVED, "")
    if progress is None or _EMPTY.fullmatch(progress):
        return Judgement(Verdict.NO_DATA, said.NOT_FILLED, "")
    if content is None or _EMPTY.fullmatch(content):
        return _asked(said.NO_CONTENT)
    goal = _goal(content)
    if goal is None:
        return _asked(reason(content, progress))
    return _against(goal, progress, span) or _asked(reason(content, progress))


def _asked(sentence: str) -> Judgement:
    return Judgement(Verdict.NEEDS_JUDGEMENT, sentence, "")


def _goal(content: str) -> Goal | None:
    """The one rate or growth that is all a target asks for; None for anything more, less or else."""
    if len(content) > _LONGEST_GOAL or masked(content) != content or _DOUBLE.search(content):
        return None
    clauses = clauses_of(content)
    sentences = sentences_of(clauses[0].text) if len(clauses) == 1 else ()
    if len(sentences) != 1:
        return None
    parts = [part.strip() for part in re.split("[，,]", sentences[0].text)]
    parts = [part for part in parts if not _LEADING_PART.fullmatch(part) and not _names_months(part)]
    if len(parts) != 1:
        return None
    return _figure_goal(parts[0]) or _direction_goal(parts[0])


def growth_goal(content: str | None) -> Goal | None:
    """The rise or fall without a figure (正增长, 下降) that is all a target asks for.

    >>> goal = growth_goal("保费收入实现正增长。")
    >>> (goal.subject.shown, str(goal.operator)) if goal else None
    ('保费收入', '>')
    """
    goal = _goal(content) if content else None
    return goal if goal and goal.growth and not re.search("[0-9]", goal.words) else None


def _names_months(part: str) -> bool:
    found = mentions_in(part)
    return len(found) == 1 and len(part) <= len(found[0].raw) + 2


def _figure_goal(words: str) -> Goal | None:
    figures = figures_in(words)
    if len(figures) != 1:
        return None
    figure = figures[0]
    usable = figure.is_rate and not (figure.attributive or figure.at_least or figure.doubt)
    if not usable or words[figure.end :].strip(" 。.") or _TWO_SUBJECTS.search(figure.subject):
        return None
    subject = subject_of(figure.subject)
    ratio = _RATIO.search(subject.core) is not None
    if not subject.core or ratio == figure.growth:
        return None
    if figure.growth:
        default = Operator.GE if figure.number >= 0 else Operator.LE
        return Goal(subject, figure.operator or default, figure.number, True, words)
    lower = guess_direction(subject.core, "%", None) is Direction.LOWER
    operator = figure.operator or Operator.GE
    if lower and operator in (Operator.GE, Operator.GT):
        return None
    return Goal(subject, operator, figure.number, False, words)


def _direction_goal(words: str) -> Goal | None:
    """正增长, 负增长 and 下降 without a number."""
    found = _DIRECTION.fullmatch(words.rstrip("。 "))
    if found is None or re.search("[0-9]", words) or _TWO_SUBJECTS.search(found["subject"]):
        return None
    subject = subject_of(found["subject"])
    operator = Operator.GT if found["up"] else Operator.LT
    return Goal(subject, operator, Decimal(0), True, words) if subject.core else None


def _against(goal: Goal, progress: str, span: Span | None) -> Judgement | None:
    """A verdict, or a doubt with its own sentence; None where nothing in the text concerns the goal."""
    rates = [f for f in figures_in(progress) if _comparable(goal, f)]
    likeness = [compare(goal.subject, subject_of(f.subject)) for f in rates]
    same = [f for f, like in zip(rates, likeness, strict=True) if like in (Likeness.SAME, Likeness.DRIFT)]
    if len(same) > 1:
        return _asked(said.several(goal.words, [f.raw for f in same]))
    if same:
        return _held(goal, same[0], progress, span)
    near = [f for f, like in zip(rates, likeness, strict=True) if like is Likeness.OTHER_SCOPE]
    if near:
        shown = subject_of(near[0].subject).shown
        left = missing_part(goal.subject.core, shown)
        return _asked(said.other_scope(goal.subject.shown, shown, near[0].raw, left))
    return None


def _comparable(goal: Goal, figure: ProseFigure) -> bool:
    if figure.attributive or figure.growth != goal.growth:
        return False
    # For 正增长 and 下降 the sign is enough, whatever it is counted in.
    return figure.is_rate or (goal.growth and goal.number == 0)


def _held(goal: Goal, figure: ProseFigure, progress: str, span: Span | None) -> Judgement:
    if word := figure.doubt or figure.hedge:
        return _asked(said.uncertain(figure.raw, word))
    if figure.bound or figure.at_least:
        return _asked(said.only_a_bound(figure.raw))
    mention = _months_of(figure, progress)
    if mention is not None and not mention.as_of and (mention.single or mention.span.from_month != 1):
        return _asked(said.only_some_months(figure.raw, mention.raw))
    if _other_year(figure, progress, span):
        return _asked(said.other_year(figure.raw))
    gap = EXACT.subtract(figure.number, goal.number)
    verdict = Verdict.MET if _satisfies(goal.operator, gap) else Verdict.NOT_MET
    remarks = _remarks(goal, figure, mention, span)
    sentence, short = said.compared(goal.words, figure.raw, figure.unit, gap, goal.operator, verdict, remarks)
    return Judgement(verdict, sentence, short)


def _satisfies(operator: Operator, gap: Decimal) -> bool:
    match operator:
        case Operator.GE:
            return gap >= 0
        case Operator.GT:
            return gap > 0
        case Operator.EQ:
            return gap == 0
        case Operator.LT:
            return gap < 0
        case Operator.LE:
            return gap <= 0


def _remarks(goal: Goal, figure: ProseFigure, mention: Mention | None, span: Span | None) -> list[str]:
    subject = subject_of(figure.subject)
    remarks = []
    if compare(goal.subject, subject) is Likeness.DRIFT:
        remarks.append(said.name_drift(goal.subject.shown, subject.shown))
    if mention is not None and span is not None and mention.span.to_month != span.to_month:
        remarks.append(said.months_differ(mention.raw, span))
    return remarks


def _months_of(figure: ProseFigure, progress: str) -> Mention | None:
    """The months a figure is about: the last named before it in its sentence, else in the text."""
    before = [m for m in mentions_in(progress) if m.start < figure.start]
    return before[-1] if before else None


def _other_year(figure: ProseFigure, progress: str, span: Span | None) -> bool:
    """Whether a whole year, or more than one year, is named where an interim figure is due."""
    before = masked(progress)[max(0, figure.start - 200) : figure.start]
    years = set(re.findall("(?:19|20)[0-9]{2}(?= ?年)", before))
    return len(years) > 1 or (span is not None and span.interim and _WHOLE_YEAR.search(before) is not None)
