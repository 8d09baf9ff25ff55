"""Reading a rule pack from its TOML text, strictly; what is wrong is one sentence with its line."""

from decimal import Decimal

from perfdesk.domain.figures import plain
from perfdesk.domain.measure import Accumulation
from perfdesk.domain.operator import Operator
from perfdesk.domain.scoring.bands import Band
from perfdesk.domain.scoring.lights import Light, LightRules
from perfdesk.domain.scoring.rule_pack import (
    EXECUTIONS,
    FORMULAS,
    GRADED,
    QUALITATIVE,
    AbsentLevel,
    ExecutionRule,
    FormulaRule,
    PackTest,
    RulePack,
    WeightTable,
)
from perfdesk.domain.scoring.totals import TREATMENTS, Ceiling, Grade, Over
from perfdesk.domain.toml_text import Table, read_toml

WHAT = "打分规则"
OPEN = "待定"
_SIGNS = tuple(operator.value for operator in Operator)
_KINDS = tuple(kind.value for kind in Accumulation)
_GIVEN = {
    "indicator": ("operator", "target", "actual", "weight", "unit", "level", "name", "hand"),
    "execution": ("budget", "executed", "carried"),
    "total": ("sum", "execution"),
    "light": ("operator", "target", "actual", "month", "unit", "level", "kind"),
}
_WANTED = {"indicator": "score", "execution": "score", "total": "total", "light": "light"}


def read_pack(text: str) -> RulePack:
    """The pack behind a text; raises NotUnderstood with one sentence that names line and key."""
    top = read_toml(text, WHAT)
    pack = RulePack(
        name=top.text("name"),
        source=top.text("source"),
        version=top.text("version"),
        note=top.text("note", ""),
        formulas=tuple(_formula(table) for table in top.tables("formula")),
        weights=tuple(_weights(table) for table in top.tables("weights")),
        execution=_execution(top.table("execution")),
        over=_over(top.table("over")),
        ceilings=tuple(_ceiling(table) for table in top.tables("ceiling")),
        grades=tuple(_grade(table) for table in top.tables("grade")),
        absent=_absent(top.table("absent")),
        lights=_lights(top),
        tests=_tests(top.table("test")),
    )
    top.done()
    _must_be_whole(pack, top)
    return pack


def _must_be_whole(pack: RulePack, top: Table) -> None:
    if not pack.formulas:
        raise top.refusal("formula", "一条打分公式也没有")
    if not pack.grades:
        raise top.refusal("grade", "还没有写评价等级")
    if len({grade.name for grade in pack.grades}) < len(pack.grades):
        raise top.refusal("grade", "有两个等级同名")
    for sign in _SIGNS:
        if not any(sign in rule.operators and not rule.levels and not rule.kinds for rule in pack.formulas):
            raise top.refusal("formula", f"运算符 {sign} 没有不限指标类别的公式")


def _formula(table: Table) -> FormulaRule:
    use = table.one_of("use", FORMULAS)
    operators = table.words("operators")
    if not operators:
        raise table.refusal("operators", f"要写明适用的运算符，可用：{'、'.join(_SIGNS)}、{QUALITATIVE}")
    for sign in operators:
        if sign not in (*_SIGNS, QUALITATIVE):
            raise table.refusal("operators", f"不认识“{sign[:8]}”，可用：{'、'.join(_SIGNS)}、{QUALITATIVE}")
    if (QUALITATIVE in operators) != (use in GRADED) or (use in GRADED and len(operators) > 1):
        raise table.refusal("use", f"{'、'.join(GRADED)} 只用于“{QUALITATIVE}”，其他公式只用于运算符")
    rule = FormulaRule(
        use=use,
        operators=operators,
        levels=table.words("levels"),
        kinds=_kinds(table, "kinds"),
        pass_percent=table.number("pass_percent", 0, 100) if use == "C1" else Decimal(0),
        full_from=table.number("full_from", 0, 100) if use == "M1" else Decimal(0),
        zero_below=table.number("zero_below", 0, 100) if use == "M1" else Decimal(0),
        share_of=table.one_of("share_of", ("target", "full_from")) if use == "M1" else "target",
        bands=tuple(_band(band) for band in table.tables("band")) if use in GRADED else (),
        choice=table.text("choice", ""),
    )
    if use == "M1" and rule.zero_below > rule.full_from:
        raise table.refusal("zero_below", "不能高于 full_from")
    if use in GRADED and not rule.bands:
        raise table.refusal("band", "要用 [[formula.band]] 写明每一档占分值的百分之几")
    table.done()
    return rule


def _kinds(table: Table, key: str) -> tuple[Accumulation, ...]:
    words = table.words(key)
    for word in words:
        if word not in _KINDS:
            raise table.refusal(key, f"不认识“{word[:20]}”，可用：{'、'.join(_KINDS)}")
    return tuple(Accumulation(word) for word in words)


def _band(table: Table) -> Band:
    words = table.words("words")
    if not words:
        raise table.refusal("words", "要写明这一档的叫法")
    low, high = table.number("from", 0, 100), table.number("to", 0, 100)
    if low > high:
        raise table.refusal("to", "不能低于 from")
    band = Band(words, low, high, table.flag("to_included", False))
    table.done()
    return band


def _weights(table: Table) -> WeightTable:
    parts = tuple((part.text("level"), part.number("points", 0, 100), part) for part in table.tables("part"))
    for _, _, part in parts:
        part.done()
    made = WeightTable(
        title=table.text("title"),
        total=table.number("total", 0, 1000),
        parts=tuple((level, points) for level, points, _ in parts),
        needs=table.words("needs"),
        lacks=table.words("lacks"),
        free=table.flag("free", False),
    )
    table.done()
    if made.free == bool(made.parts):
        raise table.refusal("part", "自由分配（free）时不写各部分，否则要用 [[weights.part]] 写明各部分")
    if parts and (found := sum(points for _, points, _ in parts)) != made.total:
        raise table.refusal("total", f"各部分合计 {plain(Decimal(found))}，与这里的 {plain(made.total)} 不同")
    return made


def _execution(table: Table | None) -> ExecutionRule | None:
    if table is None:
        return None
    use = table.one_of("use", EXECUTIONS)
    rule = ExecutionRule(
        use, table.number("points", 0, 100), table.number("explain_below", 0, 100), table.text("choice", "")
    )
    table.done()
    return rule


def _over(table: Table | None) -> Over | None:
    if table is None:
        return None
    treatment = table.one_of("treatment", TREATMENTS)
    points = table.number("points", 0, 100) if treatment == "deduct" else Decimal(0)
    rule = Over(table.number("from_percent", 100, 10000), treatment, points, table.text("choice", ""))
    table.done()
    return rule


def _ceiling(table: Table) -> Ceiling:
    made = Ceiling(table.number("below", 0, 100), table.number("at_most", 0, 100))
    table.done()
    return made


def _grade(table: Table) -> Grade:
    made = Grade(table.text("name"), table.number("from", 0, 1000))
    table.done()
    return made


def _absent(table: Table | None) -> AbsentLevel | None:
    if table is None:
        return None
    made = AbsentLevel(table.text("level"), table.number("at_most", 0, 100))
    table.done()
    return made


def _lights(top: Table) -> LightRules:
    table = top.table("lights")
    if table is None:
        raise top.refusal("lights", "还没有写监控亮灯的规则")
    bands = [(_band_with_light(band)) for band in table.tables("band")]
    rules = LightRules(
        red_below=table.number("red_below", 0, 1000),
        yellow_below=table.number("yellow_below", 0, 1000),
        blue_from=table.number_or_none("blue_from", 0, 1000),
        blue_of_year=table.flag("blue_of_year", False),
        paced_kinds=_kinds(table, "paced_kinds"),
        paced_levels=table.words("paced_levels"),
        bands=tuple(bands),
        budget_red_below=table.number("budget_red_below", 0, 1000),
        budget_yellow_below=table.number("budget_yellow_below", 0, 1000),
        choice=table.text("choice", ""),
    )
    table.done()
    if rules.red_below > rules.yellow_below:
        raise table.refusal("red_below", "不能高于 yellow_below")
    if rules.budget_red_below > rules.budget_yellow_below:
        raise table.refusal("budget_red_below", "不能高于 budget_yellow_below")
    return rules


def _band_with_light(table: Table) -> tuple[Band, Light]:
    words = table.words("words")
    if not words:
        raise table.refusal("words", "要写明这一档的叫法")
    light = Light(table.one_of("light", [light.value for light in Light]))
    table.done()
    return Band(words, Decimal(0), Decimal(0), False), light


def _tests(table: Table | None) -> tuple[PackTest, ...]:
    if table is None:
        return ()
    found = [_test(kind, line) for kind in _GIVEN for line in table.tables(kind)]
    table.done()
    return tuple(found)


def _test(kind: str, table: Table) -> PackTest:
    given = tuple((key, table.text(key)) for key in _GIVEN[kind] if key in table)
    wanted = table.text(_WANTED[kind])
    table.done()
    if kind == "light" and wanted not in (*[light.value for light in Light], OPEN):
        raise table.refusal("light", f"没有“{wanted[:12]}”这种灯")
    return PackTest(kind, given, wanted, table.line)
