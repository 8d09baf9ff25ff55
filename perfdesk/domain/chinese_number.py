"""Numbers in Chinese characters, where only one number can be meant.

Read loosely, then written again in the standard way: what does not come out the same (一百二, 三五, 几十)
is not certain and refused.
"""

import re
from decimal import Decimal

_DIGITS = "零一二三四五六七八九"
_PLACES = {"十": 10, "百": 100, "千": 1000}
_WAN, _YI = 10**4, 10**8
_HIGHEST = 10**16
_VARIANTS = str.maketrans("〇两壹贰叁肆伍陆柒捌玖拾佰仟萬億點", "零二一二三四五六七八九十百千万亿点")
_ZEROS = {"": 0, "万": 4, "亿": 8, "万亿": 12}
_DECIMAL = re.compile(f"([{_DIGITS}十百千万亿]+)点([{_DIGITS}]+)(万亿|万|亿)?")
_YEAR_LIKE = re.compile(f"[一二三四五六七八九](?:[{_DIGITS}]{{3,}}|[{_DIGITS}]*零[{_DIGITS}]*)")
CHARACTERS = "零〇一二两三四五六七八九十百千万亿点壹贰叁肆伍陆柒捌玖拾佰仟萬億點"


def chinese_number(text: str) -> Decimal | None:
    """The exact number a text of Chinese numerals states; None where it is not certain.

    >>> chinese_number("三万五千"), chinese_number("十二点五"), chinese_number("二〇二二")
    (Decimal('35000'), Decimal('12.5'), Decimal('2022'))
    >>> chinese_number("一百二") is chinese_number("三五") is None
    True
    """
    if len(text) > 40:
        return None
    plain = text.translate(_VARIANTS)
    if decimal := _DECIMAL.fullmatch(plain):
        whole, fraction, scale = decimal.groups()
        number = _whole(whole)
        digits = "".join(str(_DIGITS.index(c)) for c in fraction)
        return None if number is None else Decimal(f"{number}.{digits}E{_ZEROS[scale or '']}")
    if _YEAR_LIKE.fullmatch(plain):
        return Decimal("".join(str(_DIGITS.index(c)) for c in plain))
    whole_number = _whole(plain)
    return None if whole_number is None else Decimal(whole_number)


def _whole(text: str) -> int | None:
    if text == "零":
        return 0
    text = "一" + text if text.startswith("十") else text
    number = _loosely(text)
    return number if number and number < _HIGHEST and _written(number) == text else None


def _loosely(text: str) -> int | None:
    """Sum of what the characters say, in the order they stand; None where digits stand side by side."""
    total = section = digit = 0
    for character in text:
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS.index(character)
        elif character in _PLACES:
            section += digit * _PLACES[character]
            digit = 0
        elif character == "万":
            total, section, digit = total + (section + digit) * _WAN, 0, 0
        elif character == "亿":
            total, section, digit = (total + section + digit) * _YI, 0, 0
        else:
            return None
        if total > _HIGHEST:
            return None
    return total + section + digit


def _written(number: int) -> str:
    """The number in standard Chinese numerals (10 as 一十)."""
    for scale, name in ((_YI, "亿"), (_WAN, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= scale:
            high, low = divmod(number, scale)
            zero = "零" if 0 < low < scale // 10 else ""
            return _written(high) + name + zero + (_written(low) if low else "")
    return _DIGITS[number]
