"""A run on its way to the public: 填报, 复核, 审核, 已公开; locked and unlocked with a reason."""

from perfdesk.domain.change import Change, change_of, setting
from perfdesk.domain.errors import NotUnderstood
from perfdesk.domain.records import Run, RunState
from perfdesk.domain.wording import shortened

STATE_WORDS: dict[RunState, str] = {
    RunState.OPEN: "填报",
    RunState.CHECKING: "复核",
    RunState.REVIEW: "审核",
    RunState.PUBLISHED: "已公开",
}
_WAY = tuple(RunState)


def state_of(run: Run) -> RunState:
    """The state of a run."""
    return RunState(run.state)


def state_words(run: Run) -> str:
    """「复核」, or 「复核，已锁定」."""
    words = STATE_WORDS[state_of(run)]
    return f"{words}，已锁定" if run.locked else words


def advance(run: Run) -> Change:
    """Hand a run on to the next desk; the last step, 已公开, is taken by publishing alone."""
    at = _WAY.index(state_of(run))
    if at + 1 >= len(_WAY) - 1:
        raise NotUnderstood(
            "这一期已经公开了。"
            if state_of(run) is RunState.PUBLISHED
            else "这一期已在审核，下一步是公开。请用“公开…”，它会先看清单，再出公开稿并锁定。"
        )
    return _moved(run, _WAY[at + 1], "送")


def send_back(run: Run) -> Change:
    """Hand a run back to the desk before; a published one is unlocked first."""
    at = _WAY.index(state_of(run))
    if at == 0:
        raise NotUnderstood("这一期还在填报，没有上一步可退。")
    return _moved(run, _WAY[at - 1], "退回")


def _moved(run: Run, to: RunState, verb: str) -> Change:
    return change_of(f"{verb}{STATE_WORDS[to]} {run.label or ''}".strip(), [setting(run, "state", to.value)])


def lock(run: Run) -> Change:
    """Make a run read-only; empty where it is already."""
    return change_of(f"锁定 {run.label or ''}".strip(), [setting(run, "locked", "1")])


def unlock(run: Run, reason: str) -> Change:
    """Open a locked run for a reason, which the history keeps; a published one goes back to 审核."""
    why = " ".join(reason.split())
    if not run.locked:
        raise NotUnderstood("这一期没有锁定，不用解锁。")
    if not why:
        raise NotUnderstood("解锁要写原因。请写一句为什么要改。")
    edits = [setting(run, "locked", "0")]
    if state_of(run) is RunState.PUBLISHED:
        edits.append(setting(run, "state", RunState.REVIEW.value))
    return change_of(f"解锁 {run.label or ''}：{shortened(why, 200)}", edits)
