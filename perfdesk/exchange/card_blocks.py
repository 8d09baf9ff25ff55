"""The rows around the indicator table of one project: fields, money, goals, tail. No cell is passed over."""

import re
from dataclasses import dataclass, field

from perfdesk.domain.fold import fold
from perfdesk.exchange.captions import bare, brackets
from perfdesk.exchange.card_labels import (
    Labelled,
    Piece,
    goal_and_rest,
    goal_key,
    is_block,
    is_money_block,
    is_official,
    label_and_rest,
    labelled,
    money_key,
    pieces_of,
    total_key,
)
from perfdesk.exchange.card_money import MoneyBlock, read_sum
from perfdesk.exchange.fund_names import fund_name
from perfdesk.exchange.grid import Grid, SourceRow
from perfdesk.exchange.money import MONEY_UNITS
from perfdesk.exchange.remarks import Remarks, excerpt
from perfdesk.exchange.repair import NOT_REPORTED, clean
from perfdesk.exchange.rows import note_line
from perfdesk.exchange.ticks import marked_only

_FLOWING = ("project.overview", "account.")
_BOXED = ("project.attribute",)
_STAMPED = ("project.approved_on", "project.approval_doc")
_CODED = ("project.department", "project.name")  # a second cell may hold the code
_CODE = re.compile(r"[\[(（【]?[0-9A-Za-z-]{2,40}[\])）】]?")
_SHORT = 20


@dataclass(slots=True)
class CardBlocks:
    """What the blocks of one project state, by key; rows are taken one after the other."""

    grid: Grid
    remarks: Remarks
    unit: str | None = None
    year: str | None = None
    texts: dict[str, str] = field(default_factory=dict)
    money: MoneyBlock = field(init=False)
    zone: str = ""  # the block the last row belonged to: money, goal, or none
    goals: dict[int, str] = field(default_factory=dict)  # positions of goal columns
    goal: str | None = None  # the goal the last row named
    sums: list[Piece] = field(default_factory=list)  # points in the row of the total
    goal_at: int | None = None  # where its caption stands
    captions: dict[str, Piece] = field(default_factory=dict)  # the last caption of a key
    named: set[str] = field(default_factory=set)  # every goal named since this was last emptied

    def __post_init__(self) -> None:
        self.money = MoneyBlock(self.grid, self.remarks, self.unit, self.year)

    def take(self, row: SourceRow) -> None:
        """Take one row; what no block knows becomes a doubt."""
        pieces = _split_goal(self._past_captions(pieces_of(row)))
        if not pieces:
            return
        if self._take_money(pieces) or self._take_goal(pieces):
            return
        before, fields = labelled(self._without_sums(pieces))
        if fields:
            self.zone, self.goal = "", None
            self._leave(before)
            for one in fields:
                self._field(one)
            return
        if self.zone == "goal" and not self._beside_captions(pieces) and self._goal_body(pieces):
            return
        if self.zone == "goal":
            self.end_goal()
        self._leave(pieces)

    def _beside_captions(self, pieces: list[Piece]) -> bool:
        """Whether a row begins where the captions of goals stand, and so has a caption of its own."""
        first, *others = pieces
        if not others or self.goal_at is None or first.at > self.goal_at or len(first.text) > _SHORT:
            return False
        drifted = bool(self.goals) and len(pieces) == len(self.goals)
        return not drifted or any(piece.at in self.goals for piece in others)

    def end_goal(self) -> None:
        """What follows is no text of a goal."""
        self.zone, self.goal, self.goals, self.goal_at = "", None, {}, None

    def _past_captions(self, pieces: list[Piece]) -> list[Piece]:
        """The row without the captions of blocks at its left, which say what the row belongs to."""
        if self.zone == "money" and pieces and not bare(pieces[0].text) and _names_money(pieces[0].text):
            self.money.caption(pieces[0].text)  # （万元） below 项目资金, a caption in two rows
            pieces = pieces[1:]
        while pieces and (is_money_block(pieces[0].text) or is_block(pieces[0].text)):
            if len(pieces) == 2 and _long(pieces[1].text) and label_and_rest(pieces[0].text):
                break
            if is_money_block(pieces[0].text):
                self.zone = "money"
                self.money.caption(pieces[0].text)
                self.money.columns, self.money.beside = {}, []
            elif self.zone == "money":
                self.zone = ""
            pieces = pieces[1:]
        return pieces

    def _take_money(self, pieces: list[Piece]) -> bool:
        first = pieces[0].text
        heads = (
            sum(money_key(piece.text) is not None for piece in pieces[1:]) > 1
        )  # 项目 left of them heads rows
        if label_and_rest(first) and total_key(first) is None and not (heads and self.zone == "money"):
            return False
        if not self.money.take(_split_sums(pieces), inside=self.zone == "money"):
            return False
        self.zone = "money"
        return True

    def _without_sums(self, pieces: list[Piece]) -> list[Piece]:
        """A row of fields without the sums beside their captions in it: 项目名称 | … | 预算金额 | 300."""
        rest: list[Piece] = []
        waiting = _split_sums(pieces) if label_and_rest(pieces[0].text) else pieces
        while waiting:
            pair = waiting[:2]
            named = money_key(pair[0].text) or total_key(pair[0].text)
            taken = bool(rest) and len(pair) == 2 and bool(named) and read_sum(pair[1])
            if not (taken and self.money.take(pair, inside=True)):
                rest.append(pair[0])
                taken = False
            waiting = waiting[2 if taken else 1 :]
        return rest

    def _take_goal(self, pieces: list[Piece]) -> bool:
        keys = [goal_key(piece.text) for piece in pieces]
        first, *others = keys
        if first is None and len(others) > 1 and all(others) and len(pieces[0].text) <= _SHORT:
            self.remarks.repair(
                pieces[0].line, self._place(pieces[0]), "目标前的小标题，不收入", pieces[0].text, ""
            )
            pieces, keys = pieces[1:], keys[1:]
            first, *others = keys
        if all(keys) and (len(keys) > 1 or self.zone == "goal"):
            return self._goal_head(pieces, [key or "" for key in keys])
        if first is None:
            return False
        self.zone, self.goal, self.goal_at = "goal", first, pieces[0].at
        self.named.add(first)
        if others and all(others):
            return self._goal_head(pieces[1:], [key or "" for key in others])
        inline = [piece for piece in pieces[1:] if goal_key(piece.text) is None]
        if self.goals and len(inline) == len(pieces) - 1 and inline and inline[0].at in self.goals:
            return self._goal_body(inline)
        self.goals = {}
        self._beside(pieces)
        return True

    def _beside(self, pieces: list[Piece]) -> None:
        """Goals beside their captions: 预期目标 | text | 实际完成情况 | text."""
        key = self.goal
        for piece in pieces:
            named = goal_key(piece.text)
            if named:
                key = named
                self.named.add(named)
            elif key:
                self._add(key, piece)
        self.goal = key

    def _goal_head(self, pieces: list[Piece], keys: list[str]) -> bool:
        """Captions over wide cells; 总体目标 before them only names the block."""
        if (len(keys) > 1 and len(set(keys)) < len(keys)) or len(keys) > 2:
            self.goal_at = pieces[0].at
            pieces, keys = pieces[1:], keys[1:]
        self.zone, self.goal = "goal", None
        self.named |= set(keys)
        self.goals = {piece.at: key for piece, key in zip(pieces, keys, strict=True)}
        return True

    def _goal_body(self, pieces: list[Piece]) -> bool:
        if not self.goals:
            if self.goal is None:
                return False
            for piece in pieces:
                self._add(self.goal, piece)
            return True
        order = sorted(self.goals)
        by_place = all(piece.at in self.goals for piece in pieces)
        for index, piece in enumerate(pieces):
            reached = [at for at in order if at <= piece.at]
            if not by_place and len(pieces) == len(order):
                at = order[index]
            else:
                at = reached[-1] if reached else order[0]
            self._add(self.goals[at], piece)
        return True

    def _field(self, one: Labelled) -> None:
        if one.key in _STAMPED:
            text = " ".join(piece.text for piece in (one.caption, *one.values))
            if one.values:
                what = "批复要在本台登记，不从文件收入"
                self.remarks.repair(one.caption.line, self._place(one.caption), what, text, "")
            return
        self._prefer_official(one)
        seen: list[str] = []
        for piece in one.values:
            if money_key(piece.text) or total_key(piece.text):
                self._doubt(piece, f"“{one.caption.text}”旁边的“{piece.text}”像另一列的列名，没有收入")
            elif piece.text not in seen:
                seen.append(piece.text)
                self._add(one.key, piece, again=len(seen) > 1)
        if len(seen) > 1 and not (one.key in _CODED and _CODE.fullmatch(seen[-1]) and len(seen) == 2):
            what = f"“{one.caption.text}”后面有几格文字，接在一起收入，请核对：“{'”“'.join(seen)}”"
            self._doubt(one.caption, what)

    def _prefer_official(self, one: Labelled) -> None:
        """项目属性 after 项目类别: the form's own caption counts, what stood under the other is told."""
        known, earlier = self.texts.get(one.key), self.captions.get(one.key)
        if one.key not in _BOXED or not one.values:
            return
        if known and earlier and is_official(one.caption.text) and not is_official(earlier.text):
            caption = bare(earlier.text.partition("：")[0])
            what = f"“{caption}”和“{bare(one.caption.text)}”都写了，收入后者，“{caption}”没有收入：“{known}”"
            self._doubt(earlier, what)
            del self.texts[one.key]
        self.captions[one.key] = one.caption

    def _add(self, key: str, piece: Piece, *, again: bool = False) -> None:
        """A value; a second one is the rest of a text where texts flow, and a doubt elsewhere."""
        text = self._cleaned(key, piece)
        known = self.texts.get(key)
        if not text or text == known:
            return
        if known is None:
            self.texts[key] = text
        elif key.endswith("goal") or key.startswith(_FLOWING):
            self.texts[key] = f"{known}\n{text}"
            what = "分在几处的文字接在一起"
            self.remarks.repair(
                piece.line, self._place(piece), what, excerpt(text), excerpt(known[-20:] + text)
            )
        elif again:
            self.texts[key] = f"{known} {text}"
        else:
            self._doubt(piece, f"与前面写的“{excerpt(known)}”不同，没有收入：“{text}”")

    def _cleaned(self, key: str, piece: Piece) -> str:
        flows = key.endswith("goal") or key.startswith(_FLOWING)
        done = clean(piece.text, flat=not flows)
        place = self._place(piece)
        if done.tags or done.entities:
            self.remarks.repair(piece.line, place, "去掉网页标签", piece.text, done.text)
        if done.spaces:
            self.remarks.tightened(piece.text, done.text, done.spaces)
        self.remarks.invisible += done.invisible
        if key in _BOXED:
            return marked_only(done.text, "项目属性", piece.line, place, self.remarks) or ""
        if key == "account.narrative" and done.text == NOT_REPORTED:
            self.remarks.alike("没有填写的打印字样，不收入", done.text, "", piece.line)
            return ""
        if fold(done.text).strip("-—/\\ ") == "":
            self.remarks.alike("表示没有的记号，按空格收入", done.text, "", piece.line)
            return ""
        return done.text

    def _leave(self, pieces: list[Piece]) -> None:
        """Name what no block knows: a caption with its value, or a text alone."""
        if not pieces:
            return
        first, *others = pieces
        if note_line(first.text):
            text = " │ ".join(piece.text for piece in pieces)
            self.remarks.repair(first.line, self._place(first), "表外的说明或签署，不收入", text, "")
            return
        rest = "”“".join(piece.text for piece in others)
        if others and len(first.text) <= _SHORT and not read_sum(first):
            self._doubt(first, f"不认识“{first.text}”，没有收入：“{rest}”")
        else:
            text = "”“".join(piece.text for piece in pieces)
            self._doubt(first, f"这一行不在表格里，没有收入：“{text}”")

    def _place(self, piece: Piece) -> str:
        return self.grid.place(piece.line, piece.column)

    def _doubt(self, piece: Piece, what: str) -> None:
        self.remarks.doubt(piece.line, self._place(piece), what)


def begins_block(row: SourceRow) -> bool:
    """Whether a row begins with the caption of a block or a field."""
    pieces = pieces_of(row)
    if not pieces:
        return False
    first = pieces[0].text
    named = goal_key(first) or goal_and_rest(first) or label_and_rest(first)
    return bool(named or is_money_block(first) or is_block(first))


def _split_goal(pieces: list[Piece]) -> list[Piece]:
    """年度绩效目标：做好防汛 in the first cell of a row as a caption and its text."""
    found = goal_and_rest(pieces[0].text) if pieces else None
    if found is None or label_and_rest(pieces[0].text):
        return pieces
    first = pieces[0]
    caption, text = found
    parts = [Piece(first.at, first.line, first.column, part) for part in (caption, text)]
    return [*parts, *pieces[1:]]


def _split_sums(pieces: list[Piece]) -> list[Piece]:
    """年度资金总额：120 in one cell as a caption and its sum."""
    found = []
    for piece in pieces:
        caption, colon, rest = piece.text.replace(":", "：").rpartition("：")
        named = total_key(caption) or money_key(caption) or fund_name(caption)
        if colon and rest.strip() and named and any(character.isdigit() for character in rest):
            found.append(Piece(piece.at, piece.line, piece.column, caption + "："))
            found.append(Piece(piece.at, piece.line, piece.column, rest.strip()))
        else:
            found.append(piece)
    return found


def _long(text: str) -> bool:
    return len(text) > 12


def _names_money(text: str) -> bool:
    inside = brackets(text)
    return bool(inside) and all(word.removeprefix("单位:") in MONEY_UNITS for word in inside)
