"""What collecting the tests has left that a clone of the process would not have, or would share."""

from __future__ import annotations

import os
import sys
from typing import List, Set

from .tree import children, descriptors, thread_names


def before() -> Set[str]:
    """What descriptors are open on before anything of the project is imported."""
    return {what for _, what in descriptors()}


def after(known: Set[str]) -> List[str]:
    """In words, one reason each; empty: tests may run in clones."""
    if not hasattr(os, "fork"):
        return ["this system cannot clone a process"]
    if sys.platform == "darwin":
        return ["on macOS a cloned process may not use the system's libraries"]
    reasons = []
    threads = thread_names()
    if threads:
        reasons.append(f"collecting the tests starts threads ({', '.join(threads[:3])})")
    started = children()
    if started:
        # What it keeps in memory, one clone would leave for the next.
        reasons.append(f"collecting the tests starts a process ({started[0]})")
    # Capturing output keeps copies of the standard ones.
    opened = [what for _, what in descriptors() if what not in known]
    if any(what.startswith("socket:") for what in opened):
        reasons.append("collecting the tests opens a socket")
    if any("[eventpoll]" in what for what in opened):
        reasons.append("collecting the tests starts an event loop")
    files = [what for what in opened if what.startswith("/") and _is_shared_file(what)]
    if files:
        reasons.append(f"collecting the tests opens a file ({os.path.basename(files[0])})")
    made = sorted(set(_temporary_files()) - _PYTESTS_OWN)
    if made:
        reasons.append(f"collecting the tests makes temporary files ({made[0]})")
    return reasons


# What pytest itself keeps in the temporary folder that leakcheck gives to this process alone.
_PYTESTS_OWN = {"pytest-cache"}


def _temporary_files() -> List[str]:
    try:
        return os.listdir(os.environ.get("TMPDIR", ""))
    except OSError:
        return []


def _is_shared_file(path: str) -> bool:
    """Not what capturing uses, nor devices."""
    return not path.startswith(("/dev/", "/proc/", "/sys/")) and not path.endswith("(deleted)")
