"""The look: readable in both themes, and by colour-blind readers too."""

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtGui import QColor, QFontMetrics

from explorer.views import theme as look
from explorer.views.palette import SLOTS

THEMES = [look.named("dark"), look.named("light")]

# What eyes without one kind of cone see of linear RGB (Machado, Oliveira, Fernandes 2009).
EYES = {
    "usual": np.eye(3),
    "protan": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
    "deutan": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
    "tritan": [[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]],
}


def linear(colour):
    rgb = np.array(QColor(colour).getRgbF()[:3])
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def contrast(a, b):
    light, dark = sorted(linear(c) @ [0.2126, 0.7152, 0.0722] + 0.05 for c in (a, b))[::-1]
    return light / dark


def oklab(rgb):
    """Return a colour in OKLab (Ottosson 2020), where equal distances look equal."""
    lms = np.cbrt(
        np.clip(rgb, 0, 1)
        @ np.array([[0.4122, 0.5363, 0.0514], [0.2119, 0.6807, 0.1074], [0.0883, 0.2817, 0.63]]).T
    )
    return (
        lms
        @ np.array(
            [[0.2105, 0.7936, -0.0041], [1.978, -2.4286, 0.4506], [0.0259, 0.7828, -0.8087]]
        ).T
    )


def apart(a, b):
    return min(
        np.linalg.norm(oklab(linear(a) @ np.array(eye).T) - oklab(linear(b) @ np.array(eye).T))
        for eye in EYES.values()
    )


@pytest.mark.parametrize("theme", THEMES, ids=lambda t: t.name)
@pytest.mark.parametrize("ground", ["panel", "card", "field", "ground"])
@pytest.mark.parametrize("ink", ["text", "muted", "good", "fair", "bad"])
def test_words_have_the_contrast_that_AA_asks_for(theme, ground, ink):
    assert contrast(theme.ink(ink), theme.ink(ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=lambda t: t.name)
def test_words_on_the_accent_and_on_chosen_rows_have_it_too(theme):
    assert contrast(theme.ink("on_accent"), theme.ink("accent")) >= 4.5
    assert contrast(theme.ink("text"), theme.ink("selection")) >= 4.5
    assert contrast(theme.ink("text"), theme.ink("raised")) >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=lambda t: t.name)
@pytest.mark.parametrize("slot", range(SLOTS))
def test_an_optimizer_stands_out_from_every_panel(theme, slot):
    assert contrast(theme.colour(slot), theme.ink("panel")) >= 3
    assert contrast(theme.colour(slot), theme.ink("card")) >= 3


@pytest.mark.parametrize("theme", THEMES, ids=lambda t: t.name)
def test_optimizers_differ_for_colour_blind_eyes(theme):
    for a, b in combinations(range(SLOTS), 2):
        enough = 0.11 if max(a, b) < 4 else 0.08
        assert apart(theme.colour(a), theme.colour(b)) >= enough, (a, b)


@pytest.mark.parametrize("theme", THEMES, ids=lambda t: t.name)
def test_optimizers_differ_without_colour(theme):
    assert len({theme.marker(slot) for slot in range(SLOTS)}) == SLOTS
    assert len({tuple(theme.dash(slot)) for slot in range(4)}) == 4


@pytest.mark.parametrize("theme", THEMES, ids=lambda t: t.name)
def test_classes_differ_for_colour_blind_eyes(theme):
    classes = range(len(theme.palette.classes))
    for a, b in combinations(classes, 2):
        enough = 0.1 if max(a, b) < 4 else 0.08
        assert apart(theme.class_colour(a), theme.class_colour(b)) >= enough, (a, b)
    for number in classes:
        assert contrast(theme.class_colour(number), theme.ink("panel")) >= 3


def test_slots_beyond_the_last_repeat():
    for theme in THEMES:
        assert theme.colour(SLOTS) == theme.colour(0)
        assert theme.marker(SLOTS + 3) == theme.marker(3)


def test_low_is_dark_and_high_is_pale():
    lightness = [oklab(linear(QColor(*c)))[0] for c in look.landscape_colours(64).tolist()]
    rises = np.diff(lightness)
    assert (rises > 0).all()
    assert rises.max() < 3 * rises.mean()


def test_numbers_are_all_equally_wide(qapp):
    for size in (look.CAPTION, look.TEXT, look.TITLE):
        metrics = QFontMetrics(THEMES[0].font(size))
        assert len({metrics.horizontalAdvance(str(k) * 4) for k in range(10)}) == 1


def test_the_font_comes_with_the_program(qapp):
    assert look.load_fonts() == "Inter"


def test_a_change_of_theme_is_told(qapp):
    told = []
    look.theme_changed.connect(told.append)
    for name in ("light", "dark"):
        look.apply(qapp, name)
        assert look.theme().name == name
        assert qapp.palette().window().color() == look.theme().ink("panel")
    look.theme_changed.disconnect(told.append)
    assert [theme.name for theme in told] == ["light", "dark"]


def test_presenter_size_makes_every_letter_larger_and_nothing_else_changes(qapp):
    look.apply(qapp, "dark")
    small = {size: look.theme().font(size).pixelSize() for size in (10, 11, 12, 13, 14, 16)}
    look.apply(qapp, "dark", large=True)
    large = look.theme()
    assert large.is_large
    for size, before in small.items():
        assert before == size
        assert large.font(size).pixelSize() == round(look.PRESENTER * size)
    assert qapp.font().pixelSize() == round(look.PRESENTER * look.TEXT)
    assert large.palette == look.named("dark").palette
    look.apply(qapp, "light")  # a change of colours keeps the size
    assert look.theme().is_large
    look.apply(qapp, "dark", large=False)
    assert qapp.font().pixelSize() == look.TEXT


def test_no_size_of_letters_in_the_style_sheet_is_left_behind():
    from re import findall

    from explorer.views.style_sheet import style_sheet

    palette = look.named("dark").palette
    sizes = [int(n) for n in findall(r"font-size: (\d+)px", style_sheet(palette))]
    larger = [int(n) for n in findall(r"font-size: (\d+)px", style_sheet(palette, look.PRESENTER))]
    assert sizes
    assert larger == [round(look.PRESENTER * size) for size in sizes]


def test_pictures_for_files_keep_the_ordinary_size(qapp):
    look.apply(qapp, "dark", large=True)
    assert look.named("dark").font().pixelSize() == look.TEXT
    look.apply(qapp, "dark", large=False)
