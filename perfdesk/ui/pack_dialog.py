"""打分规则: which packs there are, what each says and passes, and an office's own copy to edit."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from perfdesk.domain.errors import DeskError, NotUnderstood
from perfdesk.domain.figures import plain
from perfdesk.domain.scoring.pack_tests import run_tests
from perfdesk.domain.scoring.rule_pack import RulePack
from perfdesk.operations import rule_packs
from perfdesk.operations.rule_packs import Offered, pack_of
from perfdesk.ui import theme
from perfdesk.ui.desk import Desk
from perfdesk.ui.import_pages import RoomyDelegate
from perfdesk.ui.toml_edit import TomlEdit

_CAPTIONS = ("结果", "填写", "应得", "算出", "怎么算的")
_KEYS = {
    "target": "目标",
    "actual": "实际",
    "weight": "分值",
    "unit": "单位",
    "level": "类别",
    "name": "名称",
    "hand": "手工分",
    "budget": "预算",
    "executed": "执行",
    "carried": "结转",
    "sum": "合计",
    "execution": "执行率",
    "month": "月份",
    "kind": "累计方式",
}


class PackDialog(QDialog):
    """A list at the left; at the right what the chosen pack says, its test table and its text."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pack_dialog")
        self.setWindowTitle("打分规则")
        self.setAccessibleName("打分规则")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._offered: tuple[Offered, ...] = ()
        self.list = QListWidget(self)
        self.list.setObjectName("pack_list")
        self.list.setAccessibleName("打分规则")
        self.about = QLabel(self)
        self.about.setObjectName("pack_about")
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setWordWrap(True)
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.tests = QTreeWidget(self)
        self.tests.setObjectName("pack_tests")
        self.tests.setAccessibleName("测试表")
        self.tests.setHeaderLabels(list(_CAPTIONS))
        self.tests.setRootIsDecorated(False)
        self.tests.setItemDelegate(RoomyDelegate(self.tests))
        self.text = TomlEdit("pack_text", "规则原文", pack_of, self)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        about = QScrollArea(self)
        about.setWidgetResizable(True)
        about.setWidget(self.about)
        for page, word in ((about, "说明"), (self.tests, "测试表"), (self.text, "规则原文")):
            self.tabs.addTab(page, word)
        self.sentence = QLabel(self)
        self.sentence.setObjectName("pack_sentence")
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.choose_button = self._button("pack_choose", "选用", self._choose)
        theme.mark(self.choose_button, "primary", True)
        self.copy_button = self._button("pack_copy", "复制一份来改", self._copy)
        self.save_button = self._button("pack_save", "保存修改", self._save)
        self.close_button = self._button("pack_close", "关闭", self.reject)
        self._lay_out()
        self.list.currentRowChanged.connect(self._show)
        self.text.checked.connect(self._follow)
        self._fill(self._in_force())

    def _button(self, name: str, word: str, act: object) -> QPushButton:
        made = QPushButton(word, self)
        made.setObjectName(name)
        made.setAccessibleName(word)
        made.setAutoDefault(False)
        made.clicked.connect(act)
        return made

    def _lay_out(self) -> None:
        em = theme.em(self.font())
        theme.open_within(self, 76, 44)
        self.list.setFixedWidth(em * 19)
        self.list.setSpacing(em // 5)
        self.about.setContentsMargins(em, em, em, em)
        middle = QHBoxLayout()
        middle.setSpacing(em)
        middle.addWidget(self.list)
        middle.addWidget(self.tabs, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.sentence, 1)
        for button in (self.copy_button, self.save_button, self.choose_button, self.close_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(round(em * 1.5), round(em * 1.3), round(em * 1.5), round(em * 1.3))
        layout.setSpacing(em)
        layout.addLayout(middle, 1)
        layout.addLayout(buttons)

    def _fill(self, chosen: str) -> None:
        """List the packs again and choose the one with this text."""
        office = self._desk.office
        in_force = (
            rule_packs.text_in_force(office, self._desk.book, self._desk.run) if self._desk.book else ""
        )
        self._offered = rule_packs.offered(office)
        self.list.blockSignals(True)
        self.list.clear()
        for one in self._offered:
            own = "（本单位）" if one.record is not None else ""
            mark = "✓ " if one.text == in_force else ""
            self.list.addItem(f"{mark}{one.name}{own}")
        self.list.blockSignals(False)
        texts = [one.text for one in self._offered]
        self.list.setCurrentRow(texts.index(chosen) if chosen in texts else 0)
        self._show()

    def _in_force(self) -> str:
        book = self._desk.book
        return rule_packs.text_in_force(self._desk.office, book, self._desk.run) if book else ""

    def _current(self) -> Offered | None:
        row = self.list.currentRow()
        return self._offered[row] if 0 <= row < len(self._offered) else None

    @Slot()
    def _show(self) -> None:
        one = self._current()
        if one is not None:
            self.text.show_text(one.text, writable=one.record is not None and not self._desk.read_only)

    @Slot(str)
    def _follow(self, problem: str) -> None:
        """Description and test table follow the text as it is edited."""
        one = self._current()
        changed = one is not None and self.text.text() != one.text
        free = not self._desk.read_only and not problem
        self.save_button.setEnabled(free and changed)
        self.choose_button.setEnabled(free and not changed)
        self.copy_button.setEnabled(free and not changed)
        self.sentence.setText("")
        if problem:
            self.about.setText(problem)
            self.tests.clear()
            return
        pack = pack_of(self.text.text())
        self.about.setText(described(pack))
        self._test(pack)

    def _test(self, pack: RulePack) -> None:
        self.tests.clear()
        tested = run_tests(pack)
        for one in tested:
            mark = "✓ 通过" if one.passed else "✕ 不符"
            item = QTreeWidgetItem([mark, _given(one.test.given), one.test.wanted, one.came, one.how])
            item.setToolTip(len(_CAPTIONS) - 1, one.how)
            self.tests.addTopLevelItem(item)
        for column in range(4):
            self.tests.resizeColumnToContents(column)
        failed = sum(not one.passed for one in tested)
        self.tabs.setTabText(1, f"测试表（{failed} 行不符）" if failed else f"测试表（{len(tested)} 行通过）")

    @Slot()
    def _choose(self) -> None:
        if self._desk.book is not None:
            change = rule_packs.choose(self._desk.office, self._desk.book, self.text.text(), self._desk.run)
            if self._desk.perform(change):
                self.accept()

    @Slot()
    def _copy(self) -> None:
        """A copy under a name of its own, in the text's first line."""
        one = self._current()
        if one is None:
            return
        taken = {other.name for other in self._offered}
        at = next(n for n in range(1, len(taken) + 2) if f"{one.name} 本单位 {n}" not in taken)
        self._keep(one.text.replace(f'name = "{one.name}"', f'name = "{one.name} 本单位 {at}"', 1), None)
        self.tabs.setCurrentWidget(self.text)

    @Slot()
    def _save(self) -> None:
        one = self._current()
        if one is not None:
            self._keep(self.text.text(), one.record)

    def _keep(self, text: str, record: int | None) -> None:
        try:
            change = rule_packs.save(self._desk.office, text, record)
        except (NotUnderstood, DeskError) as refusal:
            self.sentence.setText(str(refusal))
            return
        if self._desk.perform(change):
            self._fill(text)


def _given(given: Iterable[tuple[str, str]]) -> str:
    """What a test fills in; the operator stands before its target."""
    held = dict(given)
    operator = held.pop("operator", "")
    if operator:
        held["target"] = f"{operator} {held.get('target', '')}".strip()
    return "，".join(f"{_KEYS.get(key, key)} {text}".strip() for key, text in held.items())


def described(pack: RulePack) -> str:
    """A pack in words: source, weights, execution, ceilings, grades, and what it decides by itself."""
    told = [f"名称：{pack.name}", f"依据：{pack.source}", f"版本：{pack.version}"]
    told += [f"说明：{pack.note}"] if pack.note else []
    for table in pack.weights:
        parts = "，".join(f"{level} {plain(points)}" for level, points in table.parts)
        told.append(f"分值（{table.title}）：{parts or f'{plain(table.total)} 分自行分配'}")
    if pack.execution:
        execution = pack.execution
        low = plain(execution.explain_below)
        told.append(f"预算执行率：{plain(execution.points)} 分，低于 {low}% 要说明原因")
    if pack.ceilings:
        limits = "；".join(f"低于 {plain(c.below)}% 最多 {plain(c.at_most)} 分" for c in pack.ceilings)
        told.append(f"执行率封顶：{limits}")
    told.append("等级：" + "，".join(f"{grade.name} {plain(grade.start)} 分起" for grade in pack.grades))
    told += ["", "依据没有写明、这套规则自己定下的："] if pack.choices else []
    told += [f"· {part}：{text}" for part, text in pack.choices]
    return "\n".join(told)
