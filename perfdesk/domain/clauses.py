"""The parts of a numbered text: clauses, sentences, and what stands in titles and brackets.

Clerks number by hand: numbers are repeated, skipped or missing, so a clause keeps the mark it was given and
is never renumbered. All positions count in the text as written.
"""

import re
from dataclasses import dataclass

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_GAP = r"[ \t\u00a0\u3000]{0,8}"
_MARK = re.compile(
    rf"(?:\A|(?<=[。；;！？!?：:，,\n>）)])){_GAP}(?:"
    # 「2.5月-7月」 is clause 2 and the months, 「2.5亿元」 is a number.
    rf"(?P<dot>[0-9]{{1,2}}[.．])(?=[^0-9]|[0-9]{{1,2}}{_GAP}月|[0-9]{{4}}{_GAP}年)"
    rf"|(?P<comma>[0-9]{{1,2}}、)(?!{_GAP}[0-9])"
    rf"|(?P<chinese>{_NUMERAL}、)(?!{_NUMERAL}[季月是、期等类级线届次])"
    rf"|(?P<bracket>[（(](?:[0-9]{{1,2}}|{_NUMERAL})[）)])"
    r"|(?P<circle>[①-⑳])"
    r")"
)
# What no mark is without: most texts have none, and looking for the mark itself costs more.
_MAYBE_MARK = re.compile("[0-9一二三四五六七八九十][.．、）)]|[①-⑳]")
_SENTENCE_END = re.compile(r"[。；;！？!?\n]")
# Bounded and never across another opening sign, so that many lone 《 cost one step each.
_TITLE = re.compile(r"《[^《》]{0,200}》|〔[^〔〕]{0,40}〕|\[[^\[\]]{0,40}\]")
_BRACKETED = re.compile(r"（[^（）()]{0,400}[）)]|\([^（）()]{0,400}[）)]")


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered part; `mark` is its number as written (1. or 一、), None before the first number."""

    mark: str | None
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch up to a full stop or semicolon, without it."""

    text: str
    start: int


def clauses_of(text: str | None) -> tuple[Clause, ...]:
    """The clauses of a text in the order they stand; a text without numbers is one clause.

    >>> [(c.mark, c.text) for c in clauses_of("1.建库。2.5月-7月排查。2.发布报告。")]
    [('1.', '建库。'), ('2.', '5月-7月排查。'), ('2.', '发布报告。')]
    """
    if not text or not text.strip():
        return ()
    marks = _marks(text)
    head = text[: marks[0].start()] if marks else text
    found = [] if not head.strip() else [Clause(None, head.strip(), len(head) - len(head.lstrip()))]
    for at, mark in enumerate(marks):
        end = marks[at + 1].start() if at + 1 < len(marks) else len(text)
        found.append(Clause(mark.group().strip(), text[mark.end() : end].strip(), mark.end()))
    return tuple(found)


def marks_in(text: str) -> tuple[str, ...]:
    """The numbers of the clauses of a text as written, in their order.

    >>> marks_in("目标：1.建库。2.报告。")
    ('1.', '2.')
    """
    return tuple(found.group().strip() for found in _marks(text))


def _marks(text: str) -> list[re.Match[str]]:
    return list(_MARK.finditer(text)) if _MAYBE_MARK.search(text) else []


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text, empty ones left out; numbers at their head stay.

    >>> [s.text for s in sentences_of("增长8%；下降2%。")]
    ['增长8%', '下降2%']
    """
    found = []
    start = 0
    for end in [*(m.start() for m in _SENTENCE_END.finditer(text)), len(text)]:
        piece = text[start:end]
        if piece.strip():
            found.append(Sentence(piece.strip(), start + len(piece) - len(piece.lstrip())))
        start = end + 1
    return tuple(found)


def masked(text: str, *, brackets: bool = True) -> str:
    """The text at the same length with titles 《》, document numbers 〔〕 and brackets filled with blanks.

    >>> masked("印发《要点》（1号）后")
    '印发        后'
    """

    def blank(found: re.Match[str]) -> str:
        return "\u0000" * len(found.group())

    if "《" in text or "〔" in text or "[" in text:
        text = _TITLE.sub(blank, text)
    if brackets and ("（" in text or "(" in text):
        text = _BRACKETED.sub(blank, text)
    return text.replace("\u0000", " ")


def unmarked(text: str) -> str:
    """The text at the same length with clause numbers blanked, so that 「2.5月-7月」 keeps its months."""
    if _MAYBE_MARK.search(text) is None:
        return text
    return _MARK.sub(lambda found: " " * len(found.group()), text)
