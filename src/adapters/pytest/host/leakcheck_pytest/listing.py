"""What was collected: which tests each file declares, and where each stands in it."""

from __future__ import annotations

from typing import Dict, List, Optional, Tuple

import pytest
from pytest import File

from .failure import describe
from .kept import kept, now_ms, own_builtins as __builtins__

Place = Tuple[str, str]  # file, position


class Listing:
    """Filled while pytest collects."""

    def __init__(self, root: str, forked: bool) -> None:
        self.root = root
        self._forked = forked
        self.failures: Dict[str, dict] = {}
        # Files that have skipped themselves while they were collected, and why.
        self.skips: Dict[str, dict] = {}
        self.items: Dict[Place, pytest.Item] = {}
        self.files: List[str] = []
        self._positions: Dict[int, str] = {}
        self._titles: Dict[int, List[str]] = {}
        self._relative: Dict[str, str] = {}
        self._in_order: List[pytest.Item] = []
        self._by_file: Dict[str, List[dict]] = {}

    def relative(self, node: pytest.Item) -> str:
        path = str(getattr(node, "path", None) or node.fspath)
        known = self._relative.get(path)
        if known is None:
            known = kept.relpath(path, self.root).replace(kept.sep, "/")
            self._relative[path] = known
        return known

    def position(self, item: pytest.Item) -> Optional[str]:
        """Where it stands in its file; None: made up after collection."""
        return self._positions.get(id(item))

    def title(self, item: pytest.Item) -> List[str]:
        """Its name, below those of what it is in."""
        return self._titles[id(item)]

    def item(self, place: Dict[str, object]) -> Optional[pytest.Item]:
        """What stands there; None: a whole file is meant, or nothing is there any more."""
        return self.items.get((str(place["file"]), str(place["pos"])))

    def collected(self, items: List[pytest.Item]) -> None:
        """
        Takes positions as declared, before fixtures with parameters and plugins rearrange the tests. Several collectors may
        have found tests in one file (doctests beside functions, an item for each linter): they have its places in common.
        """
        children: Dict[object, Dict[int, int]] = {}
        for item in items:
            chain = _below_file(item)
            parent: object = self.relative(item)
            position = []
            for node in chain:
                siblings = children.setdefault(parent, {})
                position.append(siblings.setdefault(id(node), len(siblings)))
                parent = id(node)
            self._positions[id(item)] = ".".join(map(str, position))
            self._titles[id(item)] = [node.name for node in chain]

    def failed(self, node: pytest.Collector, excinfo: "pytest.ExceptionInfo") -> None:
        self.failures.setdefault(self.relative(node), describe(excinfo.value, self.root))

    def skipped(self, report: pytest.CollectReport) -> None:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        file = str(report.nodeid).split("::")[0]
        self.skips[file] = {"type": "Skipped", "message": str(reason)[len("Skipped: ") :]}

    def finish(self, items: List[pytest.Item]) -> None:
        """Takes the order in which pytest would run them."""
        files: Dict[str, None] = {}
        for item in items:
            if id(item) not in self._positions:
                continue  # made up by a plugin after collection: nobody could select it
            file = self.relative(item)
            files.setdefault(file)
            self.items[(file, self._positions[id(item)])] = item
            self._in_order.append(item)
        for file in self.failures:
            files.setdefault(file)
        self.files = list(files)

    def events(self, wanted: Optional[List[str]]) -> List[dict]:
        return [
            self._event(file, self.declared(file))
            for file in self.files
            if wanted is None or file in wanted
        ]

    def keep_places(self, listed: Dict[str, List[dict]]) -> None:
        """
        Files that declare more or fewer tests than they did when all were listed, because of what was imported before: those
        that are still there are given the positions that they had, and those that are new other ones.
        """
        own: Dict[str, List[pytest.Item]] = {}
        for item in self._in_order:
            own.setdefault(self.relative(item), []).append(item)
        for file, known in listed.items():
            items = own.get(file, [])
            if len(items) == len(known):
                continue
            free: Dict[Tuple[str, ...], List[str]] = {}
            for place in known:
                free.setdefault(tuple(place["titlePath"]), []).append(place["pos"])
            for item in items:
                del self.items[(file, self._positions[id(item)])]
            for number, item in enumerate(items):
                places = free.get(tuple(self._titles[id(item)]))
                self._positions[id(item)] = places.pop(0) if places else f"new.{number}"
                self.items[(file, self._positions[id(item)])] = item

    def declared(self, file: str) -> List[dict]:
        """The tests of a file."""
        if not self._by_file:
            for rank, item in enumerate(self._in_order):
                self._by_file.setdefault(self.relative(item), []).append(self._test(item, rank))
        return self._by_file.get(file, [])

    def _event(self, file: str, tests: List[dict]) -> dict:
        event = {"at": now_ms(), "seg": -1, "file": file}
        event.update(environment="python", tests=tests)
        if file in self.failures:
            event["failure"] = self.failures[file]
        return event

    def _test(self, item: pytest.Item, rank: int) -> dict:
        listed = {
            "pos": self._positions[id(item)],
            "titlePath": self._titles[id(item)],
            "mode": "skip" if any(item.iter_markers("skip")) else "run",
            "concurrent": False,
            "rank": rank,
        }
        if self._forked or _is_marked_forked(item):
            listed["isolated"] = True
        line = item.location[1]
        if line is not None:
            listed["line"] = line + 1
        limit = _time_limit(item)
        if limit is not None:
            listed["timeoutMs"] = limit
        return listed


def _is_marked_forked(item: pytest.Item) -> bool:
    has = item.config.pluginmanager.hasplugin
    return has("pytest_forked") and item.get_closest_marker("forked") is not None


def _below_file(item: pytest.Item) -> List[pytest.Item]:
    chain = item.listchain()
    last_file = max(
        (index for index, node in enumerate(chain) if isinstance(node, File)), default=0
    )
    return chain[last_file + 1 :]


def _time_limit(item: pytest.Item) -> Optional[int]:
    """The test's own limit by pytest-timeout, in ms."""
    if not item.config.pluginmanager.hasplugin("timeout"):
        return None
    marker = item.get_closest_marker("timeout")
    limit = None
    if marker is not None:
        limit = marker.kwargs.get("timeout", marker.args[0] if marker.args else None)
    if limit is None:
        limit = getattr(item.config.option, "timeout", None) or _ini(item.config, "timeout")
    try:
        return int(float(limit) * 1000) or None
    except (TypeError, ValueError):
        return None


def _ini(config: pytest.Config, name: str) -> Optional[str]:
    try:
        return config.getini(name)
    except (KeyError, ValueError):
        return None
