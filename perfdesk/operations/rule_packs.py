"""Rule packs on this desk: those that travel with the program and those the office wrote; which one binds."""

from dataclasses import dataclass
from functools import cache, lru_cache

from perfdesk.domain.change import Change, Edit, change_of, creation, setting
from perfdesk.domain.errors import NothingSuch, NotUnderstood
from perfdesk.domain.office import Office
from perfdesk.domain.records import Book, Kind, Pack, Run, RunState
from perfdesk.domain.scoring.pack_reading import read_pack
from perfdesk.domain.scoring.rule_pack import RulePack
from perfdesk.paths import resources

DEFAULT = "national-10"


@dataclass(frozen=True, slots=True)
class Offered:
    """A pack to choose from. `key` is the file's stem, "" for one of the desk, whose id is `record`."""

    key: str
    record: int | None
    name: str
    text: str


@lru_cache(maxsize=64)
def pack_of(text: str) -> RulePack:
    """The pack behind a text, read once; raises NotUnderstood."""
    return read_pack(text)


@cache
def built_in() -> tuple[Offered, ...]:
    """The packs that travel with the program, the default first."""
    texts = {
        file.stem: file.read_text(encoding="utf-8")
        for file in sorted((resources() / "rule_packs").glob("*.toml"))
    }
    keys = sorted(texts, key=lambda key: (key != DEFAULT, not key.startswith("national"), key))
    return tuple(Offered(key, None, pack_of(texts[key]).name, texts[key]) for key in keys)


def offered(office: Office) -> tuple[Offered, ...]:
    """Every pack the office can choose: its own first, each text once."""
    own = [Offered("", pack.id, pack.name or "", pack.text or "") for pack in office.every(Pack)]
    known = {one.text for one in built_in()}
    return (*(one for one in own if one.text not in known), *built_in())


def find_pack(office: Office, name: str) -> str:
    """The text of the pack with this name (or file stem); NothingSuch with the names there are."""
    wanted = name.strip()
    choices = offered(office)
    for one in reversed([one for one in choices if one.record is not None]):
        if one.name == wanted:
            return one.text
    for one in choices:
        if wanted in (one.name, one.key) and wanted:
            return one.text
    names = dict.fromkeys(one.name for one in choices)
    raise NothingSuch(f"没有“{wanted[:30]}”这套打分规则。可用：{'、'.join(names)}。")


def text_in_force(office: Office, book: Book, run: Run | None) -> str:
    """The text the run was evaluated by, else the one the book names, else the national rules."""
    for link in (run.pack if run else None, book.pack):
        held = office.find(Kind.PACK, link) if link is not None else None
        if isinstance(held, Pack) and held.text:
            return held.text
    return built_in()[0].text


def pack_in_force(office: Office, book: Book, run: Run | None) -> RulePack:
    """The pack that binds a book in a run; raises NotUnderstood where its text is broken."""
    return pack_of(text_in_force(office, book, run))


def choose(office: Office, book: Book, text: str, run: Run | None = None) -> Change:
    """Put a pack in force for a book, kept as it is now; raises NotUnderstood for a broken text.

    A run that was evaluated by another one follows while it is open; a locked or published one does not.
    """
    pack = pack_of(text)
    record, made = _kept(office, text, pack)
    edits = [made, setting(book, "pack", str(record))]
    if run is not None and run.pack is not None and not run.locked and run.state != RunState.PUBLISHED:
        edits.append(setting(run, "pack", str(record)))
    return change_of(f"选用规则 {pack.name}", edits)


def keep(office: Office, book: Book, run: Run, number: int | None = None) -> Change:
    """Keep the pack in force with a run that is evaluated, so that later edits do not reach it.

    `number` is the id of a record to be made, where the change is part of one that makes others.
    """
    text = text_in_force(office, book, run)
    pack = pack_of(text)
    record, made = _kept(office, text, pack, number)
    return change_of(f"按 {pack.name} 自评", [made, setting(run, "pack", str(record))])


def save(office: Office, text: str, record: int | None = None) -> Change:
    """Keep an office's own pack. One that a run was evaluated by is not touched: the new text is a new pack.

    Books that had the old text in force get the new one. Raises NotUnderstood for a broken text, or one that
    takes the name of a pack of the program.
    """
    pack = pack_of(text)
    if any(pack.name == one.name and text != one.text for one in built_in()):
        raise NotUnderstood(f"“{pack.name}”是程序自带的规则。改过的规则请另起名称（第一行 name）。")
    title = f"修改规则 {pack.name}" if record is not None else f"新增规则 {pack.name}"
    held = office.find(Kind.PACK, record) if record is not None else None
    if not isinstance(held, Pack):
        return change_of(title, [_kept(office, text, pack)[1]])
    if not any(run.pack == held.id for run in office.every(Run)):
        values = {"name": pack.name, "version": pack.version, "text": text}
        return change_of(title, [setting(held, name, value) for name, value in values.items()])
    number, made = _kept(office, text, pack)
    books = [book for book in office.books() if book.pack == held.id]
    return change_of(title, [made, *(setting(book, "pack", str(number)) for book in books)])


def _kept(office: Office, text: str, pack: RulePack, number: int | None = None) -> tuple[int, Edit | None]:
    """The record that holds this very text, and the edit that makes it where there is none yet."""
    for held in office.every(Pack):
        if held.text == text:
            return held.id, None
    made = Pack(number or office.next_id(), name=pack.name, version=pack.version, text=text)
    return made.id, creation(made)
