"""Evidence (佐证材料): files attached to a project, objective or indicator, in a run or for the year."""

from pathlib import Path

from perfdesk.domain.change import Change, change_of, creation
from perfdesk.domain.errors import NotUnderstood
from perfdesk.domain.office import Node
from perfdesk.domain.records import Evidence, Indicator, Project, Run
from perfdesk.operations.session import Session
from perfdesk.paths import readable
from perfdesk.store import attachments

# What a program of the office shows; anything else could run, and its folder is shown instead.
SHOWN = frozenset(
    (
        *(".pdf", ".ofd", ".txt", ".csv", ".doc", ".docx", ".wps", ".xls", ".xlsx", ".et", ".ppt", ".pptx"),
        *(".dps", ".jpg", ".jpeg", ".png", ".bmp", ".gif", ".tif", ".tiff", ".zip", ".rar", ".7z"),
    )
)


def attach(
    session: Session, record: Indicator | Node, source: Path, *, run: Run | None = None, note: str = ""
) -> Change:
    """Copy a file beside the desk and make the change that records it; nothing is written to the desk yet.

    Raises EvidenceRefused, StoreFull or StoreReadOnly where it cannot be kept, NotUnderstood for the same
    file at the same place.
    """
    session.store.must_be_ready()
    kept = attachments.keep(session.store.path, source)
    office, name = session.office, readable(source.name)
    owner = office.owner(record) if isinstance(record, Indicator) else record
    indicator = record.id if isinstance(record, Indicator) else None
    for held in office.followers(Evidence, owner):
        if (held.digest, held.indicator) == (kept.digest, indicator):
            raise NotUnderstood(f"“{name}”已经附在这里了（{held.name}），没有再附一次。")
    made = Evidence(
        office.next_id(),
        project=owner.id if isinstance(owner, Project) else None,
        objective=None if isinstance(owner, Project) else owner.id,
        indicator=indicator,
        run=run.id if run else None,
        name=name,
        digest=kept.digest,
        size=kept.size,
        note=note.strip() or None,
    )
    return change_of(f"附上 {name[:24]}", [creation(made)])


def file_of(desk: Path, evidence: Evidence) -> Path:
    """The kept file, proved unaltered; raises EvidenceRefused."""
    return attachments.checked(desk, evidence.digest or "", evidence.name or "")


def size_words(size: int | None) -> str:
    """「1.2 MB」, in whole KB below one MB; half a KB is not nothing.

    >>> size_words(1), size_words(1_300_000)
    ('1 KB', '1.2 MB')
    """
    held = size or 0
    if held < 1 << 20:
        return f"{max((held + 1023) // 1024, 1 if held else 0)} KB"
    tenths = (held * 10 + (1 << 19)) >> 20
    return f"{tenths // 10}.{tenths % 10} MB"
