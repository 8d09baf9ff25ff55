"""A book scored by the rule pack in force: totals, ceilings, reasons due, what-if, packs kept and edited."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from perfdesk.domain.change import change_of, creation, setting
from perfdesk.domain.errors import NothingSuch, NotUnderstood
from perfdesk.domain.office import Office
from perfdesk.domain.records import Fund, Kind, Objective, Pack, Project
from perfdesk.domain.scoring.lights import Light
from perfdesk.operations import publishing, rule_packs
from perfdesk.operations.arranging import answer
from perfdesk.operations.lighting import light_of, project_lights
from perfdesk.operations.rule_packs import built_in, choose, find_pack, keep, offered, pack_of, save
from perfdesk.operations.running import advance
from perfdesk.operations.scoring import (
    Evaluation,
    ProjectScore,
    accept,
    evaluate,
    evaluate_project,
    proposals,
)
from tests.operations.scored_office import BOOK, OBJECTIVE, PROJECT, RUN, scored_office

D = Decimal


@pytest.fixture
def office() -> Office:
    return scored_office()


def evaluated(office: Office, name: str = "national-10") -> Evaluation:
    pack = pack_of(find_pack(office, name))
    return evaluate(office, office.book(BOOK), office.run(RUN), pack)


def project_of(office: Office, name: str = "national-10") -> ProjectScore:
    return evaluated(office, name).projects[0]


def put(office: Office, kind: Kind, record: int, field: str, text: str | None) -> None:
    held = office.find(kind, record)
    assert held
    office.apply(change_of("改动", [setting(held, field, text)]))


def test_a_whole_project_adds_up_with_its_money(office: Office) -> None:
    held = project_of(office)
    assert [line.score.points for line in held.lines] == [27, 20, 30, 10]
    assert held.execution
    assert (held.execution.points, held.execution.formula) == (D("8.70"), "174 ÷ 200 × 10 = 8.70")
    assert (held.total, held.grade, held.ceiling) == (D("95.70"), "优", "")
    assert all(not line.problem for line in held.weights)


def test_medium_term_indicators_are_not_of_this_year(office: Office) -> None:
    assert [line.indicator.id for line in project_of(office).lines] == [11, 12, 13, 14]


def test_a_reason_is_due_wherever_points_are_lost(office: Office) -> None:
    held = project_of(office)
    assert [line.explanation_due for line in held.lines] == [True, False, False, False]
    assert held.execution_due
    assert not evaluated(office).settled
    put(office, Kind.ENTRY, 21, "deviation_reason", "汛期停办两周")
    put(office, Kind.ACCOUNT, 25, "deviation_reason", "招标节余")
    assert evaluated(office).settled


def test_a_high_rate_wants_no_reason_for_the_money(office: Office) -> None:
    put(office, Kind.ACCOUNT, 25, "executed", "200")
    held = project_of(office)
    assert not held.execution_due
    assert held.total == D("97.00")


def test_one_open_score_leaves_the_total_open_and_says_what_to_do(office: Office) -> None:
    put(office, Kind.ENTRY, 23, "score", None)
    held = project_of(office)
    assert (held.total, held.grade, held.so_far) == (None, "", D("65.70"))
    assert held.open == ("服务水平：“达成”可打 24.00 到 30.00，请手工打分。",)


def test_the_original_budget_counts_where_none_was_adjusted(office: Office) -> None:
    put(office, Kind.PROJECT, PROJECT, "adjusted_budget", None)
    held = project_of(office).execution
    assert held
    assert held.formula == "174 ÷ 180 × 10 = 9.67"


def test_money_of_zero_does_not_divide(office: Office) -> None:
    put(office, Kind.PROJECT, PROJECT, "adjusted_budget", "0")
    held = project_of(office)
    assert held.execution
    assert "算不出执行率" in held.execution.open
    assert held.total is None


def test_carried_over_money_counts_once(office: Office) -> None:
    parts = [
        Fund(41, project=PROJECT, position=1, name="本年财政拨款", adjusted="200"),
        Fund(42, project=PROJECT, position=2, name="上年结转资金", adjusted="18"),
    ]
    office.apply(change_of("资金", [creation(part) for part in parts]))
    held = project_of(office, "湖北做法").execution
    assert held
    assert held.formula == "174 ÷ 218 × 20 = 15.96"
    # A total that holds the money carried over already is taken as it stands.
    put(office, Kind.PROJECT, PROJECT, "adjusted_budget", "218")
    held = project_of(office, "湖北做法").execution
    assert held
    assert held.formula == "174 ÷ 218 × 20 = 15.96"


def test_a_low_execution_rate_caps_the_total_and_says_so(office: Office) -> None:
    put(office, Kind.ACCOUNT, 25, "executed", "130")
    held = project_of(office, "执行率封顶")
    assert held.total == 79
    assert held.grade == "中"
    assert held.ceiling == "预算执行率 65.00%，低于 70%，总分最多 79，扣掉 14.50"


def test_an_execution_rate_just_below_a_ceiling_does_not_read_as_the_ceiling(office: Office) -> None:
    put(office, Kind.ACCOUNT, 25, "executed", "139.999")
    assert "预算执行率 69.9995%，低于 70%" in project_of(office, "执行率封顶").ceiling


def test_a_project_without_cost_indicators_is_capped_where_the_pack_says(office: Office) -> None:
    held = project_of(office, "shanxi")
    assert held.total == 85
    assert "没有成本指标" in held.ceiling


def test_what_if_changes_nothing_on_the_desk(office: Office) -> None:
    project = office.node(Kind.PROJECT, PROJECT)
    assert isinstance(project, Project)
    pack = pack_of(built_in()[0].text)
    tried = evaluate_project(office, project, office.run(RUN), pack, {11: "1000"})
    assert tried.total == D("98.70")
    assert project_of(office).total == D("95.70")
    emptied = evaluate_project(office, project, office.run(RUN), pack, {11: ""})
    assert emptied.total is None


def test_weights_are_proposed_and_only_written_when_accepted(office: Office) -> None:
    for record in (11, 12):
        put(office, Kind.INDICATOR, record, "weight", None)
    project = office.node(Kind.PROJECT, PROJECT)
    assert isinstance(project, Project)
    found = proposals(office, project, pack_of(built_in()[0].text))
    assert [(one.indicator, one.weight) for one in found] == [(11, 25), (12, 25)]
    assert office.indicator(11).weight is None
    office.apply(accept(office, found[:1]))
    assert (office.indicator(11).weight, office.indicator(12).weight) == ("25", None)


def test_an_objective_with_a_scheme_is_worked_out(office: Office) -> None:
    item = evaluated(office).items[0]
    assert item.result
    assert item.result.score == 100
    put(office, Kind.ACCOUNT, 26, "scheme_inputs", "[")
    assert "请在计分方法里重新填写" in evaluated(office).items[0].problem
    put(office, Kind.OBJECTIVE, OBJECTIVE, "scheme", "name = ")
    assert evaluated(office).items[0].problem.startswith("计分方法第 1 行")
    put(office, Kind.OBJECTIVE, OBJECTIVE, "scheme", None)
    assert evaluated(office).items == ()
    assert isinstance(office.find(Kind.OBJECTIVE, OBJECTIVE), Objective)


def test_the_pack_in_force_is_the_runs_then_the_books_then_the_national(office: Office) -> None:
    def in_force() -> str:
        return rule_packs.pack_in_force(office, office.book(BOOK), office.run(RUN)).name

    assert in_force() == "财预〔2020〕10号"
    office.apply(choose(office, office.book(BOOK), find_pack(office, "湖北做法")))
    assert in_force() == "湖北做法"
    office.apply(keep(office, office.book(BOOK), office.run(RUN)))
    office.apply(choose(office, office.book(BOOK), find_pack(office, "四川做法")))
    assert in_force() == "湖北做法"
    assert len(office.every(Pack)) == 2  # each text is kept once


def test_editing_a_pack_does_not_reach_an_evaluation_made_by_it(office: Office) -> None:
    own = built_in()[0].text.replace("财预〔2020〕10号", "本局规则", 1)
    office.apply(save(office, own))
    pack = office.every(Pack)[0]
    office.apply(choose(office, office.book(BOOK), own))
    office.apply(keep(office, office.book(BOOK), office.run(RUN)))
    office.apply(save(office, own.replace("from = 90 }", "from = 95 }"), pack.id))
    assert pack_of(office.every(Pack)[0].text or "").grades[0].start == 90
    assert office.run(RUN).pack == pack.id
    assert office.book(BOOK).pack != pack.id
    assert evaluated(office, "本局规则").projects[0].grade == "优"


def test_editing_a_pack_nobody_was_evaluated_by_changes_it_in_place(office: Office) -> None:
    own = built_in()[0].text.replace("财预〔2020〕10号", "本局规则", 1)
    office.apply(save(office, own))
    pack = office.every(Pack)[0]
    office.apply(save(office, own.replace('version = "1"', 'version = "2"'), pack.id))
    assert [(one.name, one.version) for one in office.every(Pack)] == [("本局规则", "2")]
    assert [one.name for one in offered(office)][:2] == ["本局规则", "财预〔2020〕10号"]


def test_a_broken_pack_or_a_borrowed_name_is_refused(office: Office) -> None:
    with pytest.raises(NotUnderstood, match=r"打分规则第 4 行"):
        save(office, built_in()[0].text.replace('source = "', 'source = ["', 1))
    with pytest.raises(NotUnderstood, match="请另起名称"):
        save(office, built_in()[0].text.replace("from = 90 }", "from = 95 }"))
    with pytest.raises(NothingSuch, match="可用：财预〔2020〕10号"):
        find_pack(office, "别的规则")


def test_a_project_shows_the_worst_of_its_lights(office: Office) -> None:
    project = office.node(Kind.PROJECT, PROJECT)
    assert isinstance(project, Project)
    pack = pack_of(built_in()[0].text)
    half = replace(office.run(RUN), to_month=6)
    shown = project_lights(office, project, half, pack)
    assert [one.light for one in shown.indicators] == [Light.BLUE, Light.GREEN, Light.GREEN, Light.GREEN]
    assert (shown.money.light, shown.worst) == (Light.GREEN, Light.GREEN)
    put(office, Kind.ENTRY, 24, "actual", "60")
    assert project_lights(office, project, half, pack).worst is Light.RED
    put(office, Kind.ENTRY, 24, "actual", "不涉及")
    assert light_of(office, office.indicator(14), half, pack).light is None


def test_what_was_published_keeps_the_rules_it_was_scored_by(office: Office, tmp_path: Path) -> None:
    for answered in publishing.open_lines(office, office.book(BOOK), office.run(RUN)):
        office.apply(answer(office, answered.key, "已核对"))
    for _ in range(2):
        office.apply(advance(office.run(RUN)))
    draft = publishing.prepare(office, office.book(BOOK), office.run(RUN), tmp_path)
    made = publishing.Made(1, "0" * 64)
    office.apply(
        publishing.record(office, office.book(BOOK), office.run(RUN), draft, made, "2026-01-10 14:03")
    )
    office.apply(choose(office, office.book(BOOK), find_pack(office, "湖北做法"), office.run(RUN)))
    kept = rule_packs.pack_in_force(office, office.book(BOOK), office.run(RUN))
    assert kept.name == "财预〔2020〕10号"
