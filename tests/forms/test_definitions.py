"""The forms as data: captions and merges as the notices print them, keys that records know, widths."""

from collections.abc import Iterator

import pytest

from perfdesk.domain.records import Kind, fields_of
from perfdesk.forms.form import FieldRow, Form, GoalBlock, MoneyBlock
from perfdesk.forms.indicator_trees import BUDGET_2015, CORE_2021, TREES
from perfdesk.forms.monitoring import MONITORING
from perfdesk.forms.registry import FORMS
from perfdesk.forms.self_evaluation import SELF_EVALUATION
from perfdesk.forms.target_application import TARGET_APPLICATION

BLOCK_FORMS = (TARGET_APPLICATION, MONITORING, SELF_EVALUATION)
WORKED_OUT = {
    *("verdict", "account.execution_rate", "outlay.execution_rate", "account.total_weight"),
    *("entry.likelihood.certain", "entry.likelihood.possible", "entry.likelihood.impossible"),
    *("indicator.score", "objective.seq"),
}


def keys_of(form: Form) -> Iterator[str]:
    yield from (column.key for column in (*form.columns, *form.also_read))
    yield from (one.key for one in form.fields)
    for block in form.blocks:
        match block:
            case MoneyBlock():
                yield from (column.total for half in block.halves for column in half.columns)
                yield from (c.part for half in block.halves for c in half.columns if c.part)
            case GoalBlock():
                yield from (part.key for part in block.parts)
    yield from (key for row in form.tail for _, key in row.values)


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.kind)
def test_every_key_names_a_field_of_a_record_or_something_worked_out(form: Form) -> None:
    for key in keys_of(form):
        if key in WORKED_OUT:
            continue
        prefix, _, name = key.partition(".")
        kind = Kind.INDICATOR if prefix == "medium" else Kind(prefix)
        assert name in {shape.name for shape in fields_of(kind)}, key


def row_widths(form: Form) -> Iterator[float]:
    yield form.side_width + sum(column.width for column in form.columns)
    for fields in (*(b.fields for b in form.blocks if isinstance(b, FieldRow)), form.signature, form.stamp):
        yield sum(field.label + field.width for field in fields)
    for block in form.blocks:
        if isinstance(block, MoneyBlock):
            halves = (half.label + sum(column.width for column in half.columns) for half in block.halves)
            yield block.label + sum(halves)
        if isinstance(block, GoalBlock):
            yield block.label + sum(part.width for part in block.parts)


@pytest.mark.parametrize("form", BLOCK_FORMS, ids=lambda form: form.kind)
def test_every_row_of_a_form_is_as_wide_as_its_table(form: Form) -> None:
    assert {round(width, 6) for width in row_widths(form)} == {265.0}


@pytest.mark.parametrize("form", BLOCK_FORMS, ids=lambda form: form.kind)
def test_columns_that_mean_a_form_are_columns_of_the_form(form: Form) -> None:
    assert all(form.column(key) for key in form.essential)
    assert form.tree in TREES


def test_the_application_has_both_halves_of_money_goals_and_indicators() -> None:
    money, goal = TARGET_APPLICATION.blocks[3:]
    assert isinstance(money, MoneyBlock)
    assert isinstance(goal, GoalBlock)
    assert [half.total for half in money.halves] == ["中期资金总额：", "年度资金总额："]
    assert [source.caption for source in money.sources] == ["财政拨款", "其他资金"]
    assert goal.vertical
    assert [part.caption for part in goal.parts] == ["中期目标（{span}）", "年度目标"]
    half = ["二级指标", "三级指标", "指标值"]
    assert [column.caption for column in TARGET_APPLICATION.columns] == ["一级指标", *half, *half]
    assert TARGET_APPLICATION.side == "绩效指标"


def test_the_monitoring_table_groups_six_causes_and_three_likelihoods() -> None:
    groups: dict[str | None, list[str]] = {}
    for column in MONITORING.columns:
        groups.setdefault(column.group, []).append(column.caption)
    assert groups["偏差原因分析"] == [
        "经费保障",
        "制度保障",
        "人员保障",
        "硬件条件保障",
        "其他",
        "原因说明",
    ]
    assert groups["完成目标可能性"] == ["确定能", "有可能", "完全不可能"]
    plain = ["一级指标", "二级指标", "三级指标", "年度指标值", "{period}执行情况", "全年预计完成情况", "备注"]
    assert groups[None] == plain
    money = MONITORING.blocks[2]
    assert isinstance(money, MoneyBlock)
    captions = [column.caption for column in money.halves[0].columns]
    assert captions == ["年初预算数", "{period}执行数", "{period}执行率", "全年预计执行数"]


def test_the_self_evaluation_gives_points_for_money_and_ends_in_a_total() -> None:
    money = SELF_EVALUATION.blocks[2]
    assert isinstance(money, MoneyBlock)
    captions = [column.caption for column in money.halves[0].columns]
    assert captions == ["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
    assert [source.caption for source in money.sources] == ["本年财政拨款", "上年结转资金", "其他资金"]
    levels = ["一级指标", "二级指标", "三级指标"]
    rest = ["年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]
    assert [column.caption for column in SELF_EVALUATION.columns] == [*levels, *rest]
    assert [row.caption for row in SELF_EVALUATION.tail] == ["总分"]


def test_cost_stands_under_output_in_the_old_tree_and_alone_in_the_new_one() -> None:
    old = {level.name: [below.name for below in level.below] for level in BUDGET_2015.levels}
    new = {level.name: [below.name for below in level.below] for level in CORE_2021.levels}
    assert old["产出指标"] == ["数量指标", "质量指标", "时效指标", "成本指标"]
    assert old["效益指标"][-1] == "可持续影响指标"
    assert new["成本指标"] == ["经济成本指标", "社会成本指标", "生态环境成本指标"]
    assert "成本指标" not in new["产出指标"]
    assert "可持续影响指标" not in new["效益指标"]


@pytest.mark.parametrize("tree", TREES.values(), ids=lambda tree: tree.name)
def test_points_of_a_tree_and_of_the_money_make_a_hundred(tree: object) -> None:
    assert isinstance(tree, type(BUDGET_2015))
    assert 10 + sum(int(level.points) for level in tree.levels) == 100
