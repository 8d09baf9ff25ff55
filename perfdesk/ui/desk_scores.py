"""What the window asks about scores: by the pack in force, of the current run, kept until a change."""

from collections.abc import Callable, Mapping

from perfdesk.domain.change import Change
from perfdesk.domain.errors import NotUnderstood
from perfdesk.domain.office import Office
from perfdesk.domain.records import Book, Indicator, Objective, Project, Run
from perfdesk.domain.scoring.lights import Light
from perfdesk.domain.scoring.rule_pack import RulePack
from perfdesk.domain.scoring.weights import WeightProposal
from perfdesk.operations import rule_packs, scoring
from perfdesk.operations.lighting import project_lights
from perfdesk.operations.score_cache import ScoreCache
from perfdesk.operations.scoring import IndicatorLine, ItemScore, ProjectScore


class DeskScores:
    """Scores of the office, book and run that `shown` says the window is looking at."""

    def __init__(self, shown: Callable[[], tuple[Office, Book | None, Run | None]]) -> None:
        self._shown = shown
        self._cache = ScoreCache()

    def forget(self, change: Change) -> None:
        """Drop what a change made stale."""
        self._cache.forget(self._shown()[0], change)

    @property
    def pack(self) -> RulePack | None:
        """The pack in force; None without a book, or where its text cannot be read."""
        office, book, run = self._shown()
        try:
            return rule_packs.pack_in_force(office, book, run) if book else None
        except NotUnderstood:
            return None

    def line(self, indicator: Indicator, text: str | None = None) -> IndicatorLine | None:
        """The score of an indicator; `text` is an actual being typed. None where nothing is scored."""
        (office, _, run), pack = self._shown(), self.pack
        if pack is None or indicator.project is None:
            return None
        if text is not None:
            return scoring.score_of(office, indicator, run, pack, text)
        return self._cache.line(office, indicator, run, pack)

    def project(self, project: Project, texts: Mapping[int, str] | None = None) -> ProjectScore | None:
        """The evaluation of a project; `texts` are actuals being typed, by indicator."""
        (office, _, run), pack = self._shown(), self.pack
        if pack is None:
            return None
        if texts:
            return scoring.evaluate_project(office, project, run, pack, texts)
        return self._cache.project(office, project, run, pack)

    def light(self, project: Project) -> Light | None:
        """The monitoring light of a project: the worst of its indicators and its money."""
        (office, _, run), pack = self._shown(), self.pack
        return None if pack is None else project_lights(office, project, run, pack).worst

    def item(self, objective: Objective) -> ItemScore:
        """What an objective's scheme comes to."""
        office, _, run = self._shown()
        return scoring.score_item(office, objective, run)

    def proposals(self, project: Project) -> tuple[WeightProposal, ...]:
        """Weights proposed for indicators that have none."""
        pack = self.pack
        return () if pack is None else scoring.proposals(self._shown()[0], project, pack)
