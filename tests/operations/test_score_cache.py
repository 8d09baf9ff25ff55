"""The score cache: it says what a fresh evaluation says, and a typed value touches its own row."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.change import Change, change_of, setting
from perfdesk.domain.office import Office
from perfdesk.domain.records import Indicator, Kind, Project
from perfdesk.operations.rule_packs import built_in, choose, find_pack, pack_of
from perfdesk.operations.score_cache import ScoreCache
from perfdesk.operations.scoring import evaluate_project, score_of
from tests.operations.scored_office import BOOK, PROJECT, RUN, scored_office

PACK = pack_of(built_in()[0].text)
PLACES = [
    (Kind.ENTRY, 21, "actual"),
    (Kind.ENTRY, 23, "score"),
    (Kind.ENTRY, 21, "deviation_reason"),
    (Kind.INDICATOR, 12, "weight"),
    (Kind.INDICATOR, 12, "target"),
    (Kind.INDICATOR, 14, "level1"),
    (Kind.ACCOUNT, 25, "executed"),
    (Kind.PROJECT, PROJECT, "adjusted_budget"),
]


def change(office: Office, kind: Kind, record: int, field: str, text: str | None) -> Change:
    held = office.find(kind, record)
    assert held
    return change_of("改动", [setting(held, field, text)])


def project(office: Office) -> Project:
    found = office.node(Kind.PROJECT, PROJECT)
    assert isinstance(found, Project)
    return found


@given(
    st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from([None, "5", "30", "95%", "原因", "产出"])))
)
def test_the_cache_says_what_a_fresh_evaluation_says(
    edits: list[tuple[tuple[Kind, int, str], str | None]],
) -> None:
    office, cache = scored_office(), ScoreCache()
    for (kind, record, field), text in edits:
        cache.project(office, project(office), office.run(RUN), PACK)
        made = change(office, kind, record, field, text)
        office.apply(made)
        cache.forget(office, made)
    fresh = evaluate_project(office, project(office), office.run(RUN), PACK)
    assert cache.project(office, project(office), office.run(RUN), PACK) == fresh


def test_a_typed_value_makes_its_own_row_anew_and_no_other() -> None:
    office, cache = scored_office(), ScoreCache()
    run = office.run(RUN)
    before = {one.id: cache.line(office, one, run, PACK) for one in office.indicators(project(office))}
    made = change(office, Kind.ENTRY, 21, "actual", "1000")
    office.apply(made)
    cache.forget(office, made)
    for one in office.indicators(project(office)):
        kept = cache.line(office, one, run, PACK) is before[one.id]
        assert kept == (one.id != 11)


def test_another_pack_or_run_forgets_everything() -> None:
    office, cache = scored_office(), ScoreCache()
    indicator = office.find(Kind.INDICATOR, 11)
    assert isinstance(indicator, Indicator)
    cache.line(office, indicator, office.run(RUN), PACK)
    assert cache.line(office, indicator, None, PACK).score.open.startswith("还没有填")
    hubei = pack_of(find_pack(office, "湖北做法"))
    execution = cache.project(office, project(office), office.run(RUN), hubei).execution
    assert execution
    assert execution.weight == 20


def test_choosing_a_pack_is_noticed() -> None:
    office, cache = scored_office(), ScoreCache()
    indicator = office.indicator(11)
    kept = cache.line(office, indicator, office.run(RUN), PACK)
    made = choose(office, office.book(BOOK), find_pack(office, "四川做法"))
    office.apply(made)
    cache.forget(office, made)
    assert cache.line(office, indicator, office.run(RUN), PACK) is not kept
    assert cache.line(office, indicator, office.run(RUN), PACK) == score_of(
        office, indicator, office.run(RUN), PACK
    )
