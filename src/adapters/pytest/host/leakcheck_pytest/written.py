"""Notices files that tests write into the project: they outlive a clone, and the next one meets them."""

from __future__ import annotations

from typing import Optional

from . import databases
from .kept import kept, own_builtins as __builtins__
from .paths import absolute, below, text

_WRITES = kept.O_WRONLY | kept.O_RDWR | kept.O_CREAT | kept.O_TRUNC | kept.O_APPEND
# First argument: what is changed.
_CHANGES = {"os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.truncate", "os.link", "os.symlink"}
_CHANGES |= {"shutil.rmtree", "shutil.move"}
# Where the folder stands that the first argument is relative to; `shutil.rmtree` and temporary folders remove by it.
_FOLDER = {"os.remove": 1, "os.rmdir": 1, "os.mkdir": 2, "os.rename": 2, "os.link": 2}
# Caches of tools: no test depends on them.
_CACHES = ("__pycache__", ".hypothesis", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".leakcheck")
_ROOM = 512

# Shared with all clones: the length of the first name that was noted, then the name.
_noted = kept.mmap(-1, _ROOM)
_root = [""]
_inside = [False]


def watch_below(root: str) -> None:
    _root[0] = root


def note(event: str, arguments: tuple) -> None:
    """An audit hook for clones."""
    if _inside[0] or _noted[0]:
        return
    if event == "open":
        path, _, flags = arguments
        if not isinstance(flags, int) or not flags & _WRITES:
            return
    elif event not in _CHANGES and event not in databases.EVENTS:
        return
    _inside[0] = True
    try:
        if event in databases.EVENTS:
            path = databases.opened_for_writing(event, arguments[0])
        elif event != "open":
            path = arguments[0]
        if event in _FOLDER:
            path = _in_folder(path, arguments[_FOLDER[event]])
        _note_path(path)
    except Exception:
        pass  # whatever it is given that is no path is none of ours
    finally:
        _inside[0] = False


def _in_folder(path: object, folder: object) -> object:
    """A name relative to an open folder says nothing about the working directory."""
    if not isinstance(folder, int) or folder < 0:
        return path
    name = text(path)
    if name.startswith(kept.sep):
        return name
    return kept.readlink("/proc/self/fd/%d" % folder) + kept.sep + name


def _note_path(path: object) -> None:
    if path is None or isinstance(path, int):
        return
    relative = below(_root[0], absolute(text(path)))
    if relative is None or any([part in _CACHES for part in relative.split("/")]):
        return
    name = relative.encode(kept.encoding, "surrogateescape")[: _ROOM - 2] or b"."
    _noted[1 : 1 + len(name)] = name
    _noted[0] = min(len(name), 255)


def take() -> Optional[str]:
    """The file that was noted since the last time, relative to the project's root."""
    length = _noted[0]
    if length == 0:
        return None
    name = _noted[1 : 1 + length]
    _noted[0] = 0
    return name.decode(kept.encoding, "surrogateescape")
