"""Evidence beside the desk: copied whole, named by digest, checked, and taken along by backup and restore."""

import os
from pathlib import Path

import pytest

from perfdesk.domain.change import Act
from perfdesk.domain.errors import EvidenceRefused, NotUnderstood, StoreReadOnly
from perfdesk.domain.records import Evidence, Kind
from perfdesk.operations.arranging import remove
from perfdesk.operations.evidence import attach, file_of, size_words
from perfdesk.operations.importing import take_in
from perfdesk.operations.session import Session
from perfdesk.store import attachments
from perfdesk.store.store import Store, restore
from tests.operations.documents import SUMMARY


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A desk file with two projects."""
    path = tmp_path / "台账.perfdesk"
    with Session.create(path) as session:
        session.perform(take_in(session.office, SUMMARY, unit_name="甲单位", year="2025"), Act.IMPORT)
    return path


def put(desk: Path, source: Path) -> Evidence:
    """Attach a file to the first indicator and return its record."""
    with Session.open(desk) as session:
        node = session.office.nodes(session.office.books()[0].id)[0]
        session.perform(attach(session, session.office.indicators(node)[0], source))
        return session.office.every(Evidence)[-1]


@pytest.fixture
def proof(tmp_path: Path) -> Path:
    """A file that proves something."""
    made = tmp_path / "入库 清单.PDF"
    made.write_bytes(b"%PDF-1.4 proof" * 1000)
    return made


def test_a_file_is_copied_whole_and_found_again(desk: Path, proof: Path) -> None:
    held = put(desk, proof)
    assert (held.name, held.size) == ("入库 清单.PDF", len(proof.read_bytes()))
    kept = file_of(desk, held)
    assert kept.parent.name == "台账.附件"
    assert kept.name == f"{held.digest}.pdf"
    proof.unlink()
    assert file_of(desk, held).read_bytes().startswith(b"%PDF")
    assert sorted(p.name for p in kept.parent.iterdir()) == [kept.name]


def test_the_same_file_is_kept_once_and_recorded_once_at_a_place(desk: Path, proof: Path) -> None:
    put(desk, proof)
    with pytest.raises(NotUnderstood, match="已经附在这里"):
        put(desk, proof)
    with Session.open(desk) as session:
        node = session.office.nodes(session.office.books()[0].id)[1]
        session.perform(attach(session, node, proof))
        assert len(session.office.every(Evidence)) == 2
    assert len(list(attachments.folder_of(desk).iterdir())) == 1


@pytest.mark.parametrize(
    "name",
    [
        "..pdf",
        "a.b/../x.exe",
        "CON" if os.name != "nt" else "CO",
        "说明.tar.gz",
        "a" * 120 + ".txt",
        "x.＄＄",
        "名.",
        ".hidden",
        "a.p df",
    ],
)
def test_names_from_outside_stay_out_of_paths(desk: Path, tmp_path: Path, name: str) -> None:
    source = tmp_path / "在外" / name.replace("/", "_")
    source.parent.mkdir()
    source.write_bytes(b"x")
    kept = file_of(desk, put(desk, source))
    assert kept.parent == attachments.folder_of(desk)
    assert attachments._KEPT.fullmatch(kept.name)


def test_missing_sources_folders_and_huge_files_are_refused(
    desk: Path, tmp_path: Path, proof: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for source in (tmp_path / "没有.pdf", tmp_path):
        with pytest.raises(EvidenceRefused, match="找不到文件"):
            put(desk, source)
    monkeypatch.setattr(attachments, "LARGEST", 100)
    with pytest.raises(EvidenceRefused, match="500 MB"):
        put(desk, proof)
    with Session.open(desk, read_only=True) as session:
        assert not session.office.every(Evidence)
    assert not list(attachments.folder_of(desk).glob("*")) or not attachments.folder_of(desk).exists()


def test_a_file_in_place_of_the_folder_is_said(desk: Path, proof: Path) -> None:
    attachments.folder_of(desk).write_text("not a folder", encoding="utf-8")
    with pytest.raises(StoreReadOnly, match="不可写"):
        put(desk, proof)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the system lets this user write anywhere")
def test_a_folder_that_cannot_be_written_is_said(desk: Path, proof: Path) -> None:
    folder = attachments.folder_of(desk)
    folder.mkdir()
    folder.chmod(0o500)
    try:
        with pytest.raises(StoreReadOnly, match="不可写"):
            put(desk, proof)
    finally:
        folder.chmod(0o700)


def test_a_desk_that_is_only_looked_at_takes_nothing(desk: Path, proof: Path) -> None:
    with Session.open(desk, read_only=True) as session:
        node = session.office.nodes(session.office.books()[0].id)[0]
        with pytest.raises(StoreReadOnly):
            attach(session, node, proof)
    assert not attachments.folder_of(desk).exists()


def test_verify_names_what_is_missing_or_altered(desk: Path, proof: Path) -> None:
    kept = file_of(desk, put(desk, proof))
    with Store.open(desk, read_only=True) as store:
        assert store.verify_evidence() == []
        kept.write_bytes(b"%PDF-1.4 other")
        assert [("入库 清单.PDF" in said, "不一样" in said) for said in store.verify_evidence()] == [
            (True, True)
        ]
        kept.unlink()
        assert ["不见了" in said for said in store.verify_evidence()] == [True]


def test_undo_of_a_removal_finds_its_file_again(desk: Path, proof: Path) -> None:
    held = put(desk, proof)
    with Session.open(desk) as session:
        node = session.office.nodes(session.office.books()[0].id)[0]
        gone = remove(session.office, Kind.EVIDENCE, held.id)
        session.perform(gone)
        assert not session.office.followers(Evidence, node)
        session.perform(gone.reversed(), Act.UNDO)
        assert file_of(desk, session.office.every(Evidence)[0]).is_file()


def test_backup_and_restore_take_the_folder_along(desk: Path, proof: Path, tmp_path: Path) -> None:
    held = put(desk, proof)
    folder = tmp_path / "备份"
    with Store.open(desk, read_only=True) as store:
        copies = [store.backup(folder, "手工"), store.backup(folder, "手工")]
    assert [path.name for path in folder.iterdir() if path.is_dir()] == ["台账.附件"]
    for copy in copies:
        with Store.open(copy, read_only=True) as store:
            assert store.verify_evidence() == []
    back = tmp_path / "找回" / "新台账.perfdesk"
    back.parent.mkdir()
    restore(copies[1], back)
    assert file_of(back, held).parent.name == "新台账.附件"
    with Store.open(back, read_only=True) as store:
        assert store.verify_evidence() == []


def test_a_restored_desk_without_its_evidence_opens_and_says_so(
    desk: Path, proof: Path, tmp_path: Path
) -> None:
    put(desk, proof)
    bare = tmp_path / "只拷了文件" / "台账.perfdesk"
    bare.parent.mkdir()
    bare.write_bytes(desk.read_bytes())
    back = tmp_path / "找回.perfdesk"
    restore(bare, back)
    with Store.open(back, read_only=True) as store:
        assert ["不见了" in said for said in store.verify_evidence()] == [True]


def test_sizes_are_said_in_words() -> None:
    assert [size_words(size) for size in (None, 0, 1, 1024, 1_048_575, 1 << 20, 1_572_864)] == [
        *("0 KB", "0 KB", "1 KB", "1 KB", "1024 KB", "1.0 MB", "1.5 MB")
    ]
