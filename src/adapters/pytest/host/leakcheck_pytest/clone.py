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
        self._restart_capture()
        if temporary is not None:
            os.mkdir(temporary)
            self.move_temporary(temporary)

    def _restart_capture(self) -> None:
        """Clones must not share the offsets of the files that output is captured in."""
        capture = self._config.pluginmanager.getplugin("capturemanager")
        if capture is None or not capture.is_globally_capturing():
            return
        capture.stop_global_capturing()
        capture.start_global_capturing()
        capture.suspend_global_capture()

    def move_temporary(self, temporary: str) -> None:
        os.environ["TMPDIR"] = temporary
        if tempfile.tempdir == self._temporary:
            tempfile.tempdir = None
        factory = getattr(self._config, "_tmp_path_factory", None)
        if factory is not None:
            factory._basetemp = None
