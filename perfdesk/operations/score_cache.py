"""Scores a window asks for again and again, kept until a change makes them stale; never stored."""

from perfdesk.domain.change import Change
from perfdesk.domain.office import Office
from perfdesk.domain.records import ASIDE, Indicator, Kind, Project, Run
from perfdesk.domain.scoring.rule_pack import RulePack
from perfdesk.operations.scoring import IndicatorLine, ProjectScore, annual, score_of, total_up

_MANY = 50
_PACKS = (Kind.BOOK, Kind.RUN, Kind.PACK)


class ScoreCache:
    """Scores by record id, for one office, run and pack at a time: another of any forgets them all."""

    def __init__(self) -> None:
        self._lines: dict[int, IndicatorLine] = {}
        self._projects: dict[int, ProjectScore] = {}
        self._for: tuple[Office, int | None, RulePack] | None = None

    def clear(self) -> None:
        """Forget everything: another file, book or pack."""
        self._lines.clear()
        self._projects.clear()

    def line(self, office: Office, indicator: Indicator, run: Run | None, pack: RulePack) -> IndicatorLine:
        """The score of an indicator."""
        self._must_be_for(office, run, pack)
        if indicator.id not in self._lines:
            self._lines[indicator.id] = score_of(office, indicator, run, pack)
        return self._lines[indicator.id]

    def project(self, office: Office, project: Project, run: Run | None, pack: RulePack) -> ProjectScore:
        """The evaluation of a project, made of its indicators' kept scores."""
        self._must_be_for(office, run, pack)
        if project.id not in self._projects:
            lines = [self.line(office, one, run, pack) for one in annual(office, project)]
            self._projects[project.id] = total_up(office, project, run, pack, lines)
        return self._projects[project.id]

    def _must_be_for(self, office: Office, run: Run | None, pack: RulePack) -> None:
        number = run.id if run else None
        held = self._for
        if held is None or held[0] is not office or held[1] != number or held[2] is not pack:
            self.clear()
            self._for = (office, number, pack)

    def forget(self, office: Office, change: Change) -> None:
        """Drop what a change may have made stale: the rows it names and the projects above them."""
        if change.structural or len(change.edits) > _MANY:
            self.clear()
            return
        for kind, record in change.touched():
            self._forget(office, kind, record)

    def _forget(self, office: Office, kind: Kind, record: int) -> None:
        if kind in _PACKS or kind in (Kind.FUND, Kind.OUTLAY):
            self.clear()
        elif kind in ASIDE or kind is Kind.OBJECTIVE:
            return
        elif kind is Kind.PROJECT:
            self._projects.pop(record, None)
        elif kind is Kind.ACCOUNT:
            self._projects.pop(getattr(office.find(kind, record), "project", None) or 0, None)
        else:
            found = office.find(kind, record)
            number = getattr(found, "indicator", None) if kind is Kind.ENTRY else record
            self._lines.pop(number or 0, None)
            indicator = office.find(Kind.INDICATOR, number or 0)
            if isinstance(indicator, Indicator):
                self._projects.pop(indicator.project or 0, None)
