"""What is written is what is read, whatever the clerk did in between."""

import sqlite3
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.change import Act, Change, Edit, change_of, creation, removal
from perfdesk.domain.errors import ChangeConflict
from perfdesk.domain.office import Office
from perfdesk.domain.records import Answer, Indicator, Kind, Project, kind_of
from perfdesk.store.store import Store
from tests.store.sample import RECORDS, YEAR, actual, held, make, random_change


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "某局 绩效 100%" / "绩效 2022#1.perfdesk"


def test_a_new_desk_is_empty_sound_and_one_file(path: Path) -> None:
    path.parent.mkdir()
    with Store.create(path) as store:
        assert len(store.load()) == 0
        assert store.verify() == []
        assert store.anchor() == (0, "")
        assert store.undoable() == []
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_every_kind_comes_back_as_it_went_in(path: Path) -> None:
    every = (*RECORDS, *YEAR)
    assert {kind_of(record) for record in every} == set(Kind)
    make(path, every).close()
    with Store.open(path) as store:
        assert sorted(store.load(), key=lambda r: r.id) == list(every)
        assert store.verify() == []


def test_a_figure_keeps_its_text_and_its_exact_number(path: Path) -> None:
    with make(path) as store:
        store.apply(actual("27.40", "1,258.50"))
        store.apply(Change("改", (Edit(Kind.INDICATOR, 6, "target", "75", "优良"),)))
    plain = sqlite3.connect(path)
    assert plain.execute("SELECT actual_raw, actual, typeof(actual) FROM entry").fetchall() == [
        ("1,258.50", "1258.5", "text")
    ]
    assert plain.execute("SELECT target_raw, target FROM indicator WHERE id = 6").fetchone() == ("优良", None)
    plain.close()


def test_a_history_line_says_who_changed_what_from_what_to_what(path: Path) -> None:
    with make(path) as store:
        assert store.apply(actual("27.40", "30"), who="复核") == 2
        *_, line = store.history()
        assert (line.batch, line.act, line.title, line.who) == (2, Act.EDIT, "录入 30", "复核")
        assert line.edit == Edit(Kind.ENTRY, 10, "actual", "27.40", "30")
        assert line.at[19] in "+-"
        assert line.host


def test_a_value_that_moved_on_is_a_conflict_and_nothing_is_written(path: Path) -> None:
    with make(path) as store:
        before, anchor = held(store.load()), store.anchor()
        stale = Change("两处", (Edit(Kind.BOOK, 1, "title", "绩效目标表", "新"), *actual("27.4", "1").edits))
        for change in (
            stale,
            change_of("删", [removal(Answer(12, finding="weights:3", note="别的"))]),
            change_of("建", [creation(Answer(12, finding="另一条"))]),
        ):
            with pytest.raises(ChangeConflict):
                store.apply(change)
        assert held(store.load()) == before
        assert store.anchor() == anchor
        assert store.apply(actual("27.40", "1")) == 2
        assert store.verify() == []


def test_a_change_that_breaks_a_rule_is_our_mistake_and_is_rolled_back(path: Path) -> None:
    with make(path) as store:
        for change in (
            Change("", (Edit(Kind.INDICATOR, 6, "operator", "≥", "大约"),)),
            Change("", (Edit(Kind.INDICATOR, 6, "objective", None, "5"),)),
            Change("", (Edit(Kind.RUN, 9, "to_month", "6", "13"),)),
            change_of("", [removal(RECORDS[5])]),
            change_of("", [creation(Project(90, book=77))]),
        ):
            with pytest.raises(ValueError, match="breaks a rule"):
                store.apply(change)
        assert sorted(store.load(), key=lambda r: r.id) == list(RECORDS)
        assert store.verify() == []


def test_an_indicator_moves_from_a_project_to_an_objective_in_one_change(path: Path) -> None:
    moved = Change(
        "移动",
        (Edit(Kind.INDICATOR, 7, "project", "3", None), Edit(Kind.INDICATOR, 7, "objective", None, "5")),
    )
    with make(path) as store:
        store.apply(moved)
        found = store.load().indicator(7)
        assert isinstance(found, Indicator)
        assert (found.project, found.objective) == (None, 5)
        store.apply(moved.reversed(), act=Act.UNDO)
        assert store.verify() == []


def test_the_order_of_edits_in_a_change_does_not_matter_to_links(path: Path) -> None:
    with make(path, ()) as store:
        store.apply(change_of("", [creation(record) for record in reversed(RECORDS)]))
        assert store.verify() == []


def test_an_empty_change_writes_nothing(path: Path) -> None:
    with make(path) as store:
        anchor = store.anchor()
        assert store.apply(Change("空", ())) == 0
        assert store.anchor() == anchor


@given(
    seed=st.integers(0, 2**32),
    count=st.integers(1, 25),
    words=st.lists(
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20), min_size=1, max_size=5
    ),
)
def test_random_changes_and_reversals_end_as_the_model_does(
    tmp_path_factory: pytest.TempPathFactory, seed: int, count: int, words: list[str]
) -> None:
    random = Random(seed)
    path = tmp_path_factory.mktemp("随机") / "绩效.perfdesk"
    store, model = make(path), Office(RECORDS)
    done: list[Change] = [change for change, _ in store.undoable()]
    undone: list[Change] = []
    for _ in range(count):
        choice = random.random()
        if choice < 0.2 and done:
            change, act = done[-1].reversed(), Act.UNDO
            undone.append(done.pop())
        elif choice < 0.35 and undone:
            change, act = undone[-1], Act.REDO
            done.append(undone.pop())
        else:
            change, act = random_change(random, model, words), Act.EDIT
            if change:
                done.append(change)
                undone.clear()
        model.apply(change)
        store.apply(change, act=act)
        if random.random() < 0.2:
            store.close()
            store = Store.open(path)
    store.close()
    with Store.open(path) as store:
        assert held(store.load()) == held(model)
        assert store.verify() == []
        assert [change for change, _ in store.undoable()] == done


def test_creating_opening_and_loading_import_neither_sqlalchemy_nor_pydantic(path: Path) -> None:
    path.parent.mkdir()
    code = (
        "import sys; from pathlib import Path; from perfdesk.store.store import Store; p = Path(sys.argv[1]);"
        "Store.create(p).close(); s = Store.open(p); s.load(); s.verify(); s.close();"
        "print([m for m in sys.modules if m.split('.')[0] in"
        " ('sqlalchemy', 'sqlmodel', 'pydantic', 'alembic', 'socket')])"
    )
    made = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "[]"
