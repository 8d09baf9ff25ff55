"""One open desk: the file and the office in memory, changed together."""

import getpass
from pathlib import Path

from perfdesk.domain.change import Act, Change
from perfdesk.domain.office import Office
from perfdesk.domain.permission import must_permit
from perfdesk.domain.records import ASIDE, Account, Entry, Kind, kind_of
from perfdesk.store.store import HistoryLine, Store


class Session:
    """A desk file with its office. A change is checked, written, then applied; a failure changes neither."""

    def __init__(self, store: Store, who: str = "") -> None:
        self.store = store
        self.who = who or clerk_name()
        self.office: Office = store.load()

    @classmethod
    def create(cls, path: Path, who: str = "") -> "Session":
        """Make a new desk file; refuses an existing one."""
        return cls(Store.create(path), who)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, who: str = "") -> "Session":
        """Open a desk file; raises the store's sentences."""
        store = Store.open(path, read_only=read_only)
        try:
            return cls(store, who)
        except BaseException:
            store.close()
            raise

    def perform(self, change: Change, act: Act = Act.EDIT) -> int:
        """Write and apply a change in one transaction; returns the batch number (0 for an empty change)."""
        if not change:
            return 0
        self.check(change, act)
        batch = self.store.apply(change, act=act, who=self.who)
        self.office.apply(change)
        return batch

    def check(self, change: Change, act: Act = Act.EDIT) -> None:
        """Raise what stands in a change's way: a lock, an approval, or a value that moved on."""
        must_permit(self.office, change, act)
        self.office.check(change)

    def earlier_changes(self) -> list[Change]:
        """Changes of earlier sessions that undo can still take back, oldest first."""
        return [change for change, _ in self.store.undoable()]

    def history_of(self, kind: Kind, record: int) -> list[HistoryLine]:
        """Lines about a record and about what runs hold of it, newest first."""
        held = {
            (kind_of(r), r.id)
            for r in self.office
            if (isinstance(r, Entry | Account) or kind_of(r) in ASIDE)
            and getattr(r, kind.value, None) == record
        }
        wanted = held | {(kind, record)}
        lines = [line for line in self.store.history() if (line.kind, line.record) in wanted]
        return lines[::-1]

    def close(self) -> None:
        """Close the file and give up its lock."""
        self.store.close()

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def clerk_name() -> str:
    """The name history lines carry unless the clerk set another: the login name, or 「未署名」."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "未署名"
