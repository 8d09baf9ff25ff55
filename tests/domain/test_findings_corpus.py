"""Recall and false alarms of every rule, printed as a table, on the samples and on three corpora.

`tuned` was looked at while the rules were written, `first_held_out` was held apart until it was measured;
both must come out clean by now. `held_out` was read only after all rules stood: its floor keeps what was
measured from getting worse.
"""

import re
from pathlib import Path

import pytest

from perfdesk.domain.change import change_of, setting
from perfdesk.domain.findings import RULES, Finder, find_all
from perfdesk.domain.reach import reached
from perfdesk.domain.records import Kind, kind_of
from tests.domain.corpus import (
    KNOWN,
    SEEDS,
    Tally,
    cases,
    expected_of,
    findings_of,
    known_of,
    office_of,
    seed,
)

HELP = Path(__file__).resolve().parents[2] / "resources" / "help" / "findings.html"
HELD_OUT_FLOOR, HELD_OUT_ALARMS = 21, 1
SEEN = ("tuned", "first_held_out")
ALL = (*SEEN, "held_out")


def tally_of(name: str) -> Tally:
    tally = Tally()
    for case in cases(name):
        tally.take(case["title"], findings_of(case), expected_of(case))
    return tally


@pytest.mark.parametrize("corpus", SEEN)
def test_what_was_planted_in_a_seen_corpus_is_found_and_nothing_else(corpus: str) -> None:
    tally = tally_of(corpus)
    print("\n" + tally.table(f"corpus {corpus}"))
    assert tally.told == []


def test_the_corpus_held_apart_is_not_read_worse_than_it_was_measured() -> None:
    tally = tally_of("held_out")
    print("\n" + tally.table("corpus held apart"))
    print("\n".join(tally.told))
    assert tally.found.total() >= HELD_OUT_FLOOR
    assert tally.false.total() <= HELD_OUT_ALARMS


@pytest.mark.skipif(not SEEDS.exists(), reason="the sample documents are not here")
@pytest.mark.parametrize("name", KNOWN)
def test_every_doubt_listed_for_a_sample_is_found_and_no_other(name: str) -> None:
    tally = Tally()
    tally.take(name, seed(name), known_of(name))
    print("\n" + tally.table(f"sample {name[:3]}"))
    assert tally.told == []


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_planted_somewhere(rule: str) -> None:
    """A rule without an example that must fire is a rule nobody has seen work."""
    planted = {name for corpus in ALL for c in cases(corpus) for name, _ in expected_of(c)}
    # What the corpora have no column for is planted in the tests of its own.
    own = "".join(
        (Path(__file__).parent / f"test_findings{name}.py").read_text("utf-8") for name in ("", "_year")
    )
    assert rule in planted or f'"{rule}"' in own


def test_every_rule_has_its_place_in_the_help() -> None:
    text = HELP.read_text(encoding="utf-8")
    explained = re.findall(r'<a name="([a-z-]+)"></a>', text)
    assert sorted(explained) == sorted(RULES)
    for rule in RULES.values():
        assert rule.caption in text


def test_both_corpora_speak_of_different_things() -> None:
    titles = [case["title"] for corpus in ALL for case in cases(corpus)]
    assert len(titles) > 150
    texts = [str(c.get("goal") or c.get("content")) for n in ALL for c in cases(n)]
    longer = [text for text in texts if len(text) > 12]
    assert len(longer) == len(set(longer))


@pytest.mark.parametrize("corpus", ALL)
def test_findings_kept_are_those_found_afresh(corpus: str) -> None:
    """Whatever is typed anywhere, what the finder kept and what it finds anew make the same list."""
    for case in cases(corpus):
        office, book, run = office_of(case)
        finder = Finder()
        assert finder.find(office, book, run) == find_all(office, book, run)
        for record in list(office):
            field = {Kind.ENTRY: "actual", Kind.ACCOUNT: "narrative", Kind.INDICATOR: "target"}.get(
                kind_of(record)
            )
            if field is None:
                continue
            change = change_of("录入", [setting(record, field, "上半年完成12家。")])
            office.apply(change)
            finder.forget(reached(office, change))
            assert finder.find(office, book, run) == find_all(office, book, run)


def test_every_finding_names_a_record_of_its_book() -> None:
    for case in cases("tuned"):
        office, book, run = office_of(case)
        for one in find_all(office, book, run):
            record = office.find(one.kind, one.record)
            assert record is not None
            assert kind_of(record) is one.kind
            assert len(one.figures) == len(one.where) > 0
