"""Say in one line what this machine lacks before Qt can draw or show a window."""

import ctypes
import os
import sys

__all__ = ["DRAWING", "WINDOW", "has_display", "missing_libraries"]

# Shared object → Debian and Ubuntu package.
DRAWING = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
}
WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def has_display() -> bool:
    """Tell whether a window can be shown here: asked on Linux, taken for granted elsewhere."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    if os.environ.get("WAYLAND_DISPLAY"):
        return True
    return bool(os.environ.get("DISPLAY")) and _x_answers()


def missing_libraries(*, window: bool) -> str | None:
    """Return one sentence naming the Debian packages that are missing, or None.

    With `window` also those that a window on an X display needs. Only Linux is asked: the
    wheels of the other systems bring all they need.
    """
    if not sys.platform.startswith("linux"):
        return None
    needed = dict(DRAWING)
    platform = os.environ.get("QT_QPA_PLATFORM", "xcb")
    if window and platform == "xcb" and not os.environ.get("WAYLAND_DISPLAY"):
        needed |= WINDOW
    missing = [package for library, package in needed.items() if not _loads(library)]
    if not missing:
        return None
    return (
        "Qt needs system libraries that are not installed here; "
        f"on Debian or Ubuntu: sudo apt-get install {' '.join(missing)}"
    )


def _x_answers() -> bool:
    """Tell whether the X display answers: Qt would end the whole process if it does not."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # not ours to judge; the missing library is named later
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    answers: bool = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return answers


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
