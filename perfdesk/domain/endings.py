"""Words a text may end in, looked up instead of searched for: the words before every figure are asked so."""

from collections.abc import Iterable


class Endings:
    """Words, separated by blanks or one by one; `of` says which of them a text ends in.

    >>> Endings("增长 负增长").of("出口负增长"), Endings("约").of("出口")
    ('负增长', '')
    """

    __slots__ = ("_last", "_lengths", "_words")

    def __init__(self, words: str, *others: Iterable[str]) -> None:
        self._words = frozenset(words.split()).union(*others)
        self._last = frozenset(word[-1] for word in self._words)
        self._lengths = sorted({len(word) for word in self._words}, reverse=True)

    def of(self, text: str) -> str:
        """The longest of the words that the text ends in; "" where there is none."""
        if text[-1:] not in self._last:
            return ""
        for length in self._lengths:
            if text[-length:] in self._words:
                return text[-length:]
        return ""


def linked(words: str, *links: str) -> dict[str, str]:
    """Each word with each link behind it, and the word it came from.

    >>> linked("增长 增", "", "了")
    {'增长': '增长', '增长了': '增长', '增': '增', '增了': '增'}
    """
    return {word + link: word for word in words.split() for link in links}
