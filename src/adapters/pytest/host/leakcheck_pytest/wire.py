"""Talking to leakcheck: whole JSON lines, written at once, by means that no test can patch away."""

from __future__ import annotations

import errno
import os
from json.decoder import JSONDecoder
from json.encoder import encode_basestring_ascii

from .secrets_kept import Secrets

try:
    from fcntl import F_DUPFD_CLOEXEC, fcntl
except ImportError:  # not on Windows
    fcntl = None  # type: ignore[assignment]

# Tests replace functions of modules (frozen clocks, faked files): what is used while they run is kept here.
_write = os.write
_open = os.open
_quote = encode_basestring_ascii
_repr_float = float.__repr__

# Tests that close descriptors in bulk, as daemons do, start from the low ones.
LOWEST_DESCRIPTOR = 200

parse = JSONDecoder().decode


def keep_high(descriptor: int) -> int:
    """Moves a descriptor out of the way of tests; children that are executed do not inherit it."""
    if fcntl is None:
        os.set_inheritable(descriptor, False)
        return descriptor
    moved = fcntl(descriptor, F_DUPFD_CLOEXEC, LOWEST_DESCRIPTOR)
    os.close(descriptor)
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
        return _quote(value)
    if isinstance(value, int):
        return int.__repr__(value)
    if isinstance(value, float):
        return _repr_float(value)
    if isinstance(value, (list, tuple)):
        return "[" + ",".join([to_json(item) for item in value]) + "]"
    if isinstance(value, dict):
        return "{" + ",".join([_quote(k) + ":" + to_json(v) for k, v in value.items()]) + "}"
    raise TypeError(type(value).__name__)


def send(descriptor: int, message: dict) -> None:
    """Writes one line, all of it, whatever interrupts."""
    data = (to_json(message) + "\n").encode("ascii")
    while data:
        try:
            written = _write(descriptor, data)
        except OSError as error:
            if error.errno == errno.EINTR:
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
        return keep_high(_open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600))

    def close(self) -> None:
        os.close(self._descriptor)

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
            if error.errno != errno.EBADF:
                raise
            # A test closed every descriptor that it did not know.
            self._descriptor = self._opened()
            send(self._descriptor, message)
