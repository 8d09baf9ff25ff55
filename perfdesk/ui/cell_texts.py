"""What a cell of the grid says: shown, as it is edited, as a tip, and the verdict of its row."""

from perfdesk.domain.comparing import Comparison
from perfdesk.domain.records import Indicator, Kind, Objective, Project
from perfdesk.domain.verdict import Judgement, Verdict
from perfdesk.domain.wording import VERDICT_WORDS
from perfdesk.operations.standing import comparison_of
from perfdesk.ui.desk import Desk
from perfdesk.ui.figure_reading import reading
from perfdesk.ui.grid_columns import FIGURES, FORMULA, KIND_KEYS, SCORE, GridColumn, Look
from perfdesk.ui.grid_rows import GridRow, kind_words, place_of, reported_target, shown_text
from perfdesk.ui.score_words import formula_of, money_of, points_of, total_of

PROMPT = "说明原因…"


def _beside(judged: Judgement, striking: Comparison) -> Judgement:
    """A verdict with what stands out beside the last run and last year; the verdict itself stays."""
    if not striking:
        return judged
    short = "，".join(part for part in (judged.short, striking.short) if part)
    return Judgement(judged.verdict, f"{judged.sentence}\n{striking.sentence}", short)


class CellTexts:
    """Texts read from the desk each time they are asked for; only what is being typed is held here."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.drafts: dict[GridRow, str] = {}

    def judgement(self, row: GridRow) -> Judgement:
        """The verdict of a row: of the text being typed, else the desk's."""
        desk = self._desk
        found = desk.office.find(*row)
        draft = self.drafts.get(row)
        if isinstance(found, Indicator):
            if draft is not None:
                return desk.judge_text(found, draft)
            return _beside(desk.judge_indicator(found), comparison_of(desk.office, found, desk.run))
        if isinstance(found, Objective) and draft is not None:
            return desk.judge_account_text(found, draft)
        if isinstance(found, Project | Objective):
            return desk.judge_node(found)
        return Judgement(Verdict.NO_DATA, "", "")

    def shown(self, row: GridRow, column: GridColumn) -> str:
        """The text while nobody edits the cell."""
        if column.look is Look.BADGE:
            judged = self.judgement(row)
            return f"{VERDICT_WORDS[judged.verdict]} {judged.short}".strip()
        if column.key in (SCORE, FORMULA):
            return self._scored(row, column.key)
        found = self._desk.office.find(*row)
        if isinstance(found, Indicator) and column.key == "indicator.target" and column.look is Look.QUIET:
            return reported_target(found)
        if isinstance(found, Indicator) and column.key in KIND_KEYS:
            return kind_words(found, column.key)
        return shown_text(self._desk.office, row, column.key, self._desk.run)

    def _scored(self, row: GridRow, key: str) -> str:
        """Points or how they came about: of the actual being typed, else of the desk's."""
        found = self._desk.office.find(*row)
        if isinstance(found, Indicator):
            line = self._desk.scores.line(found, self.drafts.get(row))
            return "" if line is None else points_of(line) if key == SCORE else formula_of(line)
        if isinstance(found, Project):
            scored = self._desk.scores.project(found)
            return "" if scored is None else total_of(scored) if key == SCORE else money_of(scored)
        return ""

    def stored(self, row: GridRow, column: GridColumn) -> str:
        """The text that is edited and copied: as typed; a guess is nobody's text."""
        found = self._desk.office.find(*row)
        if isinstance(found, Indicator) and column.key in KIND_KEYS:
            stated = getattr(found, column.key.partition(".")[2])
            return kind_words(found, column.key) if stated else ""
        place = place_of(row, column.key, self._desk.run)
        return self._desk.text(place) if place else self.shown(row, column)

    def tip(self, row: GridRow, column: GridColumn) -> str | None:
        """The sentence behind a badge, or how a figure was read."""
        if column.look is Look.BADGE:
            return self.judgement(row).sentence
        return reading(self.stored(row, column)) or None if column.look in FIGURES else None

    def prompt(self, row: GridRow, column: GridColumn) -> str | None:
        """The quiet question in an empty cell: a missed figure wants its reason."""
        if column.key == "entry.deviation_reason":
            return PROMPT if self._reason_due(row) else None
        asks = column.key == "entry.narrative" and row.kind is Kind.INDICATOR
        return PROMPT if asks and self.judgement(row).verdict is Verdict.NOT_MET else None

    def _reason_due(self, row: GridRow) -> bool:
        found = self._desk.office.find(*row)
        if isinstance(found, Indicator):
            line = self._desk.scores.line(found, self.drafts.get(row))
            return line is not None and line.explanation_due
        scored = self._desk.scores.project(found) if isinstance(found, Project) else None
        return scored is not None and scored.execution_due
