"""Errors a clerk can act on: one class per situation, one sentence of what happened and what to do."""


class DeskError(Exception):
    """Something the clerk can act on; `str(error)` is the sentence to show. Anything else is a bug."""


class DocumentRefused(DeskError):
    """A document from outside cannot be taken in; nothing was changed.

    `place` names file, line and column as far as known and stands at the front of the sentence.
    """

    def __init__(self, place: str, cause: str, remedy: str) -> None:
        self.place, self.cause, self.remedy = place, cause, remedy
        super().__init__(f"{place}：{cause}。{remedy}。")


class ReadingStopped(DeskError):
    """The clerk stopped the reading of a file; nothing was changed."""


class RepairsNotAccepted(DeskError):
    """The document can only be taken in with repairs that nobody has agreed to yet."""


class StatementMissing(DeskError):
    """Unit or year is stated neither by the document nor by the clerk; it is asked for, never guessed."""


class ChangeConflict(DeskError):
    """The value moved on since the change was made; nothing was written."""


class NothingSuch(DeskError):
    """A project, indicator, run or form that was named does not exist on this desk."""


class FileMissing(DeskError):
    """The desk file is not there (any more)."""


class FileIsForeign(DeskError):
    """Not a desk file of perfdesk; it was left byte for byte as it was."""


class FileIsNewer(DeskError):
    """Written by a newer perfdesk; it was left byte for byte as it was."""


class FileIsDamaged(DeskError):
    """The desk file is damaged or was altered by another program; it was left as it was."""


class StoreBusy(DeskError):
    """Another program holds the desk file; says who. It can still be opened to look."""


class StoreReadOnly(DeskError):
    """The desk was opened to look only, or its folder cannot be written."""


class StoreFull(DeskError):
    """The disk is full or failed; the change was not saved, everything saved before is untouched."""


class FileMoved(DeskError):
    """The desk file was moved, deleted or replaced while it was open."""


class GlyphMissing(DeskError):
    """A character the embedded font lacks; names the cell. The page was not written."""


class NotUnderstood(DeskError):
    """What was typed does not fit a field that only takes certain values."""


class DisplayMissing(DeskError):
    """A window was asked for where there is no screen to show it on."""


class AlreadyRunning(DeskError):
    """Somebody else, or another computer, runs the program on the same data folder."""


class FolderRefused(DeskError):
    """A folder that was named cannot be made or used; nothing was written."""


class RunLocked(DeskError):
    """A change reaches into a progress run that is locked; nothing was written."""


class TargetApproved(DeskError):
    """An approved target is changed by a plain edit instead of an adjustment; nothing was written."""


class PublicationKept(DeskError):
    """The record of what was published would be taken away or rewritten; nothing was written."""


class EvidenceRefused(DeskError):
    """A file cannot be kept as evidence, or the kept one is missing or altered."""


class NotPublishable(DeskError):
    """Open questions stand in the way of the public copy; no file was written."""
