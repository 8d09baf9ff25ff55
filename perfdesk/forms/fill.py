"""Filling a form: groups of plain rows become placed cells with merges, headings and names for messages."""

from collections.abc import Iterator, Mapping, Sequence

from perfdesk.forms.captions import Captions, captions_for
from perfdesk.forms.fill_blocks import block_columns, project_block
from perfdesk.forms.form import Column, Form, Merge
from perfdesk.forms.group import INTERNAL
from perfdesk.forms.group import Group as Group
from perfdesk.forms.group import Heading as Heading
from perfdesk.forms.sheet import Block, Sheet
from perfdesk.forms.table import Span, body, bookmark, group_name, header, header_rows, row_name

_GROUP_WORDS = {"indicator": "项目", "objective": "目标"}


def fill(form: Form, groups: Sequence[Group], heading: Heading) -> Sheet:
    """The sheet of these groups, with the columns of the public or the internal copy."""
    words = captions_for(form, heading)
    title = heading.title.strip() or words(form.title)
    above = _above(form, heading, title, words, groups)
    if form.blocks:
        grid = block_columns(form, heading.internal)
        made = (project_block(form, group, at, grid, words, heading) for at, group in enumerate(groups, 1))
        return _sheet(form, heading, title, above, grid.widths, tuple(made), words)
    columns = form.printed(heading.internal)
    captions = tuple(words(column.caption) for column in columns)
    over = tuple(words(column.group) if column.group else "" for column in columns)
    blocks = tuple(_blocks(form, columns, captions, groups))
    widths = tuple(column.width for column in columns)
    sheet = _sheet(form, heading, title, above, widths, blocks, words)
    return sheet.under(header_rows(columns), header(columns, captions, over))


def _sheet(
    form: Form,
    heading: Heading,
    title: str,
    above: tuple[str, str, str],
    widths: tuple[float, ...],
    blocks: tuple[Block, ...],
    words: Captions,
) -> Sheet:
    named = (form.name, heading.unit_name, heading.year, heading.period)
    return Sheet(
        title=title,
        captions=above,
        widths=widths,
        header_rows=0,
        header=(),
        blocks=blocks,
        notes=tuple(map(words, form.notes)),
        landscape=form.landscape,
        author=heading.unit_name or "",
        subject=form.name,
        keywords=tuple(word for word in named if word),
        corner=words(form.corner),
        remarks=heading.remarks,
    )


def _above(
    form: Form, heading: Heading, title: str, words: Captions, groups: Sequence[Group]
) -> tuple[str, str, str]:
    """Unit, year with period, money caption; what the title already says is not said twice to the public."""
    said = "" if heading.internal else title
    unit = heading.unit_name or ""
    named = bool(form.blocks) and all(_names_unit(group, unit) for group in groups)
    left = f"填报单位：{unit}" if unit and unit not in said and not named else ""
    centre = _year_line(form, heading, words)
    if centre and centre in said:
        centre = ""
    right = [words(form.money_caption or "")]
    if heading.internal:
        left = f"{INTERNAL}　{left}" if left else INTERNAL
        right[:0] = [
            f"第{heading.version}版" if heading.version else "",
            f"打印日期：{heading.printed_on}" if heading.printed_on else "",
        ]
    return left, centre, "　".join(part for part in right if part)


def _year_line(form: Form, heading: Heading, words: Captions) -> str:
    if form.blocks:
        return words(form.year_line)
    if heading.period:
        return (f"{heading.year}年" if heading.year else "") + heading.period
    return words(form.year_line) if heading.year else ""


def _names_unit(group: Group, unit: str) -> bool:
    return group.text("project.implementing_unit").strip() == unit


def _blocks(
    form: Form, columns: Sequence[Column], captions: Sequence[str], groups: Sequence[Group]
) -> Iterator[Block]:
    """One block for each project, or for each run of objectives that share their outermost label."""
    first = 0
    word = _GROUP_WORDS[form.rows]
    leading = columns[0] if columns and columns[0].merge is Merge.EQUAL else None
    while first < len(groups):
        last = first + 1
        if leading is not None:
            label = groups[first].text(leading.key).strip()
            while last < len(groups) and groups[last].text(leading.key).strip() == label:
                last += 1
        yield _block(columns, captions, groups[first:last], word, first + 1)
        first = last


def _block(
    columns: Sequence[Column], captions: Sequence[str], groups: Sequence[Group], word: str, number: int
) -> Block:
    rows: list[Mapping[str, str]] = []
    names: list[str] = []
    owners: list[Span] = []
    bookmarks: list[tuple[int, str]] = []
    for index, group in enumerate(groups):
        own = group.rows or ({},)
        name = group_name(group, word, number + index)
        owners.append(Span(len(rows), len(rows) + len(own)))
        bookmarks.append((len(rows), bookmark(group, number + index)))
        names.extend(row_name(name, position) for position in range(len(own)))
        rows.extend(own)
    return Block(len(rows), tuple(body(columns, captions, rows, owners, names)), tuple(bookmarks))
