"""One thing under two names: subjects, measures, documents, units, in one node and across a book."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from perfdesk.domain.findings import wording
from perfdesk.domain.findings.finding import Across, Finding, Severity, Trace, finding
from perfdesk.domain.findings.naming import core
from perfdesk.domain.findings.sheet import Sheet
from perfdesk.domain.prose_figures import figures_in
from perfdesk.domain.records import Objective
from perfdesk.domain.subject import Likeness, compare, overlap, subject_of
from perfdesk.domain.target import target_of
from perfdesk.domain.units import convert

_MOST = 60
_MEASURES = "规模|总量|总额|余额|数量|人数|户数|家数|增速|面积|占比|比重|率|数|额"
_NAME = re.compile(f"(?P<stem>.{{2,20}}?)(?P<measure>{_MEASURES})(?:控制|管控|压降|提升|工作|情况)?")
_ADDED_VALUE = "增加值"
_NUMBERED = re.compile(
    r"(?P<issuer>[\u4e00-\u9fff]{2,12})"
    r"[〔\[【（(] ?(?P<year>20[0-9]{2}) ?[〕\]】）)] ?(?P<number>[0-9]{1,4}) ?号"
)
_LEADING = re.compile("^.*(?:按照|根据|依据|落实|执行|关于|以及|贯彻|印发|见)(?=.{2})")
_TITLED = re.compile(r"《(?P<title>[^《》]{6,80})》[（(](?P<number>[^（）()《》]{4,24}号)[）)]")
_TITLE = re.compile("《([^《》]{8,80})》")
_ISSUED = re.compile("(?:出台|印发|制定|发布|实施|编制)(?:并(?:组织)?实施)?[^，。；《]{0,10}$")
_ALIKE = Decimal("0.6")
_TIME = re.compile("(?:响应|受理|修复|处理|处置|恢复|到达|办理)[^，]{0,4}时[间限长]")
_CLOCK = ("分钟", "小时")


def name_drift(sheet: Sheet) -> Iterator[Finding]:
    """U16: 产业增加值 in the target, 业增加值 in the text."""
    if not isinstance(sheet.node, Objective) or not sheet.progress:
        return
    told = [f.subject for f in figures_in(sheet.progress)[:_MOST] if f.growth]
    for figure in figures_in(sheet.node.content)[:_MOST]:
        asked = subject_of(figure.subject)
        if not figure.growth or _ADDED_VALUE not in asked.core:
            continue
        for words in dict.fromkeys(told):
            said = subject_of(words)
            if compare(asked, said) is Likeness.DRIFT:
                message = wording.names_drift(asked.shown, said.shown)
                pairs = ((asked.shown, "考核内容"), (said.shown, "进展情况"))
                field = "account.narrative"
                yield finding("name-drift", Severity.HINT, sheet.node, field, message, pairs, sheet.run)


def measure_drift(sheet: Sheet) -> Iterator[Finding]:
    """U16: an objective named 不良贷款规模 whose content asks for 不良贷款率."""
    node = sheet.node
    found = _NAME.fullmatch("".join((node.name or "").split())) if isinstance(node, Objective) else None
    if not isinstance(node, Objective) or found is None:
        return
    content = "".join((node.content or "").split())
    name, stem = found["stem"] + found["measure"], found["stem"]
    other = re.search(f"{re.escape(stem)}(?:{_MEASURES})", content)
    if other and name not in content:
        message = wording.measures_drift(node.name or "", other.group())
        pairs = ((node.name or "", "目标名称"), (other.group(), "考核内容"))
        yield finding("measure-drift", Severity.HINT, node, "objective.content", message, pairs)


def document_renamed(sheet: Sheet) -> Iterator[Finding]:
    """U16: a document that was to be issued is told of under a name much like it."""
    content = (sheet.node.content or "") if isinstance(sheet.node, Objective) else ""
    if "《" not in content or "《" not in sheet.progress:
        return
    told = [_bare_title(title) for title in _TITLE.findall(sheet.progress)]
    for found in _TITLE.finditer(content):
        title = _bare_title(found[1])
        if not _ISSUED.search(content[max(0, found.start() - 20) : found.start()]) or title in told:
            continue
        for other in told:
            if _much_alike(title, other):
                message = wording.renamed(title, other)
                pairs = ((title, "考核内容"), (other, "进展情况"))
                field = "account.narrative"
                yield finding("document-renamed", Severity.HINT, sheet.node, field, message, pairs, sheet.run)


def _bare_title(title: str) -> str:
    return re.sub(r"[（(](?:暂定名?|试行|征求意见稿|草案)[）)]|\s|[“”\"]", "", title)


def _much_alike(a: str, b: str) -> bool:
    """Of the same figures, and with most of the shorter's characters in the longer in their order."""
    if re.findall("[0-9]+", a) != re.findall("[0-9]+", b):
        return False
    return Decimal(overlap(a, b)) / min(len(a), len(b)) >= _ALIKE


def _documents(sheet: Sheet) -> Iterator[Trace]:
    for told in sheet.telling("号"):
        if "号" not in told.text:
            continue
        for found in _NUMBERED.finditer(told.text):
            issuer = _LEADING.sub("", found["issuer"])
            topic = f"{found['year']}|{found['number']}"
            yield Trace(
                topic,
                f"{issuer}〔{found['year']}〕{found['number']}号",
                told.record,
                told.field,
                told.caption,
            )
        for found in _TITLED.finditer(told.text):
            number = re.sub(r"\s", "", found["number"]).translate(_BRACKETS)
            yield Trace(_bare_title(found["title"]), number, told.record, told.field, told.caption)


_BRACKETS = str.maketrans("[]【】（）()", "〔〕〔〕〔〕〔〕")


def _compare_documents(traces: Sequence[Trace]) -> Iterator[Finding]:
    for _, group in groupby(sorted(traces, key=_topic), key=_topic):
        seen: list[Trace] = []
        for trace in group:
            for other in seen:
                if trace.said != other.said and _one_document(other, trace):
                    message = wording.documents_drift(other.said, trace.said)
                    pairs = ((other.said, other.caption), (trace.said, trace.caption))
                    yield finding("document-number", Severity.HINT, trace.record, trace.field, message, pairs)
                    break
            else:
                seen.append(trace)


def _topic(trace: Trace) -> str:
    return trace.topic


def _one_document(a: Trace, b: Trace) -> bool:
    """One title with two numbers, or one number of an office and of its general office (杭政函, 杭政办函)."""
    if "|" not in a.topic:
        return True
    one, other = (trace.said.partition("〔")[0] for trace in (a, b))
    return one[0] == other[0] and one[-1] == other[-1] and overlap(one, other) == min(len(one), len(other))


def _units(sheet: Sheet) -> Iterator[Trace]:
    for indicator in sheet.indicators:
        unit, name = (indicator.unit or "").strip(), core(indicator.name or "")
        if unit and len(name) >= 4:
            yield Trace(name, unit, indicator, "indicator.unit", "单位")


def _compare_units(traces: Sequence[Trace]) -> Iterator[Finding]:
    for _, group in groupby(sorted(traces, key=_topic), key=_topic):
        first, *rest = group
        for trace in rest:
            ratio = convert(Decimal(1), trace.said, first.said) or convert(Decimal(1), first.said, trace.said)
            if trace.said != first.said and ratio is not None and ratio != 1:
                name = getattr(trace.record, "name", None) or trace.topic
                message = wording.units_drift(name, first.said, trace.said)
                pairs = ((first.said, "单位"), (trace.said, "单位"))
                yield finding("unit-drift", Severity.HINT, trace.record, trace.field, message, pairs)


def clock_drift(sheet: Sheet) -> Iterator[Finding]:
    """U15: in one project a time of 60 分钟 beside others in 小时."""
    times = [i for i in sheet.indicators if i.unit in _CLOCK and _TIME.search(i.name or "")]
    if {i.unit for i in times} != set(_CLOCK):
        return
    for indicator in times:
        number = target_of(indicator).number
        if indicator.unit == "分钟" and number and number % 60 == 0:
            message = wording.units_drift(indicator.name or "", "分钟", "小时")
            pairs = ((target_of(indicator).printed, wording.TARGET), ("小时", "单位"))
            yield finding("unit-drift", Severity.HINT, indicator, "indicator.unit", message, pairs)


DOCUMENTS = Across(_documents, _compare_documents)
UNITS = Across(_units, _compare_units)
