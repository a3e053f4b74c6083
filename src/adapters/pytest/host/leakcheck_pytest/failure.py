"""What went wrong, as leakcheck compares it: type, message and the own frame nearest to the error."""

from __future__ import annotations

import os
import sys
from typing import Dict, Optional

import pytest

MOST_CHARACTERS = 4_000
# Code that a project has installed is not its own, wherever the folder lies.
_FOREIGN = (os.sep + "site-packages" + os.sep, os.sep + "dist-packages" + os.sep)
_HERE = os.path.dirname(os.path.abspath(__file__)) + os.sep
_fspath = os.path
_prefixes = tuple({os.path.realpath(p) + os.sep for p in (sys.prefix, sys.base_prefix)})


def describe(excinfo: "pytest.ExceptionInfo[BaseException]", root: str) -> Dict[str, str]:
    error = excinfo.value
    # pytest wraps what a test file raised while it was imported.
    if type(error).__name__ == "CollectError" and error.__cause__ is not None:
        error = error.__cause__
    failure = {"type": type(error).__name__, "message": _message(error)}
    frame = _own_frame(error, root)
    if frame is not None:
        failure["frame"] = frame
    return failure


def _message(error: BaseException) -> str:
    if type(error).__name__ == "FixtureLookupError":
        return f"fixture '{getattr(error, 'argname', '?')}' not found"
    try:
        message = str(error)
    except BaseException as second:  # an error may fail to say what it is
        message = f"<{type(second).__name__} while asking for the message>"
    if len(message) > MOST_CHARACTERS:
        return message[:MOST_CHARACTERS] + "…"
    return message


def _own_frame(error: BaseException, root: str) -> Optional[str]:
    own = root if root.endswith(os.sep) else root + os.sep
    found = None
    trace = error.__traceback__
    while trace is not None:
        path = _fspath.abspath(trace.tb_frame.f_code.co_filename)
        if path.startswith(own) and not _is_foreign(path, own):
            relative = path[len(own) :].replace(os.sep, "/")
            found = f"{relative}:{trace.tb_lineno}"
        trace = trace.tb_next
    return found


def _is_foreign(path: str, own: str) -> bool:
    if any(part in path for part in _FOREIGN) or path.startswith(_HERE):
        return True
    # A virtual environment inside the project.
    return any(path.startswith(prefix) for prefix in _prefixes if prefix.startswith(own))
