"""Finding rows by text, initials and full pinyin."""

import pytest

from perfdesk.ui.search import Sound, matches, plain, sound_of, sounds_of, words_of

NAMES = ("金融风险排查工作经费", "小微服务客户对象满意度", "本区域小贷公司B级以上占比", "重庆会计培训")
SOUNDS = sounds_of(NAMES)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("风险", NAMES[0]),
        ("fxpc", NAMES[0]),
        ("fengxian", NAMES[0]),
        ("FXPC", NAMES[0]),
        ("ｆｘｐｃ", NAMES[0]),
        ("金融 gzjf", NAMES[0]),
        ("xwfwkh", NAMES[1]),
        ("manyidu", NAMES[1]),
        ("b级", NAMES[2]),
        ("xdgsbj", NAMES[2]),
        ("cqkj", NAMES[3]),
        ("chongqing", NAMES[3]),
    ],
)
def test_text_initials_and_pinyin_find_a_name(query: str, name: str) -> None:
    assert [n for n in NAMES if matches(words_of(query), n, (), SOUNDS)] == [name]


@pytest.mark.parametrize("query", ["风险 满意", "xyz", "ianpai", "ongqing"])
def test_what_is_not_there_or_begins_inside_a_syllable_finds_nothing(query: str) -> None:
    assert not any(matches(words_of(query), name, (), SOUNDS) for name in NAMES)


def test_a_word_may_be_found_above_but_one_must_be_the_rows_own() -> None:
    words = words_of("金融 满意度")
    assert matches(words, NAMES[1], (NAMES[0],), SOUNDS)
    assert not matches(words_of("金融"), NAMES[1], (NAMES[0],), SOUNDS)


def test_without_pinyin_text_is_still_found() -> None:
    assert matches(words_of("风险"), NAMES[0], (), {})
    assert not matches(words_of("fxpc"), NAMES[0], (), {})


def test_an_empty_query_has_no_words() -> None:
    assert words_of(" 　 ") == ()
    assert not matches((), NAMES[0], (), SOUNDS)


def test_sounds_keep_letters_and_digits_one_by_one() -> None:
    assert sound_of("B级2家").initials == "bj2j"
    assert Sound(("feng", "xian")).holds("fengxian")
    assert plain("Ｂ 级") == "b级"
