"""Records of the year around the targets: money by source, rule packs, adjustments, evidence, publication."""

from dataclasses import dataclass

from perfdesk.domain.record_fields import Kind, count_field, figure_field, flag_field, link_field, text_field


@dataclass(frozen=True, slots=True)
class Fund:
    """A part of a project's money by source (财政拨款, 上年结转资金, 其他资金)."""

    id: int
    project: int | None = link_field(Kind.PROJECT)
    position: int = count_field(0)
    name: str | None = text_field()
    medium: str | None = figure_field()
    initial: str | None = figure_field()
    adjusted: str | None = figure_field()


@dataclass(frozen=True, slots=True)
class Outlay:
    """What one run records for one fund."""

    id: int
    run: int | None = link_field(Kind.RUN)
    fund: int | None = link_field(Kind.FUND)
    executed: str | None = figure_field()
    forecast: str | None = figure_field()


@dataclass(frozen=True, slots=True)
class Pack:
    """A rule pack of this desk: one the office wrote, or the copy an evaluation was made by. TOML."""

    id: int
    name: str | None = text_field()
    version: str | None = text_field()
    text: str | None = text_field()


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A target or goal changed during the year by procedure; `subject` is the column key that changed."""

    id: int
    project: int | None = link_field(Kind.PROJECT)
    objective: int | None = link_field(Kind.OBJECTIVE)
    indicator: int | None = link_field(Kind.INDICATOR)
    subject: str | None = text_field()
    before: str | None = text_field()
    after: str | None = text_field()
    basis: str | None = text_field()
    approval_doc: str | None = text_field()
    adjusted_on: str | None = text_field()


@dataclass(frozen=True, slots=True)
class Rectification:
    """One line of the rectification list: what is to be put right, by whom and when."""

    id: int
    project: int | None = link_field(Kind.PROJECT)
    objective: int | None = link_field(Kind.OBJECTIVE)
    run: int | None = link_field(Kind.RUN)
    issue: str | None = text_field()
    measure: str | None = text_field()
    owner: str | None = text_field()
    due_on: str | None = text_field()
    result: str | None = text_field()
    done: bool = flag_field()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file that proves a figure, copied beside the desk under its digest; `size` in bytes."""

    id: int
    project: int | None = link_field(Kind.PROJECT)
    objective: int | None = link_field(Kind.OBJECTIVE)
    indicator: int | None = link_field(Kind.INDICATOR)
    run: int | None = link_field(Kind.RUN)
    name: str | None = text_field()
    digest: str | None = text_field()  # SHA-256, hexadecimal
    size: int | None = count_field()
    note: str | None = text_field()


@dataclass(frozen=True, slots=True)
class Publication:
    """One published version of a table: when, which file, what its digest was."""

    id: int
    book: int | None = link_field(Kind.BOOK)
    run: int | None = link_field(Kind.RUN)
    form: str | None = text_field()
    version: int = count_field(1)
    published_on: str | None = text_field()
    file: str | None = text_field()
    digest: str | None = text_field()
    pages: int | None = count_field()
    correction: str | None = text_field()  # what a later version corrects
