"""Sources of money below a project's total: the form's own rows, filled by the project's where they match."""

from collections.abc import Mapping, Sequence

from perfdesk.forms.form import MoneyBlock, MoneySource

OF_WHICH = "其中："


def source_rows(block: MoneyBlock, sources: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """Rows in the form's order under the project's names, then the sources the form does not know.

    >>> from perfdesk.forms.target_application import TARGET_APPLICATION
    >>> [row["fund.name"] for row in source_rows(TARGET_APPLICATION.blocks[3], [{"fund.name": "捐赠"}])]
    ['财政拨款', '其他资金', '捐赠']
    """
    left = list(sources)
    rows: list[Mapping[str, str]] = []
    for known in block.sources:
        found = next((source for source in left if _is(known, source.get("fund.name", ""))), None)
        if found is not None:
            left.remove(found)
        rows.append(found or {"fund.name": known.caption})
    return rows + left


def _is(known: MoneySource, name: str) -> bool:
    return _bare(name) in map(_bare, (known.caption, *known.synonyms))


def _bare(name: str) -> str:
    return "".join(name.split()).removeprefix("其中").strip(":：")
