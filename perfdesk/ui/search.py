"""Finding by text, by pinyin initials and by full pinyin, in several words; no Qt."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sound:
    """How a text is said: one syllable for a Chinese character, other characters as they are."""

    syllables: tuple[str, ...]

    @property
    def initials(self) -> str:
        """The first letters: 风险排查 is fxpc."""
        return "".join(syllable[0] for syllable in self.syllables)

    def holds(self, word: str) -> bool:
        """Whether the word is a run of initials or of full pinyin that begins with a syllable."""
        if word in self.initials:
            return True
        full = "".join(self.syllables)
        at = 0
        for syllable in self.syllables:
            if full.startswith(word, at):
                return True
            at += len(syllable)
        return False


def plain(text: str) -> str:
    """Full-width forms and capitals folded, spaces dropped.

    >>> plain("Ｂ级 以上")
    'b级以上'
    """
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def words_of(query: str) -> tuple[str, ...]:
    """The words of a query; all must be found."""
    return tuple(plain(word) for word in unicodedata.normalize("NFKC", query).split())


def found_in(word: str, text: str, sounds: Mapping[str, Sound]) -> bool:
    """Whether one word is in one text, written or said; `sounds` may still lack it."""
    if word in plain(text):
        return True
    sound = sounds.get(text)
    return sound is not None and word.isascii() and sound.holds(word)


def matches(words: Sequence[str], own: str, above: Iterable[str], sounds: Mapping[str, Sound]) -> bool:
    """Whether a row fits: every word in its own text or in those above it, and at least one in its own.

    >>> matches(("小额", "满意"), "客户满意度", ["小额贷款"], {})
    True
    >>> matches(("小额",), "客户满意度", ["小额贷款"], {})
    False
    """
    parents = tuple(above)
    hits = [found_in(word, own, sounds) for word in words]
    if not any(hits):
        return False
    return all(
        hit or any(found_in(word, parent, sounds) for parent in parents)
        for word, hit in zip(words, hits, strict=True)
    )


def sound_of(text: str) -> Sound:
    """The sound of a text. The first call loads pypinyin (a quarter of a second): not on the main thread."""
    from pypinyin import Style, lazy_pinyin

    # The stub forgets that lists are allowed here.
    said = lazy_pinyin(plain(text), style=Style.NORMAL, errors=_letters)  # type: ignore[arg-type]
    return Sound(tuple(syllable for syllable in said if syllable))


def sounds_of(texts: Iterable[str]) -> dict[str, Sound]:
    """The sounds of many texts."""
    return {text: sound_of(text) for text in texts}


def _letters(other: str) -> list[str]:
    """What is not Chinese, letter by letter, so that each counts as an initial."""
    return list(other)
