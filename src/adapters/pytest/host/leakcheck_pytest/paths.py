"""Paths as text: nothing here asks the system, but for the working directory, or uses what tests may have replaced."""

from __future__ import annotations

from typing import Optional

from .kept import kept, own_builtins as __builtins__


def absolute(path: str) -> str:
    """
    Without `.` and `..`. The path of a file that is no longer there is as good as any.

    Raises OSError where it is relative to a working directory that is gone.
    """
    sep = kept.sep
    whole = path if path.startswith(sep) or path[1:2] == ":" else kept.getcwd() + sep + path
    parts = []
    for part in whole.split(sep):
        if part == "..":
            if len(parts) > 1:
                parts.pop()
        elif part != "." and (part or not parts):
            parts.append(part)
    return sep.join(parts)


def below(folder: str, path: str) -> Optional[str]:
    """The rest of an absolute path that leads into the folder, with slashes."""
    own = folder if folder.endswith(kept.sep) else folder + kept.sep
    return path[len(own) :].replace(kept.sep, "/") if path.startswith(own) else None


def text(path: object) -> str:
    """
    What a function of the system was given as a path.

    Raises TypeError for what is none.
    """
    if isinstance(path, str):
        return path
    if isinstance(path, bytes):
        return path.decode(kept.encoding, "surrogateescape")
    return text(type(path).__fspath__(path))  # type: ignore[attr-defined]
