"""What went wrong, as leakcheck compares it: type, message and the own frame nearest to the error."""

from __future__ import annotations

from typing import Dict, Optional

from .kept import kept, own_builtins as __builtins__
from .paths import absolute, below

MOST_CHARACTERS = 4_000
# Code that a project has installed is not its own, wherever the folder lies.
_FOREIGN = (kept.sep + "site-packages" + kept.sep, kept.sep + "dist-packages" + kept.sep)
_HERE = kept.dirname(kept.abspath(__file__)) + kept.sep
_prefixes = tuple({kept.realpath(p) + kept.sep for p in (kept.prefix, kept.base_prefix)})


def describe(error: BaseException, root: str) -> Dict[str, str]:
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
    found = None
    trace = error.__traceback__
    while trace is not None:
        relative = _own_file(trace.tb_frame.f_code.co_filename, root)
        if relative is not None:
            found = f"{relative}:{trace.tb_lineno}"
        trace = trace.tb_next
    return found


def _own_file(name: str, root: str) -> Optional[str]:
    try:
        path = absolute(name)
    except OSError:
        return None  # made-up code with a name like `<string>`, and the working directory is gone
    return None if _is_foreign(path, root) else below(root, path)


def _is_foreign(path: str, root: str) -> bool:
    if any([part in path for part in _FOREIGN]) or path.startswith(_HERE):
        return True
    # A virtual environment inside the project.
    return any([path.startswith(prefix) for prefix in _prefixes if below(root, prefix) is not None])
