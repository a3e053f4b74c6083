"""Which file opening a SQLite database may write."""

from __future__ import annotations

from typing import Dict, Optional

from .kept import kept, own_builtins as __builtins__
from .paths import text

# Python says that it is going to open one, and since 3.10 that it has.
EVENTS = ("sqlite3.connect", "sqlite3.connect/handle")
_SAYS_WHEN_DONE = kept.version >= (3, 10)
# By thread: a name that begins like a URI. Whether it is one is another argument, and Python does not say it.
_undecided: Dict[int, str] = {}
_IN_MEMORY = ("mode=memory", "vfs=memdb")
_FOR_READING = ("mode=ro", "immutable=1", "immutable=on", "immutable=true", "immutable=yes")


def opened_for_writing(event: str, argument: object) -> Optional[str]:
    """None: it is in memory, temporary or for reading only, or Python will say more of it."""
    undecided = _undecided.pop(kept.get_ident(), None)
    if event == "sqlite3.connect/handle":
        return None if undecided is None else _file_of(argument, undecided)
    name = text(argument)
    if not name.startswith("file:"):
        return None if name in (":memory:", "") else name
    if _SAYS_WHEN_DONE:
        _undecided[kept.get_ident()] = name
        return None
    return _named_by(name)


def _file_of(connection: object, name: str) -> Optional[str]:
    # Not by methods of the connection: its class may be the project's own.
    cursor = kept.modules["_sqlite3"].Cursor(connection)
    file = cursor.execute("PRAGMA database_list").fetchall()[0][2]
    cursor.close()
    if not file:
        return None
    # A plain file may have a name that begins like a URI.
    is_plain = file.split("/")[-1] == name.split("/")[-1]
    return file if is_plain or _named_by(name) is not None else None


def _named_by(uri: str) -> Optional[str]:
    """The file that a URI names, if it is one and may be written."""
    path, _, query = uri[len("file:") :].partition("#")[0].partition("?")
    if any([each in _IN_MEMORY or each in _FOR_READING for each in query.split("&")]):
        return None
    if path.startswith("//"):
        # What follows is empty, or this machine.
        path = "/" + path[2:].partition("/")[2]
    return None if path in (":memory:", "") else path
