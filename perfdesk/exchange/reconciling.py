"""Holding what a PDF carries as data against what its pages show: the data count, differences are doubts."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace

from perfdesk.domain.document import Document, Doubt
from perfdesk.domain.wording import shortened

_ASIDE = ("repairs", "doubts", "source", "sheet", "title", "lines", "line")
_MOST = 30
_WHERE = "附件"


def reconciled(attached: Sequence[Document], printed: Sequence[Document]) -> tuple[Document, ...]:
    """The attached tables, each with a doubt for everything the pages show otherwise."""
    if not printed:
        return _doubting(attached, [Doubt(_WHERE, "页面上的表读不出来，用了附件里的数据，请对照页面核对")])
    if len(attached) != len(printed):
        what = f"附件里有 {len(attached)} 张表，页面上读出 {len(printed)} 张，用了附件的，请对照页面核对"
        return _doubting(attached, [Doubt(_WHERE, what)])
    return tuple(_against(one, other) for one, other in zip(attached, printed, strict=True))


def _doubting(attached: Sequence[Document], doubts: Sequence[Doubt]) -> tuple[Document, ...]:
    first, *rest = attached
    return (replace(first, doubts=(*first.doubts, *doubts)), *rest)


def _against(attached: Document, printed: Document) -> Document:
    found = list(_differences(attached, printed, ""))
    doubts = found[:_MOST]
    if len(found) > _MOST:
        doubts.append(Doubt(_WHERE, f"附件与页面还有 {len(found) - _MOST} 处不同，请对照页面核对"))
    return replace(attached, doubts=(*attached.doubts, *doubts))


def _differences(one: object, other: object, place: str) -> Iterator[Doubt]:
    if isinstance(one, tuple) and isinstance(other, tuple):
        if len(one) != len(other):
            yield _doubt(place, f"{len(one)} 项", f"{len(other)} 项")
            return
        for left, right in zip(one, other, strict=True):
            yield from _differences(left, right, place)
    elif is_dataclass(one) and type(one) is type(other):
        name = getattr(one, "name", None)
        place = f"{place}“{shortened(name)}”" if name else place
        for field in fields(one):
            if field.name not in _ASIDE:
                yield from _differences(getattr(one, field.name), getattr(other, field.name), place)
    elif _bare(one) != _bare(other):
        yield _doubt(place, one, other)


def _bare(value: object) -> str:
    return "" if value is None else "".join(str(value).split())


def _doubt(place: str, attached: object, printed: object) -> Doubt:
    texts = (shortened(str(value)) if value not in (None, "") else "空白" for value in (attached, printed))
    left, right = texts
    return Doubt(f"{_WHERE}{place}", f"附件写“{left}”，页面写“{right}”，用了附件的，请核对")
