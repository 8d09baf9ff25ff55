"""Numbered tasks against numbered progress by the words they share: what is not told, what was not asked.

Words are compared as pairs of characters. What stands in the objective's name or in several tasks is its
topic and says nothing about one task; words such as 推进 and 工作 say nothing at all.
"""

import re
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass
from decimal import Decimal

from perfdesk.domain.clauses import Clause, clauses_of
from perfdesk.domain.findings import wording
from perfdesk.domain.findings.finding import Finding, Severity, finding
from perfdesk.domain.findings.sheet import Sheet
from perfdesk.domain.mentions import mentions_in
from perfdesk.domain.prose_figures import figures_in
from perfdesk.domain.records import Objective
from perfdesk.domain.subject import AND

_MOST = 60
_LONGEST = 4000
_GENERIC_WORDS = (
    "工作 建设 开展 推进 推动 完善 建立 加强 举办 组织 实施 完成 全市 全区 全县 我市 我区 我县 市级 重点"
    " 相关 具有 进一步 活动 项目 发展 管理 服务 提升 做好 落实 积极 加快 全面 深化 强化 不断 持续 年度 全年"
    " 以上 不少于 达到 年前 新增 确保 力争 印发 出台 制定 发布 召开 会议 企业 单位 部门 情况 机制 日常 影响"
    " 高端 问题"
)
_GENERIC = frozenset(word[at : at + 2] for word in _GENERIC_WORDS.split() for at in range(len(word) - 1))
_NAMED = re.compile(
    "(?:论坛|峰会|大赛|比赛|总决赛|博览会|展览会|洽谈会|交易会|展会|文化节|艺术节|旅游节|报告|蓝皮书|白皮书"
    "|平台|中心|智库"
    "|数据库|基地|协议|规划|示范区|博物馆|展示馆|陈列馆|图书馆|体育馆|公园)$"
)
_KEPT = re.compile(r"[\u4e00-\u9fff]+|[a-z0-9][a-z0-9./+-]*")
_SCORING = re.compile("[（(]?(?:计分方法|评分标准|考核标准|扣分标准)[:：]")
_QUOTED = re.compile("[“《「](?P<words>[^“”《》「」]{2,40})[”》」]")
_TOLD_AT_ALL, _CLAIM, _FOREIGN = Decimal("0.3"), Decimal("0.15"), Decimal("0.2")
_FEWEST, _ENOUGH = 2, 6
_ITEM = re.compile(f"、|暨|{AND}")
_RATE_NAME = re.compile("[\u4e00-\u9fff]{2}(?:率|满意度|占比|比例)$")
_ALL_OF_IT = "全部|均已|全数|悉数|逐一|100%|百分之百|到位|清零"
_PLEDGE = re.compile(
    "(?:不发生|不出现|杜绝)(?P<what>[^，。；、\n]{2,20}?(?:风险|事故|事件|案件|问题))(?P<rest>底线)?"
)
_HAPPENED = re.compile("发生|出现|零事故|零案件|无.{0,8}(?:事故|事件|案件|风险)|杜绝|平稳|底线|可控")
_YEARLY = re.compile("(?P<year>(?:19|20)[0-9]{2}) ?年度?(?P<rest>[^，。；“”《》\n]{6,30})")
_SHARED = 6


@dataclass(frozen=True, slots=True)
class _Map:
    """The tasks of an objective and what is told of them.

    `own` are each task's pairs without the topic, `claims` the task each part of the progress answers.
    """

    tasks: tuple[Clause, ...]
    told: tuple[Clause, ...]
    own: tuple[frozenset[str], ...]
    claims: tuple[int | None, ...]
    topic: frozenset[str]
    said: frozenset[str]
    asked: frozenset[str]

    def answered_in_place(self, task: int) -> bool:
        """Whether the part of the same place in the list answers no other task: then it is taken for this."""
        return len(self.told) > task and len(self.told) > 1 and self.claims[task] in (None, task)

    def answers_in_place(self, part: int) -> bool:
        """Whether the task of the same place is answered by no other part."""
        return part < len(self.tasks) and part not in self.claims


def _map_of(sheet: Sheet) -> _Map | None:
    """None where nothing can be held against each other: fewer than two numbered tasks, or no progress."""
    if not isinstance(sheet.node, Objective) or not sheet.progress.strip():
        return None
    content, progress = _asked_for(sheet.node.content), sheet.progress[:_LONGEST]
    tasks = tuple(clause for clause in clauses_of(content)[:_MOST] if clause.mark and clause.text)
    if len(tasks) < 2:
        return None
    counted = Counter(pair for task in tasks for pair in _pairs(task.text))
    often = {pair for pair, count in counted.items() if count > 1} if len(tasks) > 2 else set()
    topic = frozenset(often | _pairs(sheet.node.name or "") | _GENERIC)
    told = tuple(clause for clause in clauses_of(progress)[:_MOST] if clause.text)
    own = tuple(frozenset(_pairs(task.text) - topic) for task in tasks)
    claims = tuple(_claimed(part.text, tasks, own) for part in told)
    asked = frozenset(_pairs(content) | _pairs(sheet.node.name or ""))
    return _Map(tasks, told, own, claims, topic, frozenset(_pairs(progress)), asked)


def _asked_for(content: str | None) -> str:
    """The content without the scoring rules that some offices write behind it."""
    text = (content or "")[:_LONGEST]
    scoring = _SCORING.search(text)
    return text[: scoring.start()] if scoring else text


def _claimed(text: str, tasks: tuple[Clause, ...], own: tuple[frozenset[str], ...]) -> int | None:
    """The task a part of the progress answers best; None where it shares too little with each."""
    said = frozenset(_pairs(text))
    shares = [
        Decimal(1) if _quotes(task.text, text) else _share(pairs, said) if pairs else Decimal(0)
        for task, pairs in zip(tasks, own, strict=True)
    ]
    best = max(range(len(tasks)), key=lambda at: shares[at])
    return best if shares[best] >= _CLAIM else None


def _quotes(task: str, text: str) -> bool:
    """Whether the text takes up a name the task puts in quotation marks."""
    return any(found["words"] in text for found in _QUOTED.finditer(task))


def _pairs(text: str) -> set[str]:
    """Pairs of neighbouring Chinese characters, and Latin words and numbers whole."""
    found: set[str] = set()
    for run in _KEPT.findall("".join(text.split()).lower()):
        if run[0].isascii():
            found.add(run)
        else:
            found.update(run[at : at + 2] for at in range(len(run) - 1))
    return found


def clause_unmentioned(sheet: Sheet) -> Iterator[Finding]:
    """U4: a numbered task, or one of several things it names, that the progress does not speak of."""
    held = _map_of(sheet)
    if held is None:
        return
    for at, (task, own) in enumerate(zip(held.tasks, held.own, strict=True)):
        if len(own) < _FEWEST:
            continue
        told = at in held.claims or _quotes(task.text, sheet.progress) or held.answered_in_place(at)
        if not told and _share(own, held.said) < _TOLD_AT_ALL:
            yield _unmentioned(sheet, wording.clause_unmentioned(task.text), task.text)
            continue
        for item in _items(task.text):
            part = _pairs(item) - held.topic
            if part and _share(part, held.said) < _TOLD_AT_ALL and item not in sheet.progress:
                yield _unmentioned(sheet, wording.item_unmentioned(item, task.text), item)


def _unmentioned(sheet: Sheet, message: str, shown: str) -> Finding:
    pairs = ((shown[:60], "考核内容"),)
    field = "account.narrative"
    return finding("clause-unmentioned", Severity.HINT, sheet.node, field, message, pairs, sheet.run)


def _items(text: str) -> list[str]:
    """The things a task lists by name: 「博览会、论坛等」; nothing where it names one alone."""
    listed = []
    for piece in re.split("[，,；;。]", text):
        parts = [part.strip() for part in _ITEM.split(re.split("等", piece)[0])]
        if len(parts) > 1:
            listed += [re.sub("^(?:举办|建设|发布|开展|承办)", "", part) for part in parts]
    return [part for part in listed if _NAMED.search(part.strip("《》“” ")) and len(part) >= 4]


def _share(pairs: Set[str], among: Set[str]) -> Decimal:
    return Decimal(len(pairs & among)) / len(pairs)


def progress_without_clause(sheet: Sheet) -> Iterator[Finding]:
    """U5: a numbered part of the progress that shares no words with anything asked for."""
    held = _map_of(sheet)
    if held is None or len(held.told) < 2:
        return
    for at, told in enumerate(held.told):
        own = _pairs(told.text) - _GENERIC
        if held.claims[at] is not None or held.answers_in_place(at):
            continue
        if told.mark and len(own) >= _ENOUGH and _share(own, held.asked) < _FOREIGN:
            pairs = ((told.text[:60], "进展情况"),)
            yield finding(
                "progress-without-clause",
                Severity.HINT,
                sheet.node,
                "account.narrative",
                wording.without_clause(told.text),
                pairs,
                sheet.run,
            )


def progress_copies_target(sheet: Sheet) -> Iterator[Finding]:
    """U5: a part of the progress that is the task itself, word for word."""
    if not isinstance(sheet.node, Objective) or not sheet.progress:
        return
    asked = {_bare(clause.text) for clause in clauses_of(sheet.node.content)}
    for told in clauses_of(sheet.progress):
        bare = _bare(told.text)
        # 「水质优良率100%」 in both says that it was reached.
        if len(bare) >= _ENOUGH and bare in asked and not re.search("[0-9]", bare):
            pairs = ((told.text[:60], "进展情况"),)
            message = wording.copied(told.text)
            field = "account.narrative"
            yield finding(
                "progress-copies-target", Severity.WARNING, sheet.node, field, message, pairs, sheet.run
            )


def _bare(text: str) -> str:
    return re.sub(r"[\s，。；、,.;：:（）()“”\"]", "", text)


def target_unevidenced(sheet: Sheet) -> Iterator[Finding]:
    """U4: a rate or a 不发生 among several demands, of which the progress says nothing."""
    if not isinstance(sheet.node, Objective) or not sheet.progress.strip():
        return
    content, progress = sheet.node.content or "", "".join(sheet.progress.split())
    if len(re.findall("[，。；]", content.strip(" 。；，"))) < 1:
        return
    shown = [
        f.raw for f in figures_in(content) if f.is_rate and not f.growth and _is_silent(f.subject, progress)
    ]
    if not _HAPPENED.search(progress):
        shown += [found.group() for found in _PLEDGE.finditer(content)]
    for words in shown:
        pairs = ((words, "考核内容"),)
        message = wording.unevidenced(words)
        yield finding(
            "target-unevidenced", Severity.HINT, sheet.node, "account.narrative", message, pairs, sheet.run
        )


def _is_silent(subject: str, progress: str) -> bool:
    """Whether neither the rate nor its matter with 全部 or the like is named."""
    found = _RATE_NAME.search("".join(subject.split()))
    if found is None or found.group() in progress:
        return False
    stem = found.group()[:2]
    return not re.search(
        f"{stem}[^。；]{{0,12}}(?:{_ALL_OF_IT})|(?:{_ALL_OF_IT})[^。；]{{0,6}}{stem}", progress
    )


def other_year(sheet: Sheet) -> Iterator[Finding]:
    """U6: the progress tells of last year's event where this year's is asked for."""
    if not isinstance(sheet.node, Objective) or not sheet.progress:
        return
    year, content = sheet.book.year, "".join((sheet.node.content or "").split())
    for found in _YEARLY.finditer(sheet.progress):
        rest = "".join(found["rest"].split())
        same = rest[:_SHARED] in content and f"{found['year']}年" not in _before(content, rest[:_SHARED])
        if year and found["year"] < year and same:
            message = wording.year_differs(found.group(), year)
            pairs = ((found.group(), "进展情况"), (year, "年度"))
            field = "account.narrative"
            yield finding("other-year", Severity.WARNING, sheet.node, field, message, pairs, sheet.run)


def _before(text: str, words: str) -> str:
    at = text.find(words)
    return text[max(0, at - 8) : at]


def period_unmentioned(sheet: Sheet) -> Iterator[Finding]:
    """U4: a report asked for a period (2018年1-3季度报告) that the progress does not name."""
    if not isinstance(sheet.node, Objective) or not sheet.progress:
        return
    content = sheet.node.content or ""
    told = {(mention.span, mention.year) for mention in mentions_in(sheet.progress)}
    for mention in mentions_in(content):
        after = content[mention.start + len(mention.raw) : mention.start + len(mention.raw) + 6]
        if re.match(" ?(?:度)?(?:分析|运行)?(?:报告|报表|简报|通报)", after) and not any(
            span == mention.span for span, _ in told
        ):
            shown = content[mention.start : mention.start + len(mention.raw) + 4].rstrip("。，；.0123456789 ")
            yield _unmentioned(sheet, wording.clause_unmentioned(shown), shown)
