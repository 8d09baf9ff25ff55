"""Trees of indicator levels as the notices print them: which second level stands under which first.

Both layouts are in use: 成本 as a first level of its own since 财预〔2021〕101号, under 产出 in the tables of
财预〔2015〕88号 and 财预〔2020〕10号, which also have 可持续影响. Points are those the notice hands out
of 100, with 10 left for budget execution.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Level:
    """A level with those below it; `points` is what a blank copy prints behind its name."""

    name: str
    below: tuple["Level", ...] = ()
    points: str = ""
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorTree:
    """A layout of first and second levels; `caption` is how the clerk chooses it."""

    name: str
    caption: str
    levels: tuple[Level, ...]

    def place(self, level1: str | None, level2: str | None) -> tuple[int, int]:
        """Where a pair of names stands in the order of the tree; unknown names come last.

        >>> CORE_2021.place("产出指标", "质量指标"), CORE_2021.place("别的", None)
        ((1, 1), (4, 0))
        """
        first = _position(self.levels, level1)
        below = self.levels[first].below if first < len(self.levels) else ()
        return first, _position(below, level2)


def _position(levels: tuple[Level, ...], name: str | None) -> int:
    wanted = _bare(name or "")
    for at, level in enumerate(levels):
        if wanted in map(_bare, (level.name, *level.synonyms)):
            return at
    return len(levels)


def _bare(name: str) -> str:
    return "".join(name.split()).partition("(")[0].partition("（")[0].removesuffix("指标")


_QUANTITY = Level("数量指标", synonyms=("产出数量",))
_QUALITY = Level("质量指标", synonyms=("产出质量",))
_TIME = Level("时效指标", synonyms=("产出时效",))
_COST = Level("成本指标", synonyms=("产出成本", "经济成本"))
_ECONOMIC = Level("经济效益指标")
_SOCIAL = Level("社会效益指标")
_NATURAL = Level("生态效益指标", synonyms=("环境效益",))
_LASTING = Level("可持续影响指标", synonyms=("可持续发展", "可持续影响效益"))
_SATISFIED = Level("服务对象满意度指标", synonyms=("满意度", "社会公众或服务对象满意度"))
_SATISFACTION = ("服务对象满意度", "满意度效益")

BUDGET_2015 = IndicatorTree(
    "budget-2015",
    "成本列在产出下（财预〔2015〕88号、〔2020〕10号）",
    (
        Level("产出指标", (_QUANTITY, _QUALITY, _TIME, _COST), "50", ("项目产出",)),
        Level("效益指标", (_ECONOMIC, _SOCIAL, _NATURAL, _LASTING), "30", ("项目效益", "项目效果", "效果")),
        Level("满意度指标", (_SATISFIED,), "10", _SATISFACTION),
    ),
)

CORE_2021 = IndicatorTree(
    "core-2021",
    "成本单列为一级指标（财预〔2021〕101号）",
    (
        Level(
            "成本指标",
            (Level("经济成本指标"), Level("社会成本指标"), Level("生态环境成本指标", synonyms=("生态成本",))),
            "20",
        ),
        Level("产出指标", (_QUANTITY, _QUALITY, _TIME), "40", ("项目产出",)),
        Level("效益指标", (_ECONOMIC, _SOCIAL, _NATURAL), "20", ("项目效益", "项目效果", "效果")),
        Level("满意度指标", (_SATISFIED,), "10", _SATISFACTION),
    ),
)

TREES: dict[str, IndicatorTree] = {tree.name: tree for tree in (BUDGET_2015, CORE_2021)}
