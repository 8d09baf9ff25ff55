"""Sources of money by the captions of their rows and columns: 其中：财政拨款, 上年结转资金, 其他资金."""

import re

from perfdesk.forms.form import Align, Column, Holds, Merge

PARTS = {
    "project.medium_budget": "medium",
    "project.budget": "initial",
    "project.adjusted_budget": "adjusted",
    "account.executed": "executed",
    "account.forecast_executed": "forecast",
}  # what a sum of the whole project is called where it is one source's
LONGEST_NAME = 40
_SUB = re.compile(r"^(?:其中|(?:[(（]?\d[)）.、])|[-—])[:：,，]?")
_UNIT = re.compile(r"[(（](?:单位[:：])?[十百千万亿]{0,2}元[)）]$")
_FUND = re.compile(
    "拨款|资金|补助|收入|预算|债券|基金|自筹|经费|配套|财政|结转|结余|拨付|专户|贷款|捐赠|(?:中央|省级|市级|县级|上级|本级)$"
    "|^其[他它](?:来源)?$"
)
_OF_WHICH = re.compile(r"(?:其\s*中|[-—])\s*[:：,，]?")
_SOURCE = re.compile(
    "(?:财政|预算内|上级|中央|省|市|县|区|本级|自筹|其[他它]|单位|社会|银行|债券|上年|结转|一般公共|政府性|专户|事业|经营|捐赠)"
    ".{0,12}?(?:拨款|资金|补助|收入|自筹|债券|经费|结转|结余|配套|贷款|捐赠|基金|预算)|自筹|捐赠|贷款"
)
_NO_SOURCE = re.compile("到位|使用|支出|剩余|收回|下达|执行|申请|累计|用途|单位自评")
_KEY = "fund."


def fund_name(text: str) -> str | None:
    """The name of a source of money in the caption of its row; None where it is no such caption.

    >>> fund_name("其中：财政拨款"), fund_name("上年结转资金："), fund_name("防汛")
    ('财政拨款', '上年结转资金', None)
    """
    name = _UNIT.sub("", _SUB.sub("", "".join(text.split())).strip(":：-—"))
    return name if name and len(name) <= LONGEST_NAME and _FUND.search(name) else None


def fund_of_column(caption: str) -> str | None:
    """The source a column of a list names; unlike a row's caption it stands beside every other column.

    >>> fund_of_column("其中：财政拨款"), fund_of_column("其他资金（万元）"), fund_of_column("资金用途")
    ('财政拨款', '其他资金', None)
    """
    bare = re.sub(r"[(（][^()（）]*[)）]", "", "".join(caption.split()))
    name = fund_name(bare)
    if name is None or _NO_SOURCE.search(name):
        return None
    return name if _OF_WHICH.match(bare) or _SOURCE.fullmatch(name) else None


def fund_key(name: str, total: str) -> str:
    """The key of a column that holds one source's part of a sum.

    >>> fund_key("财政拨款", "account.executed"), fund_in("fund.executed@财政拨款")
    ('fund.executed@财政拨款', ('财政拨款', 'executed'))
    """
    return f"{_KEY}{PARTS[total]}@{name}"


def fund_in(key: str) -> tuple[str, str] | None:
    """The inverse: the source's name and the part, None for any other key."""
    part, at, name = key.partition("@")
    return (name, part.removeprefix(_KEY)) if at and part.startswith(_KEY) else None


def fund_column(key: str) -> Column:
    """The column of such a key."""
    return Column(
        key, key.partition("@")[2], 15, Align.RIGHT, Merge.OWNER, required=False, holds=Holds.FIGURE
    )
