"""Make a picture of each page of each lesson, answered, to look at; and those of the README.

Run: QT_QPA_PLATFORM=offscreen python docs/lesson_screenshots.py [folder [theme [width height]]]

Without a folder, only the pictures that the README shows are made, under assets/screenshots.
"""

import sys
from io import BytesIO
from math import inf
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer
from PySide6.QtWidgets import QApplication
from screenshots import FOLDER, settle

from explorer.app import show_window
from explorer.session.lesson_shelf import contents
from explorer.session.session import Session
from explorer.views import theme
from explorer.window import Window

# Which lesson, which page counted from 0, and the look, for the README.
SHOWN: tuple[tuple[str, int, theme.ThemeName], ...] = (
    ("valley", 1, "dark"),
    ("simulator", 2, "dark"),
    ("tanks", 1, "light"),
)


def picture(window: Window, session: Session, page: int, path: Path) -> None:
    """Answer a page rightly and write what the window shows, the play head at the end."""
    lessons = session.lessons
    lessons.go(page)
    session.finish()
    session.worker.finish()
    for option in lessons.right_options:
        lessons.predict(option)
    lessons.reveal()
    settle(QApplication.instance())
    session.playback.pause()
    if not isinstance(lessons.step.at, int) or lessons.step.then != "stay":
        session.playback.seek(inf)
    settle(QApplication.instance())
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    window.grab().save(buffer, "PNG")
    whole = Image.open(BytesIO(buffer.data().data())).convert("RGB")
    whole.quantize(256, method=Image.Quantize.MEDIANCUT, kmeans=1).save(path, optimize=True)
    print(path)


def main(arguments: list[str]) -> None:
    """Draw them."""
    application = QApplication([])
    window, session = show_window(application)
    session.begin()
    if arguments:
        folder, look = Path(arguments[0]), arguments[1] if len(arguments) > 1 else "dark"
        width, height = (int(side) for side in (arguments[2:4] or (1440, 900)))
        folder.mkdir(parents=True, exist_ok=True)
        theme.apply(application, "light" if look == "light" else "dark")
        window.resize(width, height)
        for entry in contents():
            if not entry.is_own and session.lessons.open(entry.key):
                for page in range(len(session.lessons.lesson.steps)):
                    picture(window, session, page, folder / f"{entry.key}-{page + 1}.png")
    else:
        window.resize(1440, 900)
        for key, page, look in SHOWN:
            theme.apply(application, look)
            session.lessons.open(key)
            picture(window, session, page, FOLDER / f"lesson-{key}.png")
    session.lessons.leave()
    session.close()


if __name__ == "__main__":
    main(sys.argv[1:])
