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


OTHER_FIELDS = {
    CUMULATIVE: "门诊人次/万人次 新增学位/个 公路改造里程/公里 空气质量优良天数/天 造林面积/万亩 "
    "粮食总产量/万吨 刑事案件破案数/起 失业人员再就业人数/人 高新技术企业新认定数/家 "
    "新增养老床位/张 在校学生资助人次/人次 检查学校数量/所 教师培训人数/人 "
    "新建污水管网长度/公里 困难家庭救助户数/户 技能评比/次 图书馆到馆人次/万人次 "
    "新签约服务人数/人 新增参保人数/万人 市场主体培育数量/户 低保对象慰问人数/人 "
    "开放图书馆活动场次/场",
    LEVEL: "开放床位数/张 养老机构床位数/张 在园幼儿数/人 学校数量/所 公共图书馆数量/个 "
    "高速公路通车里程/公里 民警人数/人 公交线路条数/条 水库蓄水量/万立方米 "
    "污水管网长度/公里 户籍人口数/万人 基本养老保险参保人数/万人 馆藏文物数量/件 "
    "社保基金累计结余/亿元 市场主体总数/万户 有效发明专利拥有量/件 绿化养护面积/平方米 "
    "PM2.5浓度/微克 低保对象人数/人 路面技术状况指数/ 家庭医生签约人数/万人 "
    "永久基本农田面积/万亩 A级景区数量/家 日处理能力/万吨",
    RATIO: "每千人口床位数/张 每万人全科医生数/名 次均门诊费用/元 生师比/ 生均图书册数/册 "
    "万元GDP能耗/吨标准煤 每月巡查次数/次 日均处理量/吨 药占比/ 平均住院日/天 婴儿死亡率/",
}


@pytest.mark.parametrize("kind", OTHER_FIELDS)
def test_names_of_other_fields_are_sorted_by_class(kind: Accumulation) -> None:
    pairs = [pair.rpartition("/") for pair in OTHER_FIELDS[kind].split()]
    assert [name for name, _, unit in pairs if guess_accumulation(name, unit) is not kind] == []


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
