"""One schema, told three ways, and old files brought to it."""

import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from alembic.script import Script
from sqlmodel import SQLModel, select

from perfdesk.domain.errors import DeskError, FileIsDamaged, StoreFull
from perfdesk.domain.records import Kind
from perfdesk.store import reading, schema, upgrading, wording
from perfdesk.store.columns import Exact
from perfdesk.store.rows import EntryRow, row_of_kind, schema_text
from perfdesk.store.statements import table
from perfdesk.store.store import Store
from tests.store.sample import make

OLD_FILES = Path(__file__).parents[1] / "old_files"
MAKE_IT = "write perfdesk.store.rows.schema_text() to perfdesk/store/schema.sql"


def test_the_shipped_schema_is_what_the_sqlmodel_tables_say() -> None:
    assert schema.SCHEMA_FILE.read_text("utf-8") == schema_text(), MAKE_IT


def test_every_step_from_nothing_leads_to_the_shipped_schema() -> None:
    assert upgrading.schema_of(schema.VERSION) == schema.expected()


def test_there_is_one_step_for_every_version() -> None:
    assert [step.revision for step in upgrading.steps(0)] == [
        f"{n:04d}" for n in range(1, schema.VERSION + 1)
    ]


def test_every_table_has_the_columns_of_its_records_in_their_order() -> None:
    for kind, model in row_of_kind.items():
        assert tuple(SQLModel.metadata.tables[kind.value].columns.keys()) == table(kind).columns
        assert tuple(model.model_fields) == table(kind).columns


def test_no_column_holds_a_binary_number() -> None:
    text = schema.SCHEMA_FILE.read_text("utf-8")
    assert not re.search(r"NUMERIC|REAL|FLOAT|DOUBLE|DECIMAL|\bANY\b", text, re.IGNORECASE)
    assert text.count("STRICT;") == text.count("CREATE TABLE") == len(Kind) + 1


@pytest.mark.parametrize("wrong", [0.1, 75, "75"])
def test_an_exact_column_refuses_what_is_no_decimal(wrong: Any) -> None:
    with pytest.raises(TypeError, match="Decimal"):
        Exact().process_bind_param(wrong, None)  # type: ignore[arg-type]
    assert Exact().process_bind_param(Decimal("1E+3"), None) == "1000"  # type: ignore[arg-type]


def test_typed_rows_carry_the_exact_number_beside_the_text(tmp_path: Path) -> None:
    path = tmp_path / "绩效 100%.perfdesk"
    with make(path), reading.session(path) as session:
        row = session.exec(select(EntryRow)).one()
        assert (row.actual_raw, row.actual) == ("27.40", Decimal("27.4"))
    assert reading.dump(path)["project"][0]["budget"] == Decimal("1258.5")


def dumped(path: Path) -> Any:
    """A dump as it stands in the museum."""
    return json.loads(json.dumps(reading.dump(path), default=str, ensure_ascii=False))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "某局 100%" / "旧 文件.perfdesk"
    path.parent.mkdir()
    shutil.copyfile(OLD_FILES / "v1.perfdesk", path)
    return path


@pytest.mark.parametrize("museum", sorted(OLD_FILES.glob("*.perfdesk")), ids=lambda path: path.stem)
def test_every_file_of_the_museum_opens_with_all_it_held(museum: Path, tmp_path: Path) -> None:
    """A figure read differently than before makes this fail: that is a new version with a step that
    reads all numbers again, or every old file would be called altered."""
    path = tmp_path / museum.name
    shutil.copyfile(museum, path)
    with Store.open(path) as store:
        assert store.verify() == []
        assert store.undoable()
    assert dumped(path) == json.loads(museum.with_suffix(".json").read_text("utf-8"))


def test_the_museum_has_a_file_of_every_version() -> None:
    found = sorted(file.name for file in OLD_FILES.glob("*.perfdesk"))
    assert found == [f"v{version}.perfdesk" for version in range(1, schema.VERSION + 1)]


def test_an_upgrade_leaves_a_checked_copy_of_the_old_file_beside_it(old: Path) -> None:
    with Store.open(old) as store:
        anchor = store.anchor()
        assert store.undoable()
    (copy,) = (old.parent / wording.BACKUP_FOLDER).iterdir()
    assert copy.name == "旧 文件-00000001-升级前.perfdesk"
    kept = sqlite3.connect(copy)
    assert schema.number(kept, "user_version") == 1
    assert schema.fingerprint(kept) == upgrading.schema_of(1)
    kept.close()
    with Store.open(copy, read_only=True) as store:
        assert store.anchor() == anchor
        assert store.verify() == []


def test_looking_at_an_old_file_upgrades_a_private_copy_only(old: Path) -> None:
    before = old.read_bytes()
    with Store.open(old, read_only=True) as store:
        assert store.verify() == []
        assert store.load().runs(1)
    assert old.read_bytes() == before
    assert [file.name for file in old.parent.iterdir()] == [old.name]


def inject(monkeypatch: pytest.MonkeyPatch, fail: Callable[[], None]) -> None:
    """Let the last step do its work, and then fail."""
    real = upgrading.steps

    def broken(after: int, upto: int = schema.VERSION) -> list[Script]:
        steps = real(after, upto)
        if after:
            upgrade = steps[-1].module.upgrade
            monkeypatch.setattr(steps[-1].module, "upgrade", lambda: (upgrade(), fail()))
        return steps

    monkeypatch.setattr(upgrading, "steps", broken)


def mistake() -> None:
    raise RuntimeError("a mistake in a step")


def loses_rows() -> None:
    from alembic import op

    op.execute("DELETE FROM entry")


def changes_the_schema() -> None:
    from alembic import op

    op.execute("CREATE TABLE more (x TEXT) STRICT")


def fills_the_disk() -> None:
    raise upgrading.DBAPIError("x", {}, full())


def full() -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    return error


@pytest.mark.parametrize(
    ("fail", "error"),
    [
        (mistake, RuntimeError),
        (loses_rows, FileIsDamaged),
        (changes_the_schema, FileIsDamaged),
        (fills_the_disk, StoreFull),
    ],
)
def test_a_failing_upgrade_leaves_the_file_as_it_was_and_works_the_next_time(
    old: Path, monkeypatch: pytest.MonkeyPatch, fail: Callable[[], None], error: type[Exception]
) -> None:
    before = old.read_bytes()
    with monkeypatch.context() as patched:
        inject(patched, fail)
        with pytest.raises(error):
            Store.open(old)
    assert old.read_bytes() == before
    with Store.open(old) as store:
        assert store.verify() == []


@pytest.mark.parametrize(
    "statement",
    ["UPDATE history SET after = 'x' WHERE id = 2", "CREATE TABLE secret (x)", "DELETE FROM entry"],
)
def test_an_old_file_that_was_altered_is_not_upgraded(old: Path, statement: str) -> None:
    tool = sqlite3.connect(old)
    tool.execute(statement)
    tool.commit()
    tool.close()
    before = old.read_bytes()
    with pytest.raises(DeskError):
        Store.open(old)
    assert old.read_bytes() == before
