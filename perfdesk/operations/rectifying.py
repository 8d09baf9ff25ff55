"""The rectification list (整改): issue, measure, owner, due, result (财预〔2019〕136号)."""

from perfdesk.domain.change import Change, change_of, creation, setting
from perfdesk.domain.errors import NotUnderstood
from perfdesk.domain.office import Node, Office
from perfdesk.domain.records import Book, Project, Rectification, Run
from perfdesk.forms.form import Align
from perfdesk.forms.listing import ListColumn, listing
from perfdesk.forms.sheet import Sheet
from perfdesk.operations.checking import node_name

_COLUMNS = (
    ListColumn("项目或目标", 42),
    ListColumn("进展期", 18, Align.CENTER),
    ListColumn("问题", 62),
    ListColumn("整改措施", 62),
    ListColumn("责任人", 20, Align.CENTER),
    ListColumn("完成时限", 24, Align.CENTER),
    ListColumn("整改结果", 40),
)


def add_rectification(office: Office, node: Node, run: Run | None, issue: str) -> tuple[Change, int]:
    """A new line of the list; an issue is needed, the rest is filled in as it goes."""
    if not issue.strip():
        raise NotUnderstood("问题没有填。请写一句要整改什么。")
    number = office.next_id()
    made = Rectification(
        number,
        project=node.id if isinstance(node, Project) else None,
        objective=None if isinstance(node, Project) else node.id,
        run=run.id if run else None,
        issue=issue.strip(),
    )
    return change_of("新增整改", [creation(made)]), number


def finish(line: Rectification, result: str) -> Change:
    """Mark a line as done; what came of it is asked, since it is what superiors ask for."""
    if not result.strip():
        raise NotUnderstood("整改结果没有填。请写一句整改得怎么样，再标为完成。")
    edits = [setting(line, "result", result.strip()), setting(line, "done", "1")]
    return change_of("整改完成", edits)


def rectifications(office: Office, book: Book, run: Run | None = None) -> list[tuple[Node, Rectification]]:
    """The lines of a book in paper order, or those of one run only."""
    return [
        (node, line)
        for node in office.nodes(book.id)
        for line in office.followers(Rectification, node)
        if run is None or line.run == run.id
    ]


def rectification_lines(office: Office, book: Book, run: Run | None = None) -> tuple[str, ...]:
    """Each line in one sentence, for the foot of an internal copy."""
    said = []
    for node, line in rectifications(office, book, run):
        parts = [f"{node_name(node)}：{line.issue or ''}"]
        for word, text in (("措施", line.measure), ("责任人", line.owner), ("时限", line.due_on)):
            if text:
                parts.append(f"{word} {text}")
        done = f"已完成：{line.result or ''}" if line.done else f"进展 {line.result}" if line.result else ""
        said.append("；".join(part for part in (*parts, done) if part))
    return tuple(said)


def rectification_sheet(office: Office, book: Book, run: Run | None = None) -> Sheet:
    """The list as a sheet for PDF or workbook; NotUnderstood where it is empty."""
    lines = rectifications(office, book, run)
    if not lines:
        raise NotUnderstood("整改清单还是空的，出不了表。请先新增整改。")
    unit = book.unit_name or ""
    year = f"{book.year}年" if book.year else ""
    return listing(
        f"{year}绩效监控整改清单",
        (f"填报单位：{unit}" if unit else "", run.label or "" if run else "", ""),
        _COLUMNS,
        [_texts(office, node, line) for node, line in lines],
        author=unit,
    )


def _texts(office: Office, node: Node, line: Rectification) -> tuple[str, ...]:
    run = next((r for r in office.runs(node.book or 0) if r.id == line.run), None)
    result = line.result or ""
    return (
        node_name(node),
        run.label or "" if run else "",
        line.issue or "",
        line.measure or "",
        line.owner or "",
        line.due_on or "",
        f"已完成：{result}" if line.done else result,
    )
