"""The last stop of the frozen program: an error that nobody foresaw ends it with a report, never in a box."""

import sys

import pytest

import entry


def test_what_nobody_foresaw_is_reported_and_ends_with_a_code(monkeypatch: pytest.MonkeyPatch) -> None:
    reported: list[type[BaseException]] = []

    def fail() -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(entry, "main", fail)
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: reported.append(kind))
    assert entry.start() == entry.REFUSED
    assert reported == [ZeroDivisionError]


@pytest.mark.parametrize("code", [0, 1, 2])
def test_an_exit_and_a_code_go_through(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    monkeypatch.setattr(entry, "main", lambda: code)
    assert entry.start() == code

    def leave() -> int:
        raise SystemExit(code)

    monkeypatch.setattr(entry, "main", leave)
    with pytest.raises(SystemExit) as left:
        entry.start()
    assert left.value.code == code
