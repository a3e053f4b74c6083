"""Talking to leakcheck: whole JSON lines, written at once."""

from __future__ import annotations

from .kept import kept, own_builtins as __builtins__
from .secrets_kept import Secrets

# Tests that close descriptors in bulk, as daemons do, start from the low ones.
LOWEST_DESCRIPTOR = 200

_from_int = int.__repr__
_from_float = float.__repr__


def keep_high(descriptor: int) -> int:
    """Moves a descriptor out of the way of tests; children that are executed do not inherit it."""
    if kept.fcntl is None:
        kept.set_inheritable(descriptor, False)
        return descriptor
    moved = kept.fcntl(descriptor, kept.F_DUPFD_CLOEXEC, LOWEST_DESCRIPTOR)
    kept.close(descriptor)
    return moved


def to_json(value: object) -> str:
    """JSON for what leakcheck says: dicts with string keys, lists, strings, numbers, booleans and None."""
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, str):
        return kept.quote(value)
    if isinstance(value, int):
        return _from_int(value)
    if isinstance(value, float):
        return _from_float(value)
    if isinstance(value, (list, tuple)):
        return "[" + ",".join([to_json(item) for item in value]) + "]"
    if isinstance(value, dict):
        return "{" + ",".join([kept.quote(k) + ":" + to_json(v) for k, v in value.items()]) + "}"
    raise TypeError(type(value).__name__)


def send(descriptor: int, message: dict) -> None:
    """Writes one line, all of it, whatever interrupts."""
    data = (to_json(message) + "\n").encode("ascii")
    while data:
        try:
            written = kept.write(descriptor, data)
        except OSError as error:
            if error.errno == kept.EINTR:
                continue
            raise
        data = data[written:]


class Channel:
    """The file that a run's events are appended to. Clones share it: each line is one write."""

    def __init__(self, plan: dict) -> None:
        self._path = str(plan["channel"])
        self._secrets = Secrets(plan.get("secrets"))
        self._descriptor = self._opened()

    def _opened(self) -> int:
        flags = kept.O_WRONLY | kept.O_APPEND | kept.O_CREAT
        return keep_high(kept.open(self._path, flags, 0o600))

    def close(self) -> None:
        kept.close(self._descriptor)

    def say(self, event: str, **fields: object) -> None:
        names = self._secrets.news()
        if names is not None:
            where = {name: fields[name] for name in ("node", "lane") if name in fields}
            self._send({"ev": "secrets", **where, "names": names})
        self._send({"ev": event, **self._secrets.event(fields)})

    def _send(self, message: dict) -> None:
        try:
            send(self._descriptor, message)
        except OSError as error:
            if error.errno != kept.EBADF:
                raise
            # A test closed every descriptor that it did not know.
            self._descriptor = self._opened()
            send(self._descriptor, message)
