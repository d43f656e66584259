"""A session that plays the small lesson."""

import pytest


@pytest.fixture
def played(session, tables, lesson_folder, nothing_remembered):
    """Open the small lesson: `played(begun=True)` gives the session and its player."""

    def make(*, begun=True):
        opened = session(begun=begun)
        assert opened.lessons.open(lesson_folder(tables))
        return opened, opened.lessons

    return make
