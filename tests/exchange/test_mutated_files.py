"""Documents with bytes changed, cut out or doubled: every reader reads or refuses them, and never stumbles.

The readers run here as they do in the reading process, whose bounds are tested elsewhere; only .xls is read
in that process, for xlrd follows a damaged chain of sectors without end. PERFDESK_FUZZ=1 tries many more.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random

import pytest

from perfdesk.domain.errors import DocumentRefused
from perfdesk.exchange.readers.choose import grids_of
from perfdesk.exchange.readers.progress import silent
from perfdesk.exchange.reading import read_document, recognise_grids
from tests.exchange.office_files import find_office, texts_of, word_document, workbook
from tests.exchange.tables import project, summary

MANY = bool(os.environ.get("PERFDESK_FUZZ"))
TRIES = 20_000 if MANY else 120
TRIES_BOUND = 1_000 if MANY else 12  # each starts a process
TABLE = texts_of(
    summary(
        project("1", "甲项目", ("清淤长度", "≥", "公里", "12.5"), ("满意度", "≥", "%", "90")),
        project("2", "乙项目", ("巡查次数", "=", "次", "4")),
    )
)
PAGE = "<html><meta charset=utf-8><table>" + "".join(
    "<tr>" + "".join(f"<td rowspan=1>{text}</td>" for text in texts) + "</tr>" for texts in TABLE
)


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """A sound document of each kind, made once."""
    folder = tmp_path_factory.mktemp("sound")
    made: dict[str, bytes] = {}

    def document(kind: str) -> bytes:
        if kind not in made:
            made[kind] = sound(kind, folder).read_bytes()
        return made[kind]

    return document


def sound(kind: str, folder: Path) -> Path:
    source = workbook(folder / "表.xlsx", TABLE)
    if kind == "xlsx":
        return source
    if kind == "docx":
        return word_document(folder / "表.docx", TABLE)
    if kind == "html":
        (folder / "表.html").write_text(PAGE, encoding="utf-8")
        return folder / "表.html"
    office = find_office(folder)
    if kind == "pdf":
        source = word_document(folder / "表.docx", TABLE, grid=True)
    (made,) = office.convert(kind, folder, source)
    return made


def mutated(data: bytes, random: Random) -> bytes:
    """A few bytes changed, a piece cut out, doubled or moved."""
    held = bytearray(data)
    for _ in range(random.randint(1, 8)):
        at = random.randrange(len(held))
        length = random.choice((1, 1, 2, 4, 16, 100, 1000))
        match random.randrange(5):
            case 0:
                held[at : at + length] = random.randbytes(len(held[at : at + length]))
            case 1:
                del held[at : at + length]
            case 2:
                held[at:at] = held[at : at + length]
            case 3:
                held[at] = random.choice((0, 0xFF, 0x7F, 0x80, 0x3C, 0x22))
            case _:
                held[at : at + 4] = random.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\x7f"))
        if len(held) < 16:
            return bytes(held) + data[:16]
    return bytes(held)


def mutated_inside(data: bytes, random: Random) -> bytes:
    """A container that is sound, with parts that are not: what lies behind the check sums."""
    with zipfile.ZipFile(BytesIO(data)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    name = random.choice([name for name in parts if name.endswith(".xml") and len(parts[name]) > 16])
    parts[name] = mutated(parts[name], random)
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as target:
        for part, content in parts.items():
            target.writestr(part, content)
    return held.getvalue()


def read_or_refused(path: Path, data: bytes, *, bound: bool) -> bool:
    """Whether the readers took it; DocumentRefused is the only other thing that may happen."""
    path.write_bytes(data)
    said: DocumentRefused | None = None
    try:
        if bound:
            read_document(path)
        else:
            recognise_grids(path.name, tuple(grids_of(path, None, silent)))
    except DocumentRefused as refused:
        said = refused
    assert said is None or (said.place.startswith(path.name) and "\n" not in str(said))
    return said is None


@pytest.mark.fuzz
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "docx", "html", "pdf"])
def test_a_mutated_document_is_read_or_refused(
    kind: str, documents: Callable[[str], bytes], tmp_path: Path
) -> None:
    data = documents(kind)
    path = tmp_path / f"来件.{kind}"
    bound = kind == "xls"
    assert read_or_refused(path, data, bound=bound)
    taken, tries = 0, TRIES_BOUND if bound else TRIES
    for seed in range(tries):
        random = Random(f"{kind} {seed}")
        inside = kind in ("xlsx", "ods", "docx") and seed % 4
        changed = mutated_inside(data, random) if inside else mutated(data, random)
        try:
            taken += read_or_refused(path, changed, bound=bound)
        except BaseException:
            print("seed", seed)
            raise
    assert taken < tries
