"""建议: indicators and actuals read out of prose, each with its words, taken or left one by one."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedLayout, QWidget

from perfdesk.domain.change import Change
from perfdesk.domain.errors import DeskError
from perfdesk.operations import proposing
from perfdesk.operations.proposing import Offer
from perfdesk.ui import theme
from perfdesk.ui.desk import Desk
from perfdesk.ui.place_table import Cell, Line, PlaceTable, TableColumn

_COLUMNS = (
    TableColumn("所在", weight=3),
    TableColumn("建议", weight=3),
    TableColumn("原文", weight=5),
    TableColumn("", width=5),
)
_ASK = "从文字里读出来的，采纳了才写入"
_NOTHING = "没有可以采纳的建议。"
_AROUND = 24


class ProposalPage(QWidget):
    """Nothing is worked out until the page is looked at, and nothing is written until a button is pressed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("proposal_page")
        self._desk = desk
        self.table = PlaceTable("proposals", "建议清单", _COLUMNS, self)
        self.table.setSelectionBehavior(PlaceTable.SelectionBehavior.SelectRows)
        # The panel above puts them beside its tabs, for the page itself is short of height.
        self.buttons = QWidget(self)
        self.accept_button = QPushButton("采纳", self.buttons)
        self.accept_button.setObjectName("proposal_accept")
        self.decline_button = QPushButton("不采纳", self.buttons)
        self.decline_button.setObjectName("proposal_decline")
        self._empty = QLabel(_NOTHING, self)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setProperty("role", "dim")
        self._lay_out()
        self.accept_button.clicked.connect(self.accept)
        self.decline_button.clicked.connect(self.decline)
        self.table.selectionModel().currentChanged.connect(self._settle_buttons)
        desk.changed.connect(self._follow)
        desk.chosen.connect(self._follow)

    def _lay_out(self) -> None:
        said = QLabel(_ASK, self.buttons)
        said.setProperty("role", "dim")
        bar = QHBoxLayout(self.buttons)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(theme.em(self.font()))
        for part in (said, self.accept_button, self.decline_button):
            bar.addWidget(part)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._empty)

    # -- what is shown

    @Slot()
    def _follow(self, change: Change | None = None) -> None:
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the texts when the page comes into view."""
        super().showEvent(event)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Ask anew, keeping the row."""
        book, row = self._desk.book, self.table.currentIndex().row()
        offers = proposing.offers(self._desk.office, book, self._desk.run) if book else ()
        self.table.show_lines([_line(offer) for offer in offers])
        self._pages.setCurrentIndex(0 if offers else 1)
        if offers:
            kept = min(max(row, 0), len(offers) - 1)
            self.table.setCurrentIndex(self.table.rows.index(kept, 1))
        self._settle_buttons()

    @Slot()
    def _settle_buttons(self) -> None:
        offer = self.chosen
        may = offer is not None and not self._desk.read_only
        self.accept_button.setEnabled(may)
        self.decline_button.setEnabled(may)
        self.decline_button.setText("重新考虑" if offer is not None and offer.declined else "不采纳")

    # -- taking and leaving

    @property
    def chosen(self) -> Offer | None:
        """The offer of the current row."""
        about = self.table.chosen
        return about if isinstance(about, Offer) else None

    @Slot()
    def accept(self) -> None:
        """Write the current proposal, as one step that undo takes back."""
        offer = self.chosen
        if offer is None:
            return
        try:
            change = proposing.accept(self._desk.office, offer.proposal)
        except DeskError as error:
            self._desk.noticed.emit(str(error))
            return
        self._desk.perform(change)

    @Slot()
    def decline(self) -> None:
        """Refuse the current proposal, or think again about a refused one."""
        offer = self.chosen
        if offer is not None:
            turn = proposing.offer_again if offer.declined else proposing.decline
            self._desk.perform(turn(self._desk.office, offer.proposal))


def _line(offer: Offer) -> Line:
    source = offer.proposal.source
    first, last = max(0, source.start - _AROUND), source.end + _AROUND
    before = ("…" if first else "") + source.text[first : source.start]
    after = source.text[source.end : last] + ("…" if last < len(source.text) else "")
    shown = f"{source.caption}：{before}【{source.quote}】{after}".replace("\n", " ")
    texts = (offer.where, offer.sentence, shown, proposing.DECLINED if offer.declined else "")
    return Line(offer, tuple(Cell(text) for text in texts))
