"""What collecting the tests has left that a clone of the process would not have, or would share."""

from __future__ import annotations

from typing import List, Set, Tuple

from .kept import contents, kept, own_builtins as __builtins__
from .threads import is_alone, others


def before() -> Set[str]:
    """What descriptors are open on before anything of the project is imported."""
    return {what for _, what in descriptors()}


def after(known: Set[str]) -> List[str]:
    """In words, one reason each; empty: tests may run in clones."""
    if kept.fork is None:
        return ["this system cannot clone a process"]
    if kept.platform == "darwin":
        return ["on macOS a cloned process may not use the system's libraries"]
    reasons = []
    threads = [] if is_alone() else others()
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
        reasons.append(f"collecting the tests opens a file ({files[0].split('/')[-1]})")
    made = sorted(_temporary_files())
    if made:
        reasons.append(f"collecting the tests makes temporary files ({made[0]})")
    return reasons


def _temporary_files() -> List[str]:
    try:
        return kept.listdir(kept.environ.get("TMPDIR", ""))
    except OSError:
        return []


def _is_shared_file(path: str) -> bool:
    """Not what capturing uses, nor devices."""
    return not path.startswith(("/dev/", "/proc/", "/sys/")) and not path.endswith("(deleted)")


def children() -> List[str]:
    """Names of the processes that this one has started and that still run, where the system tells."""
    names = []
    for thread in _names_in("/proc/self/task"):
        for pid in contents(f"/proc/self/task/{thread}/children").decode().split():
            names.append(contents(f"/proc/{pid}/comm").decode("utf-8", "replace").strip() or pid)
    return names


def _names_in(folder: str) -> List[str]:
    try:
        return kept.listdir(folder)
    except OSError:
        return []


def descriptors() -> List[Tuple[int, str]]:
    """Open descriptors and what they are open on, where the system tells."""
    found = []
    for number in [int(name) for name in _names_in("/proc/self/fd")]:
        try:
            found.append((number, kept.readlink(f"/proc/self/fd/{number}")))
        except OSError:
            continue  # the one that listed the folder
    return found
