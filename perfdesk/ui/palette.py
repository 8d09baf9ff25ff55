"""The colours of the program as data: one light and one dark palette. No other file names a colour."""

from dataclasses import dataclass, fields
from enum import StrEnum

from perfdesk.domain.verdict_kind import Verdict


class Appearance(StrEnum):
    """What the clerk chose: follow the system, or one of the two palettes."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Tone:
    """A text colour on the ground it is read on."""

    text: str
    ground: str


@dataclass(frozen=True, slots=True)
class Palette:
    """Every colour by its role. `edge` outlines fields, `line` parts two panes."""

    name: str
    ground: str
    panel: str
    line: str
    edge: str
    text: str
    dim: str
    disabled: str
    accent: str
    on_accent: str
    selection: str
    hover: str
    met: Tone
    not_met: Tone
    no_data: Tone
    in_progress: Tone
    needs_judgement: Tone
    not_applicable: Tone

    def tone(self, verdict: Verdict) -> Tone:
        """The tone of a verdict's badge."""
        found: Tone = getattr(self, verdict.value)
        return found

    def readable_pairs(self) -> list[tuple[str, str, str]]:
        """Every pair of (what, text, ground) that a clerk must be able to read."""
        grounds = ("ground", "panel", "selection", "hover")
        pairs = [
            (f"{text} on {ground}", getattr(self, text), getattr(self, ground))
            for text in ("text", "dim", "accent")
            for ground in grounds
        ]
        pairs.append(("on_accent on accent", self.on_accent, self.accent))
        tones = [(f.name, getattr(self, f.name)) for f in fields(self)]
        pairs += [(name, tone.text, tone.ground) for name, tone in tones if isinstance(tone, Tone)]
        return pairs


LIGHT = Palette(
    name="light",
    ground="#F5F6F8",
    panel="#FFFFFF",
    line="#DFE3E8",
    edge="#C3CAD3",
    text="#1F2933",
    dim="#55606D",
    disabled="#9AA3AE",
    accent="#1F5FA8",
    on_accent="#FFFFFF",
    selection="#E3EDF8",
    hover="#EEF1F5",
    met=Tone("#17703F", "#E6F4EC"),
    not_met=Tone("#B4231F", "#FCEBEA"),
    no_data=Tone("#8A5A00", "#FFF4DC"),
    in_progress=Tone("#1F5FA8", "#E6F0FA"),
    needs_judgement=Tone("#5B4B9A", "#EFECF8"),
    not_applicable=Tone("#55606D", "#EEF1F5"),
)
DARK = Palette(
    name="dark",
    ground="#16191D",
    panel="#1E2227",
    line="#333A42",
    edge="#4A535E",
    text="#E4E8EC",
    dim="#A3ADB8",
    disabled="#6B7580",
    accent="#7DB3EC",
    on_accent="#16191D",
    selection="#26384B",
    hover="#282E35",
    met=Tone("#6FCF97", "#173526"),
    not_met=Tone("#FF8A80", "#3C1D1C"),
    no_data=Tone("#F2C464", "#3A2F14"),
    in_progress=Tone("#7DB3EC", "#1B2E42"),
    needs_judgement=Tone("#B9A8F0", "#2A2440"),
    not_applicable=Tone("#A3ADB8", "#282E35"),
)
PALETTES = {Appearance.LIGHT: LIGHT, Appearance.DARK: DARK}
