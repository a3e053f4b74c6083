"""What a clone has left in the temporary folder is put aside before the next one starts: as if each had one of its own."""

from __future__ import annotations

from typing import Dict, List, Optional, Tuple

from .kept import contents, kept, own_builtins as __builtins__

# Of a shared beginning so much is kept as it is: small files that tests hand to one another.
_MOST_ENTRIES = 256
_MOST_BYTES = 4 * 1024 * 1024
# pytest numbers what it makes in there; nobody meets the folder of another.
_NUMBERED = "pytest-of-"

_FILE, _LINK, _FOLDER = 0o100000, 0o120000, 0o040000

# Mode, size, time of the last change, and which file it is.
_State = Tuple[int, int, int, int]


class Temporary:
    """Made in the process that is going to be cloned, where its clones part."""

    def __init__(self, aside: Optional[str]) -> None:
        """`aside`: absolute path of a folder on the same file system."""
        self._folder = kept.environ.get("TMPDIR", "")
        self._aside = aside
        self._before = self._look() if aside is not None else {}
        self._kept: Dict[str, bytes] = self._contents() if self._before else {}

    def put_back(self, node: int) -> None:
        """After a clone."""
        if self._aside is None:
            return
        now = self._look()
        if now == self._before:
            return
        goes = [path for path, state in now.items() if self._is_other(path, state)]
        for number, path in enumerate(goes):
            # Of a folder that is new, what is in it has gone with it.
            _move(self._folder + "/" + path, "%s/%d-%d" % (self._aside, node, number))
        for path, state in self._before.items():
            if now.get(path) != state and path in self._kept:
                self._make(path, state[0], self._kept[path])
        # Times differ now.
        for path, state in self._look().items():
            if path in self._before:
                self._before[path] = state

    def _is_other(self, path: str, state: _State) -> bool:
        before = self._before.get(path)
        if before == state:
            return False
        return before is None or path in self._kept and not (_kind(before) == _kind(state) == _FOLDER)

    def _look(self) -> Dict[str, _State]:
        found: Dict[str, _State] = {}
        waiting = [""]
        while waiting:
            folder = waiting.pop()
            for name in _names(self._folder + "/" + folder):
                path = folder + "/" + name if folder else name
                try:
                    stat = kept.lstat(self._folder + "/" + path)
                except OSError:
                    continue  # gone meanwhile
                is_folder = stat.st_mode & 0o170000 == _FOLDER
                times = (0, 0) if is_folder else (stat.st_size, stat.st_mtime_ns)
                found[path] = (stat.st_mode, *times, stat.st_ino)
                if is_folder and not path.startswith(_NUMBERED) and len(found) < _MOST_ENTRIES:
                    waiting.append(path)
        return found

    def _contents(self) -> Dict[str, bytes]:
        """Of what can be made again; nothing if there is too much."""
        found: Dict[str, bytes] = {}
        if len(self._before) >= _MOST_ENTRIES:
            return found
        if sum([state[1] for state in self._before.values()]) > _MOST_BYTES:
            return found
        for path, state in self._before.items():
            whole = self._folder + "/" + path
            kind = _kind(state)
            if kind == _FILE:
                found[path] = contents(whole)
            elif kind == _LINK:
                found[path] = kept.readlink(whole).encode(kept.encoding, "surrogateescape")
            elif kind == _FOLDER and not path.startswith(_NUMBERED):
                found[path] = b""
        return found

    def _make(self, path: str, mode: int, content: bytes) -> None:
        """What stood there has been moved away, but for folders that were there before; those above come first."""
        whole = self._folder + "/" + path
        kind = mode & 0o170000
        try:
            if kind == _FOLDER:
                kept.mkdir(whole, mode & 0o7777)
            elif kind == _LINK:
                kept.symlink(content.decode(kept.encoding, "surrogateescape"), whole)
            else:
                flags = kept.O_WRONLY | kept.O_CREAT | kept.O_EXCL
                descriptor = kept.open(whole, flags, mode & 0o7777)
                try:
                    while content:
                        content = content[kept.write(descriptor, content) :]
                finally:
                    kept.close(descriptor)
        except OSError:
            pass  # it is there, or its folder cannot be written to


def _kind(state: _State) -> int:
    return state[0] & 0o170000


def _names(folder: str) -> List[str]:
    try:
        return kept.listdir(folder)
    except OSError:
        return []


def _move(path: str, to: str) -> None:
    try:
        kept.rename(path, to)
    except OSError:
        pass  # it has gone with the folder that it was in
