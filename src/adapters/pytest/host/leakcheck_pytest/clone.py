"""What a clone of the process that collected the tests must put right before it is as good as a fresh one."""

from __future__ import annotations

import os
import random
import tempfile
from typing import Optional

import pytest


class Clone:
    """Made before the first clone: what all of them start from."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        # CPython seeds its global generator anew in every clone, which would hide a seed that was left behind.
        self._random = random.getstate
        self._set_random = random.setstate
        self._temporary = tempfile.gettempdir()

    def before(self) -> object:
        return self._random()

    def after(self, random_state: object, temporary: Optional[str]) -> None:
        """In the clone. `temporary`: a folder of its own, for one that starts from nothing."""
        os.setpgid(0, 0)
        self._set_random(random_state)
        self._separate_capture()
        if temporary is not None:
            os.mkdir(temporary)
            self.move_temporary(temporary)

    def _separate_capture(self) -> None:
        """Clones must not share the offsets of the files that output is captured in. What writes to them stays the same
        object: handlers and parameters made while collecting still hold the `sys.stdout` of that time."""
        capture = self._config.pluginmanager.getplugin("capturemanager")
        streams = getattr(capture, "_global_capturing", None)
        if streams is None:
            return
        capture.suspend_global_capture()
        for stream in (streams.out, streams.err):
            _separate(getattr(stream, "tmpfile", None))

    def move_temporary(self, temporary: str) -> None:
        os.environ["TMPDIR"] = temporary
        if tempfile.tempdir == self._temporary:
            tempfile.tempdir = None
        factory = getattr(self._config, "_tmp_path_factory", None)
        if factory is not None:
            factory._basetemp = None


def _separate(captured: object) -> None:
    """The same object, over a file of its own."""
    try:
        descriptor = captured.fileno()
    except (AttributeError, OSError, ValueError):
        return  # in memory, which clones do not share
    with tempfile.TemporaryFile() as own:
        os.dup2(own.fileno(), descriptor, inheritable=False)
