"""The words of a lesson: readable in both themes, and harmless wherever they come from."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices

from explorer.views import theme
from explorer.views.lesson_sources import reading_list
from explorer.views.lesson_text import LessonText, follow_link, rich


@pytest.fixture
def shown(qtbot, qapp):
    theme.apply(qapp, "dark")
    label = LessonText()
    label.resize(300, 200)
    qtbot.addWidget(label)
    yield label
    theme.apply(qapp, "dark", large=False)


def test_markdown_is_shown_in_the_colours_and_letters_of_the_theme(shown, qapp):
    shown.show_text("A **bold** word, a list:\n\n- one\n- two\n\n# Heading")
    for name in ("dark", "light"):
        theme.apply(qapp, name)
        text = shown.text()
        assert theme.theme().ink("text").name() in text
        assert "Inter" in text
        assert "font-weight:700" in text
        assert "font-size:13px" in text
        assert "large" not in text  # a heading is as large as the text, and bold


def test_letters_grow_at_presenter_size(shown, qapp):
    shown.show_text("Words that go on for long enough to fill a line or two of this label.")
    small = shown.heightForWidth(300)
    theme.apply(qapp, "dark", large=True)
    assert "font-size:18px" in shown.text()
    assert shown.heightForWidth(300) > 1.3 * small


def test_an_empty_text_takes_no_room(shown):
    shown.show_text("Words")
    assert not shown.isHidden()
    shown.show_text("  ")
    assert shown.isHidden()


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "javascript:alert(1)", "smb://host/share", "", "settings:x"]
)
def test_only_web_pages_are_opened(shown, monkeypatch, address):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    shown.show_text(f"See [this](<{address}>).")
    assert "href" not in shown.text().replace('href=""', "")
    assert shown.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert not follow_link(address)
    assert opened == []


def test_a_web_page_is_opened_in_the_browser_and_reached_by_tab(shown, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    shown.show_text("See [this](https://example.org/a).")
    assert shown.focusPolicy() == Qt.FocusPolicy.TabFocus
    shown.linkActivated.emit("https://example.org/a")
    assert [url.toString() for url in opened] == ["https://example.org/a"]


@pytest.mark.parametrize(
    "evil",
    [
        "![x](file:///etc/hostname)",
        "![x](//server/share.png)",
        "<img src='file:///etc/hostname'>",
        "<script>alert(1)</script>",
        "[![x](y.png)](https://example.org)",
    ],
)
def test_nothing_is_loaded_or_run(qapp, evil):
    text, _ = rich(f"Before {evil} after", theme.theme())
    assert "<img" not in text
    assert "<script" not in text
    assert "Before" in text
    assert "after" in text


def test_the_reading_list_takes_words_as_they_are(small_lesson):
    entry = reading_list(small_lesson.sources[0])
    text, has_links = rich(entry, theme.theme())
    assert has_links
    assert "A book *with* marks" in text
    odd = reading_list(type(small_lesson.sources[0])("Words", "javascript:alert(1)"))
    assert not rich(odd, theme.theme())[1]
