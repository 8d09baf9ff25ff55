"""Log, crash reports and the file for the maintainer: they tell where, never what a clerk typed."""

import logging
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from perfdesk import __version__, logs
from perfdesk.domain.errors import FolderRefused

SECRET = "经办人的评语"


@pytest.fixture
def told() -> list[str]:
    """What the clerk was told."""
    return []


@pytest.fixture
def reports(told: list[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[logs.CrashReports]:
    """Reports in the test's own data folder; the hooks go back afterwards."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    logs.start()
    made = logs.CrashReports(told.append)
    made.catch()
    yield made
    made.end()
    for handler in list(logs.log.handlers):
        logs.log.removeHandler(handler)
        handler.close()


def _fail() -> None:
    raise ValueError(SECRET)


def _crash() -> None:
    try:
        _fail()
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)


@pytest.mark.allow_logs
def test_a_crash_is_told_with_its_report_and_without_what_was_typed(
    reports: logs.CrashReports, told: list[str]
) -> None:
    _crash()
    (report,) = logs.folder().glob("crash-*.txt")
    text = report.read_text(encoding="utf-8")
    assert "_fail" in text
    assert "ValueError" in text
    assert __version__ in text
    assert str(report) in told[0]
    everything = text + (logs.folder() / "perfdesk.log").read_text(encoding="utf-8") + told[0]
    assert SECRET not in everything


@pytest.mark.allow_logs
def test_two_crashes_in_a_second_leave_two_reports(reports: logs.CrashReports) -> None:
    _crash()
    _crash()
    assert len(list(logs.folder().glob("crash-*.txt"))) == 2


@pytest.mark.allow_logs
def test_a_crash_in_a_thread_is_reported_and_not_told_from_there(
    reports: logs.CrashReports, told: list[str]
) -> None:
    thread = threading.Thread(target=_fail)
    thread.start()
    thread.join()
    assert len(list(logs.folder().glob("crash-*.txt"))) == 1
    assert told == []


@pytest.mark.allow_logs
def test_without_a_folder_for_the_report_the_clerk_is_told_all_the_same(
    reports: logs.CrashReports, told: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    monkeypatch.setenv("PERFDESK_DATA", str(blocked))
    _crash()
    assert len(told) == 1
    logs.start()
    logs.CrashReports(told.append).end()


def test_the_log_turns_over_and_never_grows_without_end(reports: logs.CrashReports) -> None:
    (handler,) = [h for h in logs.log.handlers if isinstance(h, logging.handlers.RotatingFileHandler)]
    assert handler.maxBytes == 1_000_000
    assert handler.backupCount == 5


@pytest.mark.allow_logs
def test_the_file_for_the_maintainer_holds_log_and_reports(
    reports: logs.CrashReports, tmp_path: Path
) -> None:
    _crash()
    target = tmp_path / "诊断 信息.zip"
    logs.export(target)
    with zipfile.ZipFile(target) as packed:
        names = set(packed.namelist())
        assert __version__ in packed.read("version.txt").decode()
    assert {"version.txt", "logs/perfdesk.log", "logs/crash.log"} < names
    assert sum(name.startswith("logs/crash-") for name in names) == 1


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FolderRefused, match="另选一个位置"):
        logs.export(tmp_path / "没有" / "x.zip")
