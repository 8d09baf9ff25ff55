"""Cut the fonts of resources/fonts from their npm packages, version and digest pinned.

The full fonts weigh 15 MB each. Kept are the characters a Chinese office can be expected to write: the
table of general standard characters (8105, with its 196 rare name characters above U+FFFF), in the body
face every ideograph of GBK as well (names keep old forms), and the signs of forms and figures.
"""

from __future__ import annotations

import bz2
import shutil
import sys
import tempfile
from pathlib import Path

from fontTools import subset

from npm import Package, unpack

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
UNIHAN = Path("/usr/share/unicode/Unihan_OtherMappings.txt.bz2")

SERIF = Package(
    "@expo-google-fonts/noto-serif-sc",
    "0.4.3",
    "7d2994a62485b527b21d5e39ff6c543b2e5275f131925430c0c28dddc4230190"
    "2e8c84c70e649ba4c1c255d08c851a8c8d0b6ed19460736f6ef00f825376a47f",
)
# Blocks of signs, first and last code point. A font takes what it has of them.
SIGNS = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x017F),  # Latin-1 and Latin Extended-A
    (0x01CD, 0x01DC),  # vowels of pinyin
    (0x02B9, 0x02DD),  # modifier letters
    (0x0370, 0x045F),  # Greek and Cyrillic
    (0x2010, 0x205E),  # dashes, quotation marks, ellipsis, per mille
    (0x2070, 0x209C),  # superscripts and subscripts
    (0x20A0, 0x20BF),  # currency
    (0x2100, 0x218B),  # letterlike, number forms: ℃ № ½ Ⅳ
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematical operators
    (0x2300, 0x23FF),  # technical
    (0x2460, 0x27BF),  # enclosed, box drawing, geometric shapes, ☆ ☐ ☑, dingbats ✓ ✗
    (0x2B00, 0x2BFF),  # further arrows and stars
    (0x2E80, 0x2FDF),  # radicals
    (0x2FF0, 0x303F),  # CJK symbols and punctuation: 〔 〕 《 》
    (0x3041, 0x312F),  # kana and bopomofo, both in GB 2312
    (0x31C0, 0x31E3),  # strokes
    (0x3200, 0x33FF),  # ㈠ ㎡ ㏕
    (0xFE10, 0xFE6F),  # vertical and small forms
    (0xFF01, 0xFFEF),  # full-width forms
)

# The fonts have no crosses of their own; × is drawn in their place and keeps its meaning in a copied text.
STAND_INS = {0x2715: 0x00D7, 0x2716: 0x00D7, 0x2717: 0x00D7, 0x2718: 0x00D7}


def main() -> int:
    """Write both weights and their licence; two runs give the same bytes."""
    if not UNIHAN.exists():
        print("The character lists are missing: apt-get install unicode-data", file=sys.stderr)
        return 1
    standard, wide = character_sets()
    with tempfile.TemporaryDirectory() as scratch:
        serif = unpack(SERIF, Path(scratch, "serif"))
        FONTS.mkdir(parents=True, exist_ok=True)
        cut(serif / "400Regular/NotoSerifSC_400Regular.ttf", "NotoSerifSC-Regular.ttf", wide)
        # Only headings are bold, and they are written in today's characters.
        cut(serif / "700Bold/NotoSerifSC_700Bold.ttf", "NotoSerifSC-Bold.ttf", standard)
        shutil.copyfile(serif / "LICENSE_FONT", FONTS / "OFL-NotoSerifSC.txt")
    return 0


def character_sets() -> tuple[set[int], set[int]]:
    """The 8105 with the signs, and these with all ideographs of GBK added."""
    signs = {point for first, last in SIGNS for point in range(first, last + 1)}
    general: set[int] = set()
    listed = bz2.decompress(UNIHAN.read_bytes()).decode("utf-8").splitlines()
    for line in listed:
        if not line.startswith("U+"):
            continue
        point, field, _ = line.split("\t")
        if field == "kTGH":
            general.add(int(point[2:], 16))
    if len(general) != 8105:
        raise SystemExit(f"The table of general standard characters has 8105 entries, found {len(general)}.")
    return signs | general, signs | general | set(range(0x4E00, 0x9FA6))


def cut(source: Path, name: str, wanted: set[int]) -> None:
    """Keep the wanted characters; drop what neither reportlab nor a table on screen uses."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG", "STAT"]
    # 13 and 14 are the licence, which has to stay with the font.
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.notdef_outline = True
    font = subset.load_font(str(source), options)
    has = set(font.getBestCmap())
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted & has)
    cutter.subset(font)
    for table in font["cmap"].tables:
        table.cmap.update({sign: table.cmap[like] for sign, like in STAND_INS.items() if like in table.cmap})
    subset.save_font(font, str(FONTS / name), options)
    size = (FONTS / name).stat().st_size / 1e6
    print(f"{name}: {len(wanted & has)} characters, {size:.1f} MB")


if __name__ == "__main__":
    sys.exit(main())
