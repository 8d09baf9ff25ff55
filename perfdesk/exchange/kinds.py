"""Which of the official tables a recognised one is: its title says so, else its columns."""

import re

from perfdesk.domain.form_kind import FormKind
from perfdesk.exchange.captions import MEDIUM

_EVALUATION = re.compile("自评|自我评价|绩效评价表|评价评分表")
_MONITORING = re.compile("监控|监测表|运行跟踪|跟踪表|执行情况表|运行情况表")
_TARGETS = re.compile("申报|目标表|目标批复|批复表|目标公开|目标备案|目标下达|目标审核")
_OUTLOOK = ("entry.forecast", "entry.likelihood", "entry.cause_", "account.forecast_executed")
_POINTS = ("entry.score", "account.execution_score", "account.total_score")


def kind_of(title: str, keys: set[str], *, listed: bool, interim: bool) -> FormKind:
    """The kind of a table of projects. `listed` says that the projects stand below each other in one table.

    `interim` says that a caption names months before the end of the year.
    """
    if _EVALUATION.search(title):
        return FormKind.SELF_EVALUATION
    if _MONITORING.search(title) or any(key.startswith(_OUTLOOK) for key in keys):
        return FormKind.MONITORING
    if listed and ("汇总" in title or not any(key in keys for key in _POINTS)):
        return FormKind.TARGET_SUMMARY
    reported = "entry.actual" in keys or any(key in keys for key in _POINTS)
    if any(key.startswith(MEDIUM) for key in keys) or not reported:
        return FormKind.TARGET_SUMMARY if listed else FormKind.TARGET_APPLICATION
    if _TARGETS.search(title) and "entry.actual" not in keys:
        return FormKind.TARGET_APPLICATION
    return (
        FormKind.MONITORING
        if interim and not any(key in keys for key in _POINTS)
        else FormKind.SELF_EVALUATION
    )
