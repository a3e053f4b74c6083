"""Notices files that tests write into the project: they outlive a clone, and the next one meets them."""

from __future__ import annotations

import mmap
import os
from typing import Optional

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# First argument: what is changed.
_CHANGES = {"os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.truncate", "os.link", "os.symlink"}
_CHANGES |= {"shutil.rmtree", "shutil.move", "sqlite3.connect"}
# Where the folder stands that the first argument is relative to; `shutil.rmtree` and temporary folders remove by it.
_FOLDER = {"os.remove": 1, "os.rmdir": 1, "os.mkdir": 2, "os.rename": 2, "os.link": 2}
# Caches of tools: no test depends on them.
_CACHES = ("__pycache__", ".hypothesis", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".leakcheck")
_ROOM = 512

# Shared with all clones: the length of the first name that was noted, then the name.
_noted = mmap.mmap(-1, _ROOM)
_abspath = os.path.abspath
_fsencode = os.fsencode
_join = os.path.join
_readlink = os.readlink
_root = [""]
_inside = [False]


def watch_below(root: str) -> None:
    _root[0] = root.rstrip(os.sep) + os.sep


def note(event: str, arguments: tuple) -> None:
    """An audit hook for clones."""
    if _inside[0] or _noted[0]:
        return
    if event == "open":
        path, _, flags = arguments
        if not isinstance(flags, int) or not flags & _WRITES:
            return
    elif event in _CHANGES:
        path = arguments[0]
    else:
        return
    _inside[0] = True
    try:
        _note_path(_in_folder(path, arguments[_FOLDER[event]]) if event in _FOLDER else path)
    except (TypeError, ValueError, OSError):
        pass
    finally:
        _inside[0] = False


def _in_folder(path: object, folder: object) -> object:
    """A name relative to an open folder says nothing about the working directory."""
    if not isinstance(folder, int) or folder < 0:
        return path
    return _join(_readlink("/proc/self/fd/%d" % folder), os.fsdecode(path))  # type: ignore[arg-type]


def _note_path(path: object) -> None:
    if isinstance(path, int) or path in (":memory:", ""):
        return
    full = _abspath(os.fsdecode(path))  # type: ignore[arg-type]
    own = _root[0]
    if not own or not full.startswith(own):
        return
    relative = full[len(own) :]
    if any(part in _CACHES for part in relative.split(os.sep)):
        return
    name = _fsencode(relative)[: _ROOM - 2] or b"."
    _noted[1 : 1 + len(name)] = name
    _noted[0] = min(len(name), 255)


def take() -> Optional[str]:
    """The file that was noted since the last time, relative to the project's root."""
    length = _noted[0]
    if length == 0:
        return None
    name = _noted[1 : 1 + length]
    _noted[0] = 0
    return os.fsdecode(name).replace(os.sep, "/")
