"""Repairs of a cell's text and of texts that a page cut in two. Pure; the caller lists what changed."""

import re
import unicodedata
from dataclasses import dataclass

SHARED_LEAST = 8  # a repetition at a page cut that long is none of the writer's
REPEATED_LEAST = 4  # one that long is taken off as well, and asked about

_TAG = re.compile(r"<(/?)(p|br|div|span)((?:\s|/)[^<>]{0,500}|)>", re.IGNORECASE | re.ASCII)
_ATTRIBUTES = re.compile(
    r"""(?:\s+[a-z_:][\w:.-]*\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=]+))*\s*/?""", re.IGNORECASE | re.ASCII
)
_ENTITIES = {
    "nbsp": " ",
    "lt": "<",
    "gt": ">",
    "amp": "&",
    "quot": '"',
    "ldquo": "“",
    "rdquo": "”",
    "middot": "·",
}
_ENTITY = re.compile("&(" + "|".join(_ENTITIES) + ");")
# Zero-width and direction marks, soft hyphens, and controls that no reader draws.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_SPACE = "[ \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_SPACES = re.compile(f"{_SPACE}+")
_BREAK = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]")
_TO_MEND = re.compile("|".join(("[<&]", _INVISIBLE.pattern, _SPACE, _BREAK.pattern)))
_PAIRS = (("引号", "“", "”"), ("书名号", "《", "》"), ("直角引号", "「", "」"), ("六角括号", "〔", "〕"))
_WIDE_FROM = "\u2010"  # dashes, quotes, ≥, and everything Chinese; below it are the alphabets of Europe

NOT_REPORTED = "未填报"  # what perfdesk prints where a progress is empty


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cell's text as it is taken in. Each flag says that something was done to get there."""

    text: str
    tags: int = 0
    entities: int = 0
    invisible: int = 0
    spaces: int = 0


def untouched(raw: str) -> bool:
    """Whether `clean` leaves a text as it is, by one look at its characters; most texts of a table are such.

    >>> untouched("新增15家"), untouched("新增 15 家"), untouched("<br>")
    (True, False, False)
    """
    return _TO_MEND.search(raw) is None


def clean(raw: str, *, flat: bool = False) -> Cleaned:
    """A cell without known tags, entities, invisible characters, and spaces beside Chinese characters.

    Unknown tags are text. `flat` makes one line of it; otherwise paragraphs stay as line breaks.

    >>> clean("<p>新增 15 家</p> <p>占 30 分<此项今年不涉及>。</p>").text
    '新增15家\\n占30分<此项今年不涉及>。'
    >>> clean("来自英国的 Funding Xchange 公司").text
    '来自英国的Funding Xchange公司'
    """
    text, tags = strip_tags(raw) if "<" in raw else (raw, 0)
    text, entities = _ENTITY.subn(_entity, text) if "&" in text else (text, 0)
    text, invisible = _INVISIBLE.subn("", text)
    lines = [line.strip() for line in _BREAK.split(text)]
    text = (" " if flat else "\n").join(line for line in lines if line)
    text, spaces = tighten(text)
    return Cleaned(text, tags, entities, invisible, spaces)


def _entity(found: re.Match[str]) -> str:
    return _ENTITIES[found.group(1)]


def strip_tags(text: str) -> tuple[str, int]:
    """Known tags off, paragraphs as line breaks; and how many were taken off."""
    count = 0

    def put(found: re.Match[str]) -> str:
        nonlocal count
        if not _ATTRIBUTES.fullmatch(found.group(3)):
            return found.group()
        count += 1
        return "" if found.group(2).lower() == "span" else "\n"

    return _TAG.sub(put, text), count


def tighten(text: str) -> tuple[str, int]:
    """Spaces beside a Chinese character or mark off, others one each; and how many runs went.

    >>> tighten("举办 Money20/20 全球 1-6 月  P2P lending")
    ('举办Money20/20全球1-6月P2P lending', 5)
    """
    gone = 0

    def put(found: re.Match[str]) -> str:
        nonlocal gone
        start, end = found.span()
        before, after = text[start - 1] if start else "", text[end] if end < len(text) else ""
        percent = after == "%" and before.isdigit()
        if percent or before >= _WIDE_FROM or after >= _WIDE_FROM or not before or not after:
            gone += 1
            return ""
        return " "

    return _SPACES.sub(put, text), gone


def vertical(raw: str) -> bool:
    """Whether a text was set one character below the other in a tall cell (工 作 目 标).

    >>> vertical("工 作 目 标"), vertical("金融 办"), vertical("标")
    (True, False, False)
    """
    parts = raw.split()
    return len(parts) > 1 and all(len(part) == 1 and part >= _WIDE_FROM for part in parts)


def shared(first: str, second: str) -> int:
    """Length of the longest end of `first` that is also the beginning of `second`, in linear time.

    >>> shared("平抑利率等方面发挥了作用。", "等方面发挥了作用。但试点以来")
    9
    """
    second, first = second[: len(first)], first[-len(second) :] if second else ""
    pattern = [*second, None, *first]
    longest = [0] * len(pattern)
    for at in range(1, len(pattern)):
        length = longest[at - 1]
        while length and pattern[at] != pattern[length]:
            length = longest[length - 1]
        longest[at] = length + (pattern[at] == pattern[length])
    return longest[-1] if first else 0


def join(first: str, second: str) -> tuple[str, int]:
    """Two halves of a text that a page cut, and how many repeated characters were taken off.

    >>> join("3.发布", "《年度报告》"), join("方便群众出行", "群众出行，保障")
    (('3.发布《年度报告》', 0), ('方便群众出行，保障', 4))
    """
    repeated = shared(first, second)
    if repeated >= SHARED_LEAST or (repeated >= REPEATED_LEAST and _in_words(second[:repeated])):
        return first + second[repeated:], repeated
    latin = first[-1:].isascii() and first[-1:].isalpha() and second[:1].isascii() and second[:1].isalpha()
    return first + (" " if latin else "") + second, 0


def may_repeat(first: str, second: str) -> str:
    """What stands at the end of one half and again at the beginning of the other, too short to be sure.

    >>> may_repeat("提升群众", "群众生活品质"), may_repeat("共计100", "100家")
    ('群众', '')
    """
    text = second[: shared(first, second)]
    return text if 1 < len(text) < SHARED_LEAST and _in_words(text) else ""


def _in_words(text: str) -> bool:
    return any(character >= _WIDE_FROM and character.isalpha() for character in text)


def cut_short(text: str) -> bool:
    """Whether a text stops before a sentence is over.

    >>> cut_short("得分在90分以上的，低于"), cut_short("发挥了重要作用。")
    (True, False)
    """
    stripped = text.rstrip()
    return bool(stripped) and stripped[-1] not in "。！？；.!?;）)”’」』…"


def unbalanced(text: str) -> str | None:
    """The kind of quote or bracket that does not come in pairs, or None.

    >>> unbalanced("甬金通“数智金融"), unbalanced("”天罗地网“"), unbalanced("“支农支小”")
    ('引号', '引号', None)
    """
    for name, opening, closing in _PAIRS:
        depth = 0
        for character in re.findall(f"[{opening}{closing}]", text):
            depth += 1 if character == opening else -1
            if depth < 0:
                break
        if depth:
            return name
    return None


def folded(text: str) -> str:
    """A text for comparison only: one width, no spaces, small letters.

    >>> folded("本年预算金额 （万元）")
    '本年预算金额(万元)'
    """
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()
