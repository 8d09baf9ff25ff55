"""The overview as one page of the internal PDF, in black and white: words say what the greys mean."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from perfdesk.domain.figures import plain
from perfdesk.domain.overview import Bar, Overview, Trend, percent, trend_frame
from perfdesk.domain.verdict_kind import Verdict
from perfdesk.domain.wording import VERDICT_MARKS, VERDICT_WORDS
from perfdesk.exchange.cells import width_of
from perfdesk.exchange.fonts import ink
from perfdesk.exchange.layout import BOTTOM, SIDE, TOP
from perfdesk.exchange.page import BODY, HEAD, NOTE, TITLE, Fill, Page, Rule, Style, Text

_COLUMNS = 3  # of trends
_ROW = 26.0
_BAR = 7.0
_GUTTER = 22.0
_NAME_SHARE = 0.4
_TREND_HEIGHT = 92.0
_TRACK = 0.92
# The darker, the more it wants the clerk.
_GREYS = {
    Verdict.NOT_MET: 0.0,
    Verdict.NEEDS_JUDGEMENT: 0.3,
    Verdict.NO_DATA: 0.5,
    Verdict.IN_PROGRESS: 0.66,
    Verdict.MET: 0.82,
    Verdict.NOT_APPLICABLE: 0.96,
}


def overview_page(shown: Overview, number: int, width: float, height: float) -> Page:
    """The page, with as many projects as it holds and a line for those it does not."""
    page = Page(number, width, height, bookmarks=[(TOP, "概览")])
    _Drawing(page).draw(shown)
    return page


def texts_of(shown: Overview) -> list[str]:
    """Every text the page may print, for the check of its characters."""
    return [shown.title, *(bar.name for bar in shown.bars), *(trend.name for trend in shown.trends)]


class _Drawing:
    """Draws from the top down; `_y` is where the next part begins."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._left, self._right = SIDE, page.width - SIDE
        self._y = TOP

    def draw(self, shown: Overview) -> None:
        """Title, counts, meters, bars, trends."""
        title = f"{shown.title} 概览".strip()
        self._put((self._page.width - width_of(ink(title), TITLE)) / 2, title, TITLE)
        self._y += TITLE.leading + 8
        said = [f"共 {shown.total} 项", *(_counted(verdict, number) for verdict, number in shown.counts)]
        self._put(self._left, "\u3000".join(said), HEAD)
        self._y += HEAD.leading + 8
        self._meters(shown)
        trends = shown.trends[:_COLUMNS]
        self._bars((*shown.starred, *(bar for bar in shown.bars if bar not in shown.starred)), bool(trends))
        self._trends(trends)

    def _put(self, x: float, text: str, style: Style, y: float | None = None) -> None:
        top = self._y if y is None else y
        self._page.texts.append(Text(x, style.baseline(top), ink(text), style))

    def _track(self, left: float, top: float, width: float, share: Decimal, grey: float) -> None:
        self._page.fills.append(Fill(left, top, left + width, top + _BAR, _TRACK))
        filled = float(min(max(share, Decimal(0)), Decimal(1))) * width
        if filled:
            self._page.fills.append(Fill(left, top, left + filled, top + _BAR, grey))

    def _meters(self, shown: Overview) -> None:
        wide = (self._right - self._left) * 0.35
        share = shown.money.share if shown.money else None
        if shown.money is not None and share is not None:
            said = f"{percent(share)}（{plain(shown.money.executed)} / {plain(shown.money.budget)} 万元）"
            said += f"，{shown.without_money} 个项目没有填执行数，未计入" if shown.without_money else ""
            self._meter("预算执行", share, said, wide, 0.0)
        if shown.time_share is not None:
            self._meter("时间进度", shown.time_share, percent(shown.time_share), wide, 0.5)
        self._y += 6

    def _meter(self, word: str, share: Decimal, said: str, wide: float, grey: float) -> None:
        self._put(self._left, word, BODY)
        at = self._left + width_of(word, BODY) + 8
        self._track(at, self._y + (BODY.leading - _BAR) / 2, wide, share, grey)
        self._put(at + wide + 8, said, BODY)
        self._y += BODY.leading + 4

    def _bars(self, bars: Sequence[Bar], with_trends: bool) -> None:
        """In one column, or in two where they are many."""
        floor = self._page.height - BOTTOM - NOTE.leading - (_TREND_HEIGHT if with_trends else 0.0)
        rows = max(int((floor - self._y) / _ROW), 1)
        columns = 1 if len(bars) <= rows else 2
        wide = (self._right - self._left - _GUTTER * (columns - 1)) / columns
        fitting = bars[: rows * columns]
        top = self._y
        for at, bar in enumerate(fitting):
            column, row = divmod(at, rows)
            self._bar(bar, self._left + column * (wide + _GUTTER), top + row * _ROW, wide)
        self._y = top + min(len(fitting), rows) * _ROW
        if len(bars) > len(fitting):
            self._put(self._left, f"还有 {len(bars) - len(fitting)} 项这一页放不下，见前面的表。", NOTE)
        self._y = max(self._y, floor) if with_trends else self._y

    def _bar(self, bar: Bar, left: float, top: float, wide: float) -> None:
        name = _fitting(bar.name, wide * _NAME_SHARE - 6, BODY)
        self._put(left, name, BODY, top + (_ROW - BODY.leading) / 2)
        start, width = left + wide * _NAME_SHARE, wide * (1 - _NAME_SHARE)
        done = 0
        for verdict, number in bar.counts:
            x0 = start + width * done / bar.total
            done += number
            x1 = start + width * done / bar.total
            self._page.fills.append(Fill(x0, top + 3, x1, top + 3 + _BAR, _GREYS[verdict]))
            self._page.rules.append(Rule(x1, top + 3, x1, top + 3 + _BAR))
        self._page.rules.extend(_box(start, top + 3, start + width, top + 3 + _BAR))
        words = [_counted(verdict, number) for verdict, number in bar.counts]
        if bar.money is not None and bar.money.share is not None:
            words.append(f"执行 {percent(bar.money.share)}")
        self._put(start, _fitting("\u3000".join(words), width, NOTE), NOTE, top + 3 + _BAR + 1)

    def _trends(self, trends: Sequence[Trend]) -> None:
        wide = (self._right - self._left - _GUTTER * (_COLUMNS - 1)) / _COLUMNS
        for at, one in enumerate(trends):
            self._trend(one, self._left + at * (wide + _GUTTER), wide)

    def _trend(self, one: Trend, left: float, wide: float) -> None:
        unit = f"（{one.unit}）" if one.unit else ""
        self._put(left, _fitting(one.name + unit, wide, BODY), BODY)
        top, bottom = self._y + 2.4 * BODY.leading, self._y + _TREND_HEIGHT - NOTE.leading - 6
        inner = (left + 24, left + wide - 24)
        frame = trend_frame(one)
        spots = [
            (inner[0] + float(x) * (inner[1] - inner[0]), bottom - float(y) * (bottom - top))
            for x, y in frame.points
        ]
        self._page.rules.append(Rule(left, bottom, left + wide, bottom))
        if frame.target is not None and one.target is not None:
            y = bottom - float(frame.target) * (bottom - top)
            self._page.rules.extend(Rule(x, y, x + 3, y) for x in _steps(left, left + wide, 6))
            self._put(left, f"目标 {plain(one.target)}", NOTE, y - NOTE.leading)
        for first, second in pairwise(spots):
            self._page.frame.append(Rule(*first, *second))
        measured = [point for point in one.points if point.number is not None]
        end = -1e9
        for point, (x, y) in zip(measured, spots, strict=True):
            self._page.fills.append(Fill(x - 2, y - 2, x + 2, y + 2, 0.0))
            figure = plain(point.number) if point.number is not None else ""
            self._put(x - width_of(figure, NOTE) / 2, figure, NOTE, y - NOTE.leading - 2)
            begin = x - width_of(ink(point.label), NOTE) / 2
            if begin > end + 4:
                self._put(begin, point.label, NOTE, bottom + 2)
                end = begin + width_of(ink(point.label), NOTE)


def _counted(verdict: Verdict, number: int) -> str:
    return f"{VERDICT_MARKS[verdict]} {VERDICT_WORDS[verdict]} {number}"


def _fitting(text: str, room: float, style: Style) -> str:
    """The text, with its middle left out where it is too wide: what tells names apart often stands last."""
    flat = " ".join(text.splitlines())
    if width_of(ink(flat), style) <= room:
        return flat
    keep = len(flat) - 1
    while keep > 2 and width_of(ink(_without_middle(flat, keep)), style) > room:
        keep -= 1
    return _without_middle(flat, keep)


def _without_middle(text: str, keep: int) -> str:
    ahead = (keep + 1) // 2
    return text[:ahead] + "…" + text[len(text) - (keep - ahead) :]


def _steps(start: float, stop: float, step: float) -> list[float]:
    return [start + at * step for at in range(int((stop - start) / step))]


def _box(x0: float, y0: float, x1: float, y1: float) -> list[Rule]:
    return [Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1), Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1)]
