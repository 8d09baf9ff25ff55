"""The command line: thin, every command calls operations and prints; exit codes 0, 1, 2 and 3."""

import argparse
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

from perfdesk import __version__, output
from perfdesk.domain.errors import DeskError, DisplayMissing
from perfdesk.paths import readable

DONE, NEEDS_CLERK, WRONG_USAGE, REFUSED = 0, 1, 2, 3
_FORMS = ("target-summary", "progress-disclosure", "target-application", "monitoring", "self-evaluation")


# What they print is all they do; of the others only a receipt is lost when printing fails.
_READERS = ("read", "check", "score", "analyse", "dump", "history", "verify", "published")


def run(arguments: list[str]) -> int:
    """Run one command; returns the exit code. DeskErrors become one sentence on standard error."""
    output.speak_utf8()
    parsed = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = getattr(parsed, "command_function", _open_window)
    try:
        code = command(parsed)
        output.finish()
        return code
    except output.OutputLost as error:
        output.warn(str(error))
        return REFUSED if parsed.command in _READERS else NEEDS_CLERK
    except DeskError as error:
        (output.tell if command is _open_window else output.warn)(str(error))
        return REFUSED
    except KeyboardInterrupt:
        output.warn("已中断，没有做完的一步没有写入。")
        return REFUSED


def _open_window(parsed: argparse.Namespace) -> int:
    from perfdesk.app import display_is_there, show

    if not (display_is_there() or os.environ.get("QT_QPA_PLATFORM")):
        raise DisplayMissing("这里没有图形界面，开不了窗口。请在桌面上打开，或用 perfdesk --help 里的命令。")
    return show(getattr(parsed, "desk", None))


_Command = Callable[[argparse.Namespace], int]


def _lazily(name: str) -> _Command:
    """A command by room and name ("checks.score"), imported when it runs so that the window starts light."""

    def call(parsed: argparse.Namespace) -> int:
        room, _, function = name.partition(".")
        command: _Command = getattr(_room(room), function)
        return command(parsed)

    return call


def _room(name: str) -> ModuleType:
    """A part of `perfdesk.commands`; all are imported by name, so that freezing the program finds them."""
    from perfdesk.commands import checks, documents, exports, keeping, year

    rooms = {"documents": documents, "checks": checks, "exports": exports, "keeping": keeping, "year": year}
    return rooms[name]


class _Parser(argparse.ArgumentParser):
    """Speaks Chinese where it can, and not at all where there is no stream to speak to."""

    def error(self, message: str) -> NoReturn:
        output.warn(f"{self.format_usage()}用法不对：{message}")
        raise SystemExit(WRONG_USAGE)

    def _print_message(self, message: str, file: Any = None) -> None:
        with suppress(output.OutputLost):
            output.say(message.rstrip("\n"))
            output.finish()


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="perfdesk", description="绩效台：绩效目标的导入、录入、判定和公示")
    parser.add_argument("--version", action="version", version=f"perfdesk {__version__}")
    commands = parser.add_subparsers(title="命令", metavar="命令", dest="command")

    def add(name: str, text: str, function: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text)
        made.set_defaults(command_function=function)
        return made

    add("open", "打开一份数据文件", _open_window).add_argument("desk", type=Path, nargs="?")
    demo = add("demo", "做出示例单位，检查并导出", _lazily("keeping.demo"))
    demo.add_argument("--out", type=Path, default=Path("perfdesk-demo"))
    demo.add_argument("--no-window", action="store_true", help="不打开窗口")
    read = add("read", "识别一份文件，什么都不写", _lazily("documents.read"))
    read.add_argument("file", type=Path)
    read.add_argument("--encoding")
    _add_table(read)
    read.add_argument("--json", action="store_true")
    _add_import(add("import", "导入文件到数据文件", _lazily("documents.import_files")))
    record = add("record", "从文件录入一期进展", _lazily("documents.record"))
    record.add_argument("desk", type=Path)
    record.add_argument("file", type=Path)
    record.add_argument("--run", required=True)
    record.add_argument("--unit", type=readable)
    record.add_argument("--form", choices=_FORMS)
    _add_reports(add)
    _add_analysis(add)
    for name, text in (("dump", "输出数据文件全部内容"), ("history", "谁在何时改了什么")):
        listed = add(name, text, _lazily(f"exports.{name}"))
        listed.add_argument("desk", type=Path)
        listed.add_argument("--json", action="store_true")
    _add_year(add)
    _add_keeping(add)
    return parser


_Add = Callable[[str, str, Callable[[argparse.Namespace], int]], argparse.ArgumentParser]


def _add_table(command: argparse.ArgumentParser) -> None:
    """Which table of a file, and how its header is to be read."""
    command.add_argument("--sheet", type=readable, help="只读这张工作表")
    command.add_argument("--header-row", type=int, metavar="行", help="表头所在的行")
    command.add_argument(
        "--map", type=readable, action="append", default=[], metavar="列=内容", help="如 C=指标名称，可写几次"
    )


def _add_import(command: argparse.ArgumentParser) -> None:
    command.add_argument("desk", type=Path)
    command.add_argument("files", type=Path, nargs="+", metavar="file")
    command.add_argument("--unit", type=readable)
    command.add_argument("--year", type=readable)
    command.add_argument("--run", help="进展表没有写明月份时，写 2022-01..2022-06")
    command.add_argument("--encoding")
    _add_table(command)
    command.add_argument("--accept-repairs", action="store_true")
    command.add_argument(
        "--good-rows",
        type=Path,
        metavar="其余.xlsx",
        help="只导入没有问题的行，其余的行连同原因写到这个工作簿",
    )
    command.add_argument("--json", action="store_true")


def _add_reports(add: _Add) -> None:
    check = add("check", "判定和疑点", _lazily("checks.check"))
    check.add_argument("desk", type=Path)
    check.add_argument("--run")
    check.add_argument("--unit", type=readable)
    check.add_argument("--form", choices=_FORMS)
    check.add_argument("--proposals", action="store_true", help="再列出可以采纳的指标和实际值")
    check.add_argument("--json", action="store_true")
    score = add("score", "自评得分", _lazily("checks.score"))
    score.add_argument("desk", type=Path)
    score.add_argument("--year", required=True)
    score.add_argument("--rule-pack")
    score.add_argument("--json", action="store_true")
    export = add("export", "导出公示表", _lazily("exports.export"))
    export.add_argument("desk", type=Path)
    export.add_argument("--form", choices=_FORMS, required=True)
    export.add_argument("--year", type=readable)
    export.add_argument("--unit", type=readable)
    export.add_argument("--run")
    export.add_argument("--internal", action="store_true", help="带姓名、电话、批复和疑点的内部稿")
    export.add_argument("--blank", action="store_true", help="空白表，供手工填写")
    export.add_argument("--out", type=Path, required=True)


def _add_analysis(add: _Add) -> None:
    analyse = add("analyse", "全部数据的长表，或按一两栏统计的交叉表", _lazily("exports.analyse"))
    analyse.add_argument("desk", type=Path)
    analyse.add_argument("--year", type=readable)
    analyse.add_argument("--unit", type=readable)
    analyse.add_argument("--by", help="按哪一栏统计，如 项目或目标、一级指标、进展期")
    analyse.add_argument("--across", help="再按哪一栏分列")
    analyse.add_argument("--measure", help="指标数、达标数、达标率或预算执行率")
    analyse.add_argument("--out", type=Path, help="长表存成 .csv 或 .xlsx，交叉表存成 .xlsx")


def _add_year(add: _Add) -> None:
    approve = add("approve", "批复一年的目标", _lazily("year.approve"))
    approve.add_argument("desk", type=Path)
    approve.add_argument("--on", required=True, help="批复日期，写 2025-03-18")
    approve.add_argument("--document", type=readable, required=True, help="批复文号")
    approve.add_argument("--project", type=readable, help="只批一个项目或目标：名称或序号")
    _name_book(approve)
    for name, text in (("advance", "把一期送到下一步"), ("lock", "锁定一期"), ("unlock", "解锁一期")):
        moved = add(name, text, _lazily(f"year.{name}"))
        _name_run(moved)
        if name == "advance":
            moved.add_argument("--back", action="store_true", help="退回上一步")
        if name == "unlock":
            moved.add_argument("--reason", type=readable, required=True, help="原因，写入历史")
    publish = add("publish", "出公开稿，记录并锁定", _lazily("year.publish"))
    _name_run(publish, or_year=True)
    where = publish.add_mutually_exclusive_group(required=True)
    where.add_argument("--to", type=Path, help="放公开稿的文件夹")
    where.add_argument("--checklist", type=Path, help="只写出公开前清单")
    publish.add_argument("--correction", type=readable, default="", help="更正说明，第 2 版起必填")
    published = add("published", "核对一份公开稿", _lazily("year.published"))
    published.add_argument("desk", type=Path)
    published.add_argument("file", type=Path)
    rectify = add("rectify", "导出整改清单", _lazily("year.rectify"))
    rectify.add_argument("desk", type=Path)
    rectify.add_argument("--out", type=Path, required=True)
    _name_book(rectify)
    rolled = add("roll-over", "结转到下一年度", _lazily("year.roll_over"))
    rolled.add_argument("desk", type=Path)
    rolled.add_argument("--year", type=readable, required=True)
    rolled.add_argument("--unit", type=readable)


def _name_book(command: argparse.ArgumentParser) -> None:
    command.add_argument("--year", type=readable)
    command.add_argument("--unit", type=readable)
    command.add_argument("--form", choices=_FORMS)


def _name_run(command: argparse.ArgumentParser, or_year: bool = False) -> None:
    command.add_argument("desk", type=Path)
    if or_year:
        which = command.add_mutually_exclusive_group(required=True)
        which.add_argument("--run")
        which.add_argument("--year", type=readable, help="全年目标，不属于任何一期")
    else:
        command.add_argument("--run", required=True)
    command.add_argument("--unit", type=readable)
    command.add_argument("--form", choices=_FORMS)


def _add_keeping(add: _Add) -> None:
    backup = add("backup", "备份数据文件", _lazily("keeping.backup"))
    backup.add_argument("desk", type=Path)
    backup.add_argument("--to", type=Path, required=True)
    restore = add("restore", "从备份恢复", _lazily("keeping.restore"))
    restore.add_argument("backup", type=Path)
    restore.add_argument("--to", type=Path, required=True)
    add("verify", "核对数据文件和历史", _lazily("keeping.verify")).add_argument("desk", type=Path)
    selftest = add("self-test", "程序自检", _lazily("keeping.self_test"))
    selftest.add_argument("folder", type=Path, nargs="?")
