"""One window for one data folder: a second start hands its file over and ends."""

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from perfdesk import app, notes
from perfdesk.domain.errors import AlreadyRunning
from perfdesk.operations.sample import make
from perfdesk.paths import data_folder
from perfdesk.store.lock import Lock, lock_path
from perfdesk.ui.desk import Desk
from perfdesk.ui.handover import Handover
from perfdesk.ui.main_window import MainWindow


def test_a_note_arrives_whatever_the_path(tmp_path: Path) -> None:
    paths = [tmp_path / "我的 数据 “一”.perfdesk", None, tmp_path / "b.perfdesk"]
    for path in paths:
        notes.leave(path)
    assert notes.take() == paths
    assert notes.take() == []


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"open": 1}', b"\xff", b'{"open": "a"', b"null"])
def test_a_spoilt_note_only_brings_the_window_forward(content: bytes) -> None:
    notes.folder().mkdir(parents=True)
    (notes.folder() / "1.json").write_bytes(content)
    assert notes.take() == [None]
    assert list(notes.folder().iterdir()) == []


def test_the_running_window_opens_what_a_second_start_brings(qtbot: QtBot, tmp_path: Path) -> None:
    path = make(tmp_path / "示 例")
    desk = Desk()
    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.show()
    window.start(None)
    Handover(window)
    note = notes.leave(path)
    qtbot.waitUntil(lambda: desk.path == path)
    qtbot.waitUntil(lambda: not note.exists())
    window.close()
    desk.close_file()


def test_a_second_start_ends_when_its_note_was_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = Lock.take(_settled() / "window")
    taken: list[Path | None] = []

    def window() -> None:
        while not taken:
            taken.extend(notes.take())

    running = threading.Thread(target=window)
    running.start()
    monkeypatch.setattr(app, "_run", lambda *_: pytest.fail("a second window came up"))
    assert app.show(tmp_path / "a.perfdesk") == 0
    running.join()
    lock.release()
    assert taken == [tmp_path / "a.perfdesk"]


def test_a_start_while_the_last_window_closes_opens_a_window_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = Lock.take(_settled() / "window")
    kept = notes.leave

    def leave(path: Path | None) -> Path:
        note = kept(path)
        lock.release()
        return note

    monkeypatch.setattr(notes, "leave", leave)
    shown: list[Path | None] = []
    monkeypatch.setattr(app, "_run", lambda path, sentence: shown.append(path) or 0)
    assert app.show(tmp_path / "a.perfdesk") == 0
    assert shown == [tmp_path / "a.perfdesk"]
    assert notes.take() == []
    assert not lock_path(data_folder() / "window").exists()


def test_the_window_of_another_user_is_told_and_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as other:
        other.setattr("perfdesk.store.lock.user_name", lambda: "another")
        lock = Lock.take(_settled() / "window")
    with pytest.raises(AlreadyRunning, match="别人"):
        app.show()
    lock.release()
    assert not notes.folder().exists()


def _settled() -> Path:
    data_folder().mkdir(parents=True, exist_ok=True)
    return data_folder()
