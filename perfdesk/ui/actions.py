"""Every action of the window, declared once: name, words, keys, icon and tip."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from perfdesk.ui import icons


@dataclass(frozen=True, slots=True)
class Spec:
    """One action. `here` binds its keys to the widget it is added to, not to the whole window."""

    name: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    tip: str = ""
    here: bool = False
    edits: bool = False  # needs an open file that may be written
    asks: bool = False  # needs an open file


ACTIONS: tuple[Spec, ...] = (
    Spec("new_desk", "新建…", ("Ctrl+N",), "file-plus", "新建一个数据文件"),
    Spec("open_desk", "打开…", ("Ctrl+O",), "folder-open", "打开数据文件或要导入的文档"),
    Spec("close_desk", "关闭文件", ("Ctrl+W",), "x", "关闭数据文件，回到开始页", asks=True),
    Spec("open_sample", "看示例", (), "star", "打开一份示例，随便改"),
    Spec(
        "import_document",
        "导入",
        ("Ctrl+I",),
        "file-input",
        "读入 Excel、Word、PDF 等文件，先预览再写入",
    ),
    Spec(
        "import_folder",
        "导入文件夹…",
        ("Ctrl+Shift+I",),
        "folder-open",
        "读入一个文件夹里的全部文档，逐份预览",
    ),
    Spec("new_book", "新建年度…", (), "table", "新建一个单位、年度的表", edits=True),
    Spec("new_project", "新建项目", ("Ctrl+Shift+P",), "folder-plus", "在本年度末尾加一个项目", edits=True),
    Spec("new_indicator", "新建指标", ("Ctrl+Shift+N",), "plus", "在选中的项目下加一项指标", edits=True),
    Spec("new_run", "新建进展", ("Ctrl+Shift+J",), "calendar-plus", "新建一个进展期", edits=True),
    Spec("undo", "撤消", ("Ctrl+Z",), "undo-2", "撤消上一步"),
    Spec("redo", "重做", ("Ctrl+Y", "Ctrl+Shift+Z"), "redo-2", "重做撤消的一步"),
    Spec("preview", "预览", ("Ctrl+P",), "eye", "看打印出来的样子，可打印", asks=True),
    Spec("export_pdf", "导出 PDF", ("Ctrl+E",), "file-down", "导出正式表格的 PDF", asks=True),
    Spec("export_xlsx", "导出 Excel…", ("Ctrl+Shift+E",), "table", "导出正式表格的工作簿", asks=True),
    Spec(
        "export_other", "导出其他表…", (), "file-down", "申报表、监控表、自评表，空白表，Word 文档", asks=True
    ),
    Spec("captions", "表头文字…", (), "table", "把表上的文字改成本单位的写法", edits=True),
    Spec("cross_table", "交叉表…", (), "table", "按项目、级别、进展期统计，可复制和导出", asks=True),
    Spec("saved_already", "已自动保存", ("Ctrl+S",), "save", "录入即保存，不用手动保存", asks=True),
    Spec("run_on", "送下一步", (), "arrow-right", "填报送复核，复核送审核", edits=True),
    Spec("run_back", "退回上一步", (), "arrow-left", "审核退回复核，复核退回填报", edits=True),
    Spec("run_lock", "锁定或解锁…", (), "lock", "锁定后只能查看；解锁要写原因", edits=True),
    Spec("publish", "公开…", (), "file-down", "核对清单，出公开稿，记录并锁定", edits=True),
    Spec("approve", "批复…", (), "check", "填批复日期和文号", edits=True),
    Spec("adjust", "调整目标…", (), "", "按程序调整已批复的目标，留下依据", edits=True),
    Spec("library", "指标库…", (), "search", "从历年指标里找，加到选中的项目", edits=True),
    Spec("roll_over", "结转到下一年度", (), "calendar-plus", "目标带入下一年，实际值清空", edits=True),
    Spec("find", "查找", ("Ctrl+F",), "search", "查找项目、指标", asks=True),
    Spec("find_next", "下一个", ("F3",), "chevron-down", "下一个查到的", asks=True),
    Spec("find_previous", "上一个", ("Shift+F3",), "", "上一个查到的", asks=True),
    Spec("move_up", "上移", ("Alt+Up",), "", "在同级中上移", here=True, edits=True),
    Spec("move_down", "下移", ("Alt+Down",), "", "在同级中下移", here=True, edits=True),
    Spec("remove", "删除", ("Del",), "trash-2", "删除，撤消可恢复", here=True, edits=True),
    Spec("review", "审核", ("F9",), "list-checks", "显示审核，或回到录入", asks=True),
    Spec("review_next", "下一个问题", ("F8",), "", "跳到审核的下一条", asks=True),
    Spec("review_previous", "上一个问题", ("Shift+F8",), "", "跳到审核的上一条", asks=True),
    Spec("next_pane", "下一个窗格", ("F6",), "", "在左、中、下三处之间移动"),
    Spec("previous_pane", "上一个窗格", ("Shift+F6",), "", "反方向移动"),
    Spec("zoom_in", "放大", ("Ctrl++", "Ctrl+="), "zoom-in", "字号加大"),
    Spec("zoom_out", "缩小", ("Ctrl+-",), "zoom-out", "字号减小"),
    Spec("zoom_usual", "原始大小", ("Ctrl+0",), "", "字号还原"),
    Spec("settings", "设置…", ("Ctrl+,",), "settings", "外观、字号、回车方向、填报人"),
    Spec("help", "帮助", ("F1",), "circle-help", "使用说明和按键表"),
    Spec("about", "关于", (), "info", "版本和许可"),
    Spec("more", "更多", ("F10",), "", "打开菜单"),
    Spec("leave", "退出", ("Ctrl+Q",), "", "退出绩效台"),
)

Actions = Mapping[str, QAction]


def make_actions(owner: QObject) -> dict[str, QAction]:
    """A QAction for every line above, by name."""
    return {spec.name: _make(spec, owner) for spec in ACTIONS}


def _make(spec: Spec, owner: QObject) -> QAction:
    action = QAction(owner)
    name_action(action, spec.text)
    action.setObjectName(f"action_{spec.name}")
    action.setShortcuts([QKeySequence(key) for key in spec.keys])
    if spec.here:
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    if spec.icon:
        icons.give(action, spec.icon, "accent" if spec.name == "export_pdf" else "text")
    keys = (
        f"（{QKeySequence(spec.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)}）"
        if spec.keys
        else ""
    )
    action.setToolTip(f"{spec.tip}{keys}")
    return action


def name_action(action: QAction, text: str) -> None:
    """Give an action its words; on a button a little air parts them from the icon."""
    action.setText(text)
    action.setIconText(f" {text}")
