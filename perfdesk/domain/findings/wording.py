"""The sentences of the findings: both figures, where each stands, and what to look at."""

from perfdesk.domain.wording import shortened

_NAME = 24
_QUOTE = 30
TARGET = "年度目标值"


def _name(text: str) -> str:
    return f"“{shortened(text, _NAME)}”"


def _quoted(text: str) -> str:
    return f"“{shortened(text, _QUOTE)}”"


def amounts_differ(caption: str, said: str, name: str, target: str) -> str:
    """Goal text and target state different amounts."""
    return f"{caption}写{_quoted(said)}，指标{_name(name)}是 {target}，两处数字不一致。"


def operators_differ(caption: str, said: str, name: str, target: str, *, boundary: bool) -> str:
    """Same amount, another comparison."""
    rest = "正好等于时结论不同" if boundary else "超出或不足时结论不同"
    return f"{caption}写{_quoted(said)}，指标{_name(name)}是 {target}，比较方式不一致，{rest}。"


def no_indicator(caption: str, said: str) -> str:
    """A promise nobody measures."""
    return f"{caption}写{_quoted(said)}，下面没有对应的指标。"


def rank_equal(name: str, target: str) -> str:
    """`=` on a rank."""
    return f"指标{_name(name)}是 {target}：名次更靠前也会判为未达标，是否应为“≤”？"


def rank_upward(name: str, target: str) -> str:
    """`≥` on a rank."""
    return f"指标{_name(name)}是 {target}：名次越小越靠前，运算符是否写反？"


def satisfaction_equal(name: str, target: str) -> str:
    """`=` on satisfaction."""
    return f"指标{_name(name)}是 {target}：满意度要正好等于才算达标，是否应为“≥”？"


def multiple_equal(name: str, target: str) -> str:
    """`=` on a multiple."""
    return f"指标{_name(name)}是 {target}：倍数略高或略低都会判为未达标，请确认运算符。"


def cost_upward(name: str, target: str) -> str:
    """`≥` on a cost."""
    return f"指标{_name(name)}是 {target}：成本费用一般是越低越好，运算符是否写反？"


def above_hundred(name: str, target: str) -> str:
    """A rate that cannot pass 100 %."""
    return f"指标{_name(name)}是 {target}：这个比率不会超过 100%，请核对目标值。"


def unit_unlike_name(name: str, unit: str, usual: str) -> str:
    """家数 counted in 次."""
    return f"指标{_name(name)}的单位是“{shortened(unit, 8)}”，按名称应是“{usual}”一类，请核对。"


def unit_without_money(name: str, unit: str) -> str:
    """亿 for 亿元."""
    return f"指标{_name(name)}的单位是“{unit}”，是否应为“{unit}元”？"


def cost_above_budget(name: str, target: str, budget: str) -> str:
    """A ceiling far above the year's money."""
    return f"指标{_name(name)}是 {target}，本年预算只有 {budget}，请确认上限是不是多年合计。"


def months_differ(caption: str, said: str, run: str, *, beyond: bool) -> str:
    """The text's months are not the run's."""
    rest = "超出了本期" if beyond else "没有写到期末"
    return f"{caption}写的是{_quoted(said)}，本期是 {run}，{rest}。"


def actual_differs(caption: str, said: str, name: str, actual: str) -> str:
    """Prose and figure state different amounts."""
    return f"{caption}写{_quoted(said)}，指标{_name(name)}的实际填的是 {shortened(actual)}，两处不一致。"


def actual_missing(caption: str, said: str, name: str) -> str:
    """The figure stands in the prose only."""
    return f"{caption}写{_quoted(said)}，指标{_name(name)}的实际还没有填。"


def quotes_odd(caption: str, quoted: str) -> str:
    """Reversed or single quotation marks."""
    return f"{caption}里的引号不成对或方向反了：{quoted}"


def numbers_odd(caption: str, first: str, second: str) -> str:
    """A clause number twice, or one left out."""
    return f"{caption}里“{first}”后面是“{second}”，编号重复或跳号，请核对有没有多写、漏写。"


def left_to_fill(caption: str, shown: str, mark: str) -> str:
    """A placeholder."""
    return f"{caption}里有“{mark}”没有填定：{shown}"


def attachment_named(caption: str, shown: str) -> str:
    """An attachment that must come along."""
    return f"{caption}提到附件：{shown}。公示时请一并附上，或写明内容。"


def high_is_better(name: str, target: str) -> str:
    """`≤` on a rate that ought to be high."""
    return f"指标{_name(name)}是 {target}：这个比率一般越高越好，运算符是否写反？"


def low_is_better(name: str, target: str) -> str:
    """`≥` on faults and complaints."""
    return f"指标{_name(name)}是 {target}：这类数一般越低越好，运算符是否写反？"


def people_equal(name: str, target: str) -> str:
    """`=` on people trained."""
    return f"指标{_name(name)}是 {target}：多一人也会判为未达标，是否应为“≥”？"


def direction_against_operator(name: str, target: str, direction: str) -> str:
    """The stated direction and the operator point different ways."""
    return f"指标{_name(name)}标为{direction}，目标却是 {target}，方向和运算符不一致。"


def misread_operator(name: str, target: str, meant: str) -> str:
    """290 % for ≥90 %."""
    return f"指标{_name(name)}是 {target}，没有运算符：疑似把“{meant}”认成了数字，请核对原文。"


def weak_target(name: str, target: str, caption: str, known: str) -> str:
    """The target lies behind what is already reached."""
    return f"指标{_name(name)}是 {target}，{caption}写已是{_quoted(known)}，目标偏低或口径不同，请确认。"


def multiple_implies(name: str, target: str, other: str, implied: str, stated: str, caption: str) -> str:
    """Balance and multiple imply a capital that is not the stated one."""
    return (
        f"指标{_name(name)}是 {target}，{other}，推出资本 {implied}；"
        f"{caption}写的是{_quoted(stated)}，几个数对不上，请确认口径。"
    )


def product_implies(each: str, count: str, implied: str, name: str, total: str) -> str:
    """So much for each of so many is not the total."""
    return f"{each}，{count}，相乘是 {implied}；指标{_name(name)}是 {total}，对不上，请核对。"


def flow_above_stock(flow: str, target: str, stock: str, stock_target: str) -> str:
    """More is to be added than there is to be."""
    return (
        f"指标{_name(flow)}是 {target}，{_name(stock)}是 {stock_target}："
        "新增比余额还大，请写明是累计发放还是净增。"
    )


def leverage(caption: str, said: str, budget: str, total: str, least: str) -> str:
    """A multiple of the budget that single indicators do not reach."""
    return (
        f"{caption}写{_quoted(said)}，预算 {budget}："
        f"各项金额合计是 {total} 倍，单项最低 {least} 倍，请核对说法。"
    )


def too_coarse(name: str, target: str, base: str, values: str) -> str:
    """A rate over a handful."""
    return f"指标{_name(name)}是 {target}，但{base}：只可能是 {values}，请确认目标值。"


def parts_differ(caption: str, total: str, parts: str, sum_: str) -> str:
    """The parts do not make the whole."""
    return f"{caption}写{_quoted(total)}，分项 {parts} 加起来是 {sum_}，请核对。"


def growth_differs(caption: str, before: str, after: str, said: str, right: str) -> str:
    """A growth that does not follow from its two figures."""
    return f"{caption}写从 {before} 到 {after}、变化 {said}，按这两个数算是 {right}，请核对。"


def growth_outside(caption: str, total: str, parts: str) -> str:
    """The whole grows faster, or slower, than each of its parts."""
    return f"{caption}写{_quoted(total)}，两个分项是 {parts}，总数的增速应在两者之间，请核对。"


def completion_differs(caption: str, said: str, actual: str, target: str, right: str) -> str:
    """A completion that does not follow from actual and target."""
    return f"{caption}写{_quoted(said)}，按 {actual} 和目标 {target} 算是 {right}，请核对。"


def scope_differs(caption: str, said: str, name: str, target: str, left: str) -> str:
    """Goal and indicator state one figure for different things."""
    return (
        f"{caption}写{_quoted(said)}，指标{_name(name)}是 {target}，数字相同但指标没有包括{_quoted(left)}。"
    )


def unmeasured(caption: str, said: str) -> str:
    """A trial nobody measures."""
    return f"{caption}写{_quoted(said)}，下面没有衡量它的指标。"


def vague(caption: str, words: str) -> str:
    """A goal that says nothing to measure."""
    return f"{caption}只写了{_quoted(words)}，没有可以衡量的内容。"


def clause_unmentioned(clause: str) -> str:
    """A task the progress does not speak of."""
    return f"考核内容{_quoted(clause)}，进展里没有找到，请补写或说明。"


def item_unmentioned(item: str, clause: str) -> str:
    """One of several things a task names."""
    return f"考核内容{_quoted(clause)}里的{_quoted(item)}，进展里没有找到，请补写或说明。"


def without_clause(clause: str) -> str:
    """Progress that belongs to no task."""
    return f"进展{_quoted(clause)}在考核内容里没有找到对应的一条，请核对。"


def copied(clause: str) -> str:
    """Progress in the very words of the task."""
    return f"进展{_quoted(clause)}和考核内容的原文一样，没有写做到了什么。"


def unevidenced(target: str) -> str:
    """A rate or pledge the progress does not speak of."""
    return f"考核内容{_quoted(target)}，进展里没有写这一项，请补写。"


def year_differs(said: str, year: str) -> str:
    """Something of another year."""
    return f"进展写的是{_quoted(said)}，考核的是 {year} 年度，请确认是不是本年的。"


def part_reported(target: str, said: str, left: str) -> str:
    """Exports reported for imports and exports."""
    return f"考核内容{_quoted(target)}，进展只写了{_quoted(said)}，没有写{left}。"


def ambiguous(target: str, candidates: str) -> str:
    """Several figures that may all be the result, some good enough and some not."""
    return f"考核内容{_quoted(target)}，进展里有 {candidates}，有的达到、有的没有，请写明以哪个为准。"


def names_drift(target: str, actual: str) -> str:
    """One thing under two names."""
    return f"考核内容写的是{_quoted(target)}，进展写的是{_quoted(actual)}，名称不一致，请统一。"


def measures_drift(name: str, said: str) -> str:
    """The name says how much, the content what share."""
    return f"目标名称是{_quoted(name)}，考核内容写的是{_quoted(said)}，说的不是同一个数，请统一。"


def documents_drift(one: str, other: str) -> str:
    """One number, two issuers, or one document, two numbers."""
    return f"一处写{_quoted(one)}，另一处写{_quoted(other)}，请核对文号。"


def renamed(target: str, actual: str) -> str:
    """A document issued under another name."""
    asked, said = shortened(target, 40), shortened(actual, 40)
    return f"考核内容要出台的是《{asked}》，进展写的是《{said}》，请确认是不是同一份。"


def units_drift(name: str, one: str, other: str) -> str:
    """One kind of figure in two units."""
    return f"“{shortened(name, 24)}”一处用“{one}”，另一处用“{other}”，单位请统一。"


def fell(name: str, earlier: str, before: str, run: str, now: str) -> str:
    """A sum that became smaller."""
    first, second = shortened(before), shortened(now)
    return f"指标{_name(name)}是累计数，{earlier}填 {first}，{run}填 {second}，变小了，请核对。"


def far_off(name: str, actual: str, known: str) -> str:
    """Ten times off."""
    return f"指标{_name(name)}的实际填的是 {shortened(actual)}，{known}，相差十倍以上，请核对单位和小数点。"


def likelihood_against(name: str, target: str, caption: str, said: str, word: str) -> str:
    """Forecast and likelihood exclude each other."""
    return f"指标{_name(name)}是 {target}，{caption} {shortened(said)}，可能性却填“{word}”，请核对。"


def forecast_below(name: str, forecast: str, actual: str) -> str:
    """Less for the year than there is."""
    return (
        f"指标{_name(name)}全年预计 {shortened(forecast)}，比本期已完成的 {shortened(actual)} 还小，请核对。"
    )


def unexplained(name: str, target: str, said: str) -> str:
    """A missed target without a cause."""
    return f"指标{_name(name)}是 {target}，本期是“{shortened(said)}”，没有写偏差原因，请补写。"


def money_differs(caption: str, total: str, parts: str, added: str) -> str:
    """Sources that do not make the sum."""
    return f"{caption}是 {shortened(total)}，各项来源 {parts} 合计 {added}，对不上，请核对。"


def overspent(executed: str, caption: str, budget: str) -> str:
    """Spent more than there is."""
    return f"执行数 {shortened(executed)} 大于{caption} {shortened(budget)}，请核对。"


def execution_low(rate: str, executed: str, caption: str, budget: str) -> str:
    """Little spent and no reason."""
    return (
        f"预算执行率 {rate}（执行数 {shortened(executed)}，{caption} {shortened(budget)}），"
        "不到 90%，没有写原因，请补写。"
    )


def weights_differ(what: str, total: str, wanted: str) -> str:
    """Points that do not add up."""
    return f"{what}分值合计 {total}，应为 {wanted}，请核对。"


def score_outside(name: str, score: str, weight: str) -> str:
    """More points than there are."""
    return f"指标{_name(name)}得分 {shortened(score)}，分值只有 {shortened(weight)}，得分应在 0 和分值之间。"
