"""Two texts with what differs marked, as rich text: struck through and in colour, never in colour alone."""

from difflib import SequenceMatcher
from html import escape

from perfdesk.ui import theme

_CONTEXT = 24
_LONGEST = 4000
_ALIKE = 0.5  # below, single characters that happen to agree would only be noise


def marked(before: str, after: str) -> tuple[str, str]:
    """`before` and `after` as HTML, what went struck through, what came underlined."""
    colours = theme.palette()
    old, new = before[:_LONGEST], after[:_LONGEST]
    went: list[str] = []
    came: list[str] = []
    # autojunk would call frequent characters of a long Chinese text junk.
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    alike = matcher.ratio() >= _ALIKE
    steps = matcher.get_opcodes() if alike else [("replace", 0, len(old), 0, len(new))]
    for tag, i1, i2, j1, j2 in steps:
        if tag == "equal":
            same = _shortened(old[i1:i2])
            went.append(same)
            came.append(same)
            continue
        if i2 > i1:
            went.append(_painted(old[i1:i2], colours.not_met.text, colours.not_met.ground, "line-through"))
        if j2 > j1:
            came.append(_painted(new[j1:j2], colours.met.text, colours.met.ground, "underline"))
    return "".join(went) or "（空）", "".join(came) or "（空）"


def _painted(text: str, colour: str, ground: str, line: str) -> str:
    return (
        f'<span style="color:{colour}; background-color:{ground}; text-decoration:{line};">'
        f"{_plain(text)}</span>"
    )


def _shortened(text: str) -> str:
    if len(text) > 3 * _CONTEXT:
        return f"{_plain(text[:_CONTEXT])} …… {_plain(text[-_CONTEXT:])}"
    return _plain(text)


def _plain(text: str) -> str:
    return escape(text).replace("\n", "⏎<br/>").replace("\t", "│")
