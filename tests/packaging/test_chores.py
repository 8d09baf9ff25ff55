"""The Windows job and the README know the chores there are."""

import re

import tasks
from machine import ROOT
from wine_root import forwarding

WORKFLOW = (ROOT / ".github" / "workflows" / "windows.yml").read_text(encoding="utf-8")


def _chores() -> set[str]:
    (line,) = re.findall(r"\{([\w,-]+)\}", tasks._parser().format_usage()) or [""]
    actions = tasks._parser()._subparsers
    assert actions is not None
    return set(line.split(",")) - {""} | set(actions._group_actions[0].choices or {})


def test_every_step_of_the_windows_job_is_a_chore_anybody_can_run() -> None:
    steps = re.findall(r"run: (.+)", WORKFLOW)
    assert len(steps) >= 4
    for step in steps:
        python, script, *words = step.split()
        assert (python, script) == ("python", "build/tasks.py")
        tasks._parser().parse_args(words)


def test_the_windows_job_packs_before_it_installs_and_releases() -> None:
    order = [WORKFLOW.index(f"tasks.py {chore}") for chore in ("package", "install-test", "release")]
    assert order == sorted(order)


def test_no_system_turns_the_line_ends_of_what_is_kept() -> None:
    """Windows' git does so where nothing forbids it, and its program would not be the one of Linux."""
    assert "* -text" in (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()


def test_the_readme_tells_of_every_chore() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {chore for chore in _chores() if not re.search(rf"[`\s]{chore}\b", readme)} == set()


def test_the_bench_forwards_what_wine_has_and_adds_what_it_lacks() -> None:
    told = """
[Ordinal/Name Pointer] Table -- Ordinal Base 1
\t[   0] +base[   1]  0000 strlen
\t[   1] cexp
\t[   2] _o_??
"""
    lines = forwarding(told).splitlines()
    assert '  "strlen" = "ucrtwine.strlen"' in lines
    assert '  "_o_??" = "ucrtwine._o_??"' in lines
    assert "  cexp = own_cexp" in lines
    assert sum("own_" in line for line in lines) == 36
