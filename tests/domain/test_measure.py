"""Kinds and directions guessed from the words of an indicator."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.measure import (
    ACCUMULATION_WORDS,
    DIRECTION_WORDS,
    Accumulation,
    Direction,
    guess_accumulation,
    guess_direction,
)
from perfdesk.domain.operator import Operator

CUMULATIVE, LEVEL = Accumulation.CUMULATIVE, Accumulation.POINT_IN_TIME
RATIO, RANK, ONCE = Accumulation.RATIO, Accumulation.RANK, Accumulation.ONE_OFF
HIGHER, LOWER, EXACT = Direction.HIGHER, Direction.LOWER, Direction.EXACT

# Name, operator, unit, kind, direction: those of the Ningbo table whose reasons differ, and a few more.
INDICATORS = [
    ("人才企业获得融资租赁资金", "≥", "亿元", CUMULATIVE, HIGHER),
    ("直接融资总额", "≥", "亿元", CUMULATIVE, HIGHER),
    ("当年新增贷款", "≥", "亿元", CUMULATIVE, HIGHER),
    ("新增挂牌企业数量", "≥", "家", CUMULATIVE, HIGHER),
    ("服务对象总数", "≥", "家", CUMULATIVE, HIGHER),
    ("年培训（参会）人次", "≥", "人次", CUMULATIVE, HIGHER),
    ("举办培训课时数", "≥", "课时", CUMULATIVE, HIGHER),
    ("组织风险排查次数", "≥", "次", CUMULATIVE, HIGHER),
    ("广告宣传费用", "≤", "万元", CUMULATIVE, LOWER),
    ("项目建设成本", "≤", "万元", CUMULATIVE, LOWER),
    ("重大违规风险", "=", "次", CUMULATIVE, LOWER),
    ("地方金融机构临时性突发事件", "<", "件", CUMULATIVE, LOWER),
    ("年完成课题数量", "=", "个", CUMULATIVE, EXACT),
    ("董事会秘书、财务总监等高端人才培养数量", "=", "名", CUMULATIVE, EXACT),
    ("新增就业人数", "≥", "人", CUMULATIVE, HIGHER),
    ("上市公司带动社会就业人数", "≥", "万人", LEVEL, HIGHER),
    ("本区域小贷公司年末贷款规模", "≥", "亿元", LEVEL, HIGHER),
    ("全市政策性融资担保在保户数", "≥", "户", LEVEL, HIGHER),
    ("政策性融资担保贷款年末在保余额", "≥", "亿元", LEVEL, HIGHER),
    ("系统正常使用年限", "≥", "年", LEVEL, HIGHER),
    ("故障报修受理时间", "<", "小时", LEVEL, LOWER),
    ("系统故障修复处理时间", "≤", "小时", LEVEL, LOWER),
    ("系统运行维护响应时间", "≤", "分钟", LEVEL, LOWER),
    ("志愿服务时长", "≥", "小时", CUMULATIVE, HIGHER),
    ("小微服务客户对象满意度", "≥", "%", RATIO, HIGHER),
    ("本区域小贷公司支农支小占比", "≥", "%", RATIO, HIGHER),
    ("金融风险发生次数相比上年下降", ">", "%", RATIO, HIGHER),
    ("维修返修率", "<", "%", RATIO, LOWER),
    ("政策性融资担保业务加权平均费率", "<", "%", RATIO, LOWER),
    ("年末政策性融资担保业务放大倍数", "=", "倍", RATIO, EXACT),
    ("单位人员满意度", "=", "%", RATIO, HIGHER),
    ("人均补助标准", "=", "元/人", RATIO, HIGHER),
    ("上市公司市值全国排名", "=", "名次", RANK, LOWER),
    ("上市公司数量全国排名", "≥", "名次", RANK, LOWER),
    ("信息系统建成上线", "=", "个", ONCE, EXACT),
    ("办公楼竣工", "=", None, ONCE, EXACT),
]


@pytest.mark.parametrize(("name", "operator", "unit", "kind", "direction"), INDICATORS)
def test_kind_and_direction_follow_the_words(
    name: str, operator: str, unit: str | None, kind: Accumulation, direction: Direction
) -> None:
    assert guess_accumulation(name, unit) is kind
    assert guess_direction(name, unit, Operator(operator)) is direction


def test_without_operator_the_words_decide() -> None:
    assert guess_direction("设备故障次数", "次", None) is LOWER
    assert guess_direction("培训人数", "人", None) is HIGHER


@given(st.text(), st.text(), st.sampled_from([None, *Operator]))
def test_no_text_raises(name: str, unit: str, operator: Operator | None) -> None:
    guess_accumulation(name, unit)
    guess_direction(name, unit, operator)


def test_an_endless_name_is_read_at_its_beginning() -> None:
    assert guess_accumulation("(" * 1_000_000, "家") is CUMULATIVE


def test_every_kind_and_direction_has_its_own_words() -> None:
    assert set(ACCUMULATION_WORDS) == set(Accumulation)
    assert set(DIRECTION_WORDS) == set(Direction)
    assert len(set(ACCUMULATION_WORDS.values())) == len(Accumulation)
    assert len(set(DIRECTION_WORDS.values())) == len(Direction)
