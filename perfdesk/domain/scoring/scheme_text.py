"""A scoring scheme proposed from the very words of a target table, exactly or not at all.

Only a text that is understood from its first word to its last is proposed; one clause that reads otherwise
and the scheme is written by hand. What the text leaves open stays open in the proposal.
"""

import re

from perfdesk.domain.fold import fold

_MARK = "计分方法"
_TASK = (
    r"1\.(?P<done>[^,.;]+?)不低于其?(?P<task>[^,.;]+?)的(?P<half>\d+)%,且最低不少于(?P<least>\d+)(?P<unit>[^\d,.;]),"
    r"得(?P<points>\d+)分;[^,.;]+?低于(?P=task)的?(?P=half)%的,每低于(?P<every>\d+)个百分点扣(?P<off>\d+)分;"
)
_LANDING = (
    r"虽然不低于(?P=task)的(?P=half)%,但(?P<rate>[^,.;]+?)低于(?P<low>\d+)%的,"
    r"每低于(?P<rate_every>\d+)个百分点扣(?P<rate_off>\d+)分\."
)
_LEFT_OUT = r"2\.(?P<second>[^.;]+?),占(?P<second_points>\d+)分<[^<>]*不涉及[^<>]*>\."
_ON_TOP = (
    r"3\.[^,.;]*?的(?P<a>[^,.;的]+),每个加(?P<a_points>\d+)分;"
    r"[^,.;]*?被评为“(?P<b>[^”]+)”或“(?P<c>[^”]+)”,每个分别加(?P<b_points>\d+)分?和(?P<c_points>\d+)分\."
)
_RESULT = (
    r"[^,.;]*?第1项按照百分制换算,加上第3项,得分在(?P<full>\d+)分以上的,目标考核不扣分,"
    r"低于(?P=full)分的,按比例相应扣分\.(?:具体(?P<evidence>由[^,.;]+提供依据)\.)?"
)
_WHOLE = re.compile(_TASK + _LANDING + _LEFT_OUT + _ON_TOP + _RESULT)


def propose_scheme(name: str, text: str | None) -> str | None:
    """The TOML of the scheme a text lays down, None where any of it is not understood."""
    joined = "".join(fold((text or "")[:5000]).split())
    _, found, rest = joined.partition(_MARK + ":")
    said = _WHOLE.fullmatch(rest.rstrip(")")) if found else None
    return None if said is None else _written(name, said)


def _written(name: str, said: re.Match[str]) -> str:
    evidence = f"evidence = {_quoted(said['evidence'])}\n" if said["evidence"] else ""
    inputs = (
        ("n", said["done"], said["unit"]),
        ("T", said["task"], said["unit"]),
        ("L", said["rate"], "%"),
        ("a", said["a"], said["unit"]),
        ("b", said["b"], said["unit"]),
        ("c", said["c"], said["unit"]),
    )
    asked = "".join(
        f'[[input]]\nkey = "{key}"\nname = {_quoted(label)}\nunit = {_quoted(unit)}\n\n'
        for key, label, unit in inputs
    )
    bonuses = "".join(f'\n[[bonus]]\ninput = "{key}"\neach = {said[key + "_points"]}\n' for key in "abc")
    uncovered = f"{said['task']}过半、但不足 {said['least']} {said['unit']}，原文没有写怎么计分。"
    return (
        f"# 计分方法，从原文读出，请对照原文。原文没有写明的地方由本单位选定。\n"
        f"name = {_quoted(name)}\n{evidence}\n"
        f"# 每低一步扣分，不足一步的怎么算，原文没有写：floor 不扣，exact 按比例扣，ceil 按一步扣。\n"
        f'rounding = "floor"\nfull_from = {said["full"]}\n'
        f"# 按比例扣分以多少分为满分，原文没有写，由本单位选定 {said['full']} 或 100 后去掉下一行的井号。\n"
        f"# base = {said['full']}\n"
        f"# 这个目标在考核里占多少分，原文没有写，知道后填写。\n# weight = 10\n\n{asked}"
        f'[[measure]]\nkey = "r"\nname = {_quoted(said["task"] + "完成率")}\nof = "n"\nper = "T"\n\n'
        f'[[part]]\nkey = "s1"\nname = "第1项"\npoints = {said["points"]}\nconvert_to = 100\nstep = [\n'
        f'    {{ measure = "r", below = {said["half"]}, every = {said["every"]}, deduct = {said["off"]} }},\n'
        f'    {{ measure = "n", below = {said["least"]}, by_hand = true, remark = {_quoted(uncovered)} }},\n'
        f'    {{ measure = "L", below = {said["low"]}, every = {said["rate_every"]},'
        f" deduct = {said['rate_off']} }},\n]\n\n"
        f'[[part]]\nkey = "s2"\nname = "第2项"\npoints = {said["second_points"]}\napplies = false\n{bonuses}'
    )


def _quoted(text: str) -> str:
    """A TOML string; what would end it or escape is left out, and blank is the word for all of it."""
    kept = re.sub(r'["\\\x00-\x1f\x7f]', "", text).strip()
    return f'"{kept or _MARK}"'
