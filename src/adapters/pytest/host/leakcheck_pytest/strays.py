"""Ends what a clone has left running: its process group, and processes that moved to a group of their own."""

from __future__ import annotations

from .kept import contents, kept, own_builtins as __builtins__

# The mark that everything started by this host carries in its environment.
_MARK = b"LEAKCHECK_HOST="
_STARTS_PROCESSES = {
    "subprocess.Popen",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "os.exec",
}
# Shared with all clones: set to 1 by the first of them that starts a process.
_started = kept.mmap(-1, 1)
_mark = _MARK + kept.environ.get("LEAKCHECK_HOST", "-").encode()
_own_fork = [False]


def note(event: str, _arguments: object) -> None:
    """An audit hook for clones: so that looking for strays costs nothing when no process was started."""
    if event in _STARTS_PROCESSES and not _own_fork[0]:
        _started[0] = 1


def fork() -> int:
    """Clones this process; a clone is no stray."""
    _own_fork[0] = True
    try:
        with kept.catch_warnings():
            # Python 3.12 warns of threads, those of libraries too; a project may make an error of it.
            kept.simplefilter("ignore")
            return kept.fork()
    finally:
        _own_fork[0] = False


def kill_group(group: int) -> None:
    try:
        kept.killpg(group, kept.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass


class Spared:
    """Processes that were there before the clones: they serve all of them."""

    def __init__(self, always: bool) -> None:
        """`always`: looks, whether or not a clone is known to have started one."""
        self._had = _started[0]
        self._pids = set(_marked()) if always or self._had else set()
        _started[0] = 0

    def kill_others(self) -> None:
        """Kills every process with this host's mark that is neither spared nor this one or above it."""
        if _started[0] == 0:
            return
        _started[0] = 0
        keep = self._pids | _ancestors(kept.getpid())
        for pid in _marked():
            if pid not in keep:
                try:
                    kept.kill(pid, kept.SIGKILL)
                except (ProcessLookupError, PermissionError):
                    pass

    def close(self) -> None:
        _started[0] = self._had


def _marked() -> list:
    try:
        names = [name for name in kept.listdir("/proc") if name.isdigit()]
    except OSError:
        return []
    return [int(name) for name in names if _mark in contents(f"/proc/{name}/environ").split(b"\0")]


def _ancestors(pid: int) -> set:
    found = set()
    while pid > 1 and pid not in found:
        found.add(pid)
        stat = contents(f"/proc/{pid}/stat")
        fields = stat[stat.rfind(b")") + 2 :].split()
        pid = int(fields[1]) if len(fields) > 1 else 0
    return found
