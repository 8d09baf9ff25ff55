"""How alike two names are."""

from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.subject import contrasting, overlap

names = st.text("甲乙丙丁新建改建收入支出市级县级城市乡村", max_size=70)
LONGEST = 60


def common(a: str, b: str) -> int:
    """The length of the longest common subsequence, character by character."""
    row = [0] * (len(b) + 1)
    for x in a:
        before = row[:]
        for at, y in enumerate(b, 1):
            row[at] = before[at - 1] + 1 if x == y else max(before[at], row[at - 1])
    return row[-1]


@given(names, names)
def test_the_overlap_is_the_longest_common_subsequence_of_the_beginnings(a: str, b: str) -> None:
    assert overlap(a, b) == common(a[:LONGEST], b[:LONGEST])


@given(names, names)
def test_contrast_goes_both_ways_and_no_name_contrasts_with_itself(a: str, b: str) -> None:
    assert contrasting(a, b) == contrasting(b, a)
    assert not contrasting(a, a)


def test_opposites_count_wherever_they_stand_in_a_name() -> None:
    assert contrasting("市级公路养护里程", "县级公路养护里程")
    assert contrasting("农产品进口额", "农产品出口额")
    assert not contrasting("市级公路养护里程", "公路养护里程")
    assert not contrasting("绿地面积", "公路里程")
