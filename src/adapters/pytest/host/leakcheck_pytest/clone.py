"""What a clone of the process that collected the tests must put right before it is as good as a fresh one."""

from __future__ import annotations

import pytest

from .kept import kept, own_builtins as __builtins__


class Clone:
    """Made before the first clone: what all of them start from."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._temporary = kept.gettempdir()
        self._frozen = False

    def keep_pages(self) -> None:
        """
        What is here now stays: collecting garbage in a clone should not copy its pages only to find that it is still in use.
        A project that has done so itself is left to it.
        """
        if kept.frozen() == 0:
            kept.freeze()
            self._frozen = True

    def before(self) -> object:
        # CPython seeds its global generator anew in every clone, which would hide a seed that was left behind.
        return kept.getrandom()

    def after(self, random_state: object) -> None:
        """In the clone."""
        kept.setpgid(0, 0)
        kept.setrandom(random_state)
        if self._frozen:
            # Tests look for objects, and for those that are gone.
            kept.unfreeze()
            self._frozen = False
        self._separate_capture()

    def _separate_capture(self) -> None:
        """Clones must not share the offsets of the files that output is captured in. What writes to them stays the same
        object: handlers and parameters made while collecting still hold the `sys.stdout` of that time."""
        capture = self._config.pluginmanager.getplugin("capturemanager")
        streams = getattr(capture, "_global_capturing", None)
        if streams is None:
            return
        capture.suspend_global_capture()
        for stream in (streams.out, streams.err):
            self._separate(getattr(stream, "tmpfile", None))

    def _separate(self, captured: object) -> None:
        """The same object, over a file of its own."""
        try:
            descriptor = captured.fileno()  # type: ignore[attr-defined]
        except (AttributeError, OSError, ValueError):
            return  # in memory, which clones do not share
        path = f"{self._temporary}/leakcheck-output-{kept.getpid()}"
        own = kept.open(path, kept.O_RDWR | kept.O_CREAT | kept.O_EXCL, 0o600)
        kept.unlink(path)
        kept.dup2(own, descriptor, False)
        kept.close(own)
