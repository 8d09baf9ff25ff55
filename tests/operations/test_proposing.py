"""Taking and leaving proposals: one change each, refused ones stay refused, stale ones change nothing."""

import pytest

from perfdesk.domain.errors import NothingSuch
from perfdesk.domain.office import Office
from perfdesk.domain.records import Account, Book, Entry, Indicator, Kind, Objective, Run
from perfdesk.operations import proposing


def office() -> Office:
    return Office(
        [
            Book(1, year="2025"),
            Run(2, book=1, to_month=6, label="1-6月"),
            Objective(3, book=1, name="企业上市", content="全年新增上市企业15家。"),
            Objective(4, book=1, position=1, name="增加值", content="提升质量。"),
            Indicator(5, objective=4, name="金融业增加值增长", operator="≥", unit="%", target="8"),
            Account(6, run=2, objective=4, narrative="上半年，金融业增加值587亿元，同比增长6.8%。"),
        ]
    )


def test_an_accepted_target_becomes_an_indicator_of_its_objective() -> None:
    desk = office()
    offer, _ = proposing.offers(desk, desk.book(1), desk.run(2))
    assert (offer.where, offer.sentence) == ("企业上市", "新增指标：新增上市企业 ≥ 15 家")
    desk.apply(proposing.accept(desk, offer.proposal))
    (made,) = desk.indicators(desk.node(Kind.OBJECTIVE, 3))
    assert (made.name, made.operator, made.target, made.unit) == ("新增上市企业", "≥", "15", "家")
    assert len(proposing.offers(desk, desk.book(1), desk.run(2))) == 1


def test_an_accepted_actual_is_typed_into_its_run() -> None:
    desk = office()
    _, offer = proposing.offers(desk, desk.book(1), desk.run(2))
    assert (offer.where, offer.sentence) == ("增加值 / 金融业增加值增长", "本期实际：6.8")
    change = proposing.accept(desk, offer.proposal)
    desk.apply(change)
    entry = desk.entry(2, 5)
    assert isinstance(entry, Entry)
    assert entry.actual == "6.8"
    desk.apply(change.reversed())
    assert desk.entry(2, 5) is None


def test_a_refused_proposal_stays_refused_until_it_is_offered_again() -> None:
    desk = office()
    offer, _ = proposing.offers(desk, desk.book(1), desk.run(2))
    desk.apply(proposing.decline(desk, offer.proposal))
    assert [o.declined for o in proposing.offers(desk, desk.book(1), desk.run(2))] == [True, False]
    desk.apply(proposing.offer_again(desk, offer.proposal))
    assert [o.declined for o in proposing.offers(desk, desk.book(1), desk.run(2))] == [False, False]


def test_a_proposal_whose_row_is_gone_is_refused_in_one_sentence() -> None:
    desk = office()
    first, second = proposing.offers(desk, desk.book(1), desk.run(2))
    empty = Office([Book(1)])
    for offer in (first, second):
        with pytest.raises(NothingSuch):
            proposing.accept(empty, offer.proposal)


def test_looking_at_proposals_changes_nothing() -> None:
    desk = office()
    before = list(desk)
    listed = proposing.offers_json(desk, desk.book(1), desk.run(2))
    assert list(desk) == before
    assert [(one["kind"], one["item"], one.get("indicator"), one["value"]) for one in listed] == [
        ("target", 0, None, "15"),
        ("actual", 1, 0, "6.8"),
    ]
    assert listed[1]["quote"] == "同比增长6.8%"
