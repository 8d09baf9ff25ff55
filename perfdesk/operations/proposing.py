"""Taking or leaving what is proposed: each proposal is one change, and nothing is taken unasked."""

from dataclasses import dataclass
from typing import Any

from perfdesk.domain.change import Change, change_of, creation
from perfdesk.domain.errors import NothingSuch
from perfdesk.domain.findings.sheet import sheet_of
from perfdesk.domain.office import Node, Office
from perfdesk.domain.proposals import ActualProposal, Proposal, TargetProposal, proposals_of
from perfdesk.domain.records import Book, Indicator, Kind, Objective, Project, Run, with_fields
from perfdesk.operations.arranging import answer
from perfdesk.operations.checking import node_name
from perfdesk.operations.place import Place, write_place

DECLINED = "不采纳"


@dataclass(frozen=True, slots=True)
class Offer:
    """A proposal as it is shown: where it belongs, what it would write, whether it was refused."""

    proposal: Proposal
    where: str
    sentence: str
    declined: bool


def offers(office: Office, book: Book, run: Run | None) -> tuple[Offer, ...]:
    """All proposals of a book and a run in paper order, refused ones marked."""
    found = []
    for node in office.nodes(book.id):
        for proposal in proposals_of(sheet_of(office, book, run, node)):
            declined = office.answer(proposal.key) is not None
            found.append(Offer(proposal, _where(office, node, proposal), _sentence(proposal), declined))
    return tuple(found)


def _where(office: Office, node: Node, proposal: Proposal) -> str:
    name = node_name(node)
    if isinstance(proposal, TargetProposal):
        return name
    return f"{name} / {office.indicator(proposal.indicator).name or ''}"


def _sentence(proposal: Proposal) -> str:
    if isinstance(proposal, TargetProposal):
        return f"新增指标：{proposal.name} {proposal.operator} {proposal.target} {proposal.unit}"
    return f"本期实际：{proposal.actual}"


def accept(office: Office, proposal: Proposal) -> Change:
    """The change that takes one proposal: an indicator or an actual; raises NothingSuch where it is stale."""
    if isinstance(proposal, ActualProposal):
        if office.find(Kind.INDICATOR, proposal.indicator) is None:
            raise NothingSuch("这项指标已经不在了。")
        place = Place(Kind.INDICATOR, proposal.indicator, "entry.actual", proposal.run)
        change = write_place(office, place, proposal.actual)
        return Change("采纳建议的实际值", change.edits)
    owner = office.find(proposal.source.kind, proposal.source.record)
    if not isinstance(owner, Project | Objective):
        raise NothingSuch("这个项目已经不在了。")
    position = max((i.position for i in office.indicators(owner)), default=0) + 1
    made = Indicator(
        office.next_id(),
        position=position,
        name=proposal.name,
        operator=str(proposal.operator),
        unit=proposal.unit,
        target=proposal.target,
    )
    linked = with_fields(made, {proposal.source.kind.value: owner.id})
    return change_of(f"采纳建议的指标 {proposal.name}"[:24], [creation(linked)])


def decline(office: Office, proposal: Proposal) -> Change:
    """The change that refuses one proposal; it stays refused until its words change."""
    return answer(office, proposal.key, DECLINED)


def offer_again(office: Office, proposal: Proposal) -> Change:
    """The change that takes a refusal back."""
    return answer(office, proposal.key, "")


def offers_json(office: Office, book: Book, run: Run | None) -> list[dict[str, Any]]:
    """Proposals as the command line prints them; positions count from 0 among projects and among items."""
    nodes = office.nodes(book.id)
    projects = [n.id for n in nodes if isinstance(n, Project)]
    items = [n.id for n in nodes if isinstance(n, Objective)]
    found = []
    for offer in offers(office, book, run):
        source, node = offer.proposal.source, _node_of(office, offer.proposal)
        found.append(
            {
                "project": projects.index(node.id) if isinstance(node, Project) else None,
                "item": items.index(node.id) if isinstance(node, Objective) else None,
                **_proposed(office, node, offer.proposal),
                "quote": source.quote,
                "where": source.caption,
                "span": [source.start, source.end],
                "declined": offer.declined,
            }
        )
    return found


def _proposed(office: Office, node: Node, proposal: Proposal) -> dict[str, Any]:
    if isinstance(proposal, ActualProposal):
        at = [i.id for i in office.indicators(node)].index(proposal.indicator)
        return {"kind": "actual", "indicator": at, "value": proposal.actual}
    return {
        "kind": "target",
        "name": proposal.name,
        "operator": str(proposal.operator),
        "unit": proposal.unit,
        "value": proposal.target,
    }


def _node_of(office: Office, proposal: Proposal) -> Node:
    if isinstance(proposal, ActualProposal):
        return office.owner(office.indicator(proposal.indicator))
    return office.node(proposal.source.kind, proposal.source.record)
