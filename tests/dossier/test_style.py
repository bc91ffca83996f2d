"""The style sheet keeps its promises on contrast, print and small screens."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

CSS = files("twosource.dossier").joinpath("templates/dossier.css").read_text(encoding="utf-8")
THEMES = dict(zip(("light", "dark"), re.findall(r":root \{(.*?)\}", CSS, re.S), strict=False))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(c * w for c, w in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ink", ["ink", "quiet", "link", "differ", "agree", "only"])
@pytest.mark.parametrize("ground", ["paper", "lit", "soft", "cut", "new"])
def test_text_is_readable_on_every_ground(theme: str, ink: str, ground: str) -> None:
    if ground in {"cut", "new"} and ink != "ink":
        pytest.skip("changed words are set in ink alone")
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", THEMES[theme]))
    a, b = sorted((luminance(colours[ink]), luminance(colours[ground])))
    assert (b + 0.05) / (a + 0.05) >= 4.5


def test_each_kind_has_its_own_line_and_not_only_its_own_colour() -> None:
    lines = re.findall(r"^\.(\w+)\.m \{.*?text-decoration-style: (\w+)", CSS, re.M)
    assert sorted(kind for kind, _ in lines) == ["agree", "differ", "only"]
    assert len({style for _, style in lines}) == 3


def test_there_is_a_print_style_and_a_dark_one() -> None:
    assert "@media print" in CSS
    assert "prefers-color-scheme: dark" in CSS
    assert ":focus-visible" in CSS
