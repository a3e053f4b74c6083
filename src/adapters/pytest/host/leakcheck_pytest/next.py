"""What hooks are told of the test that comes next: what plain pytest would tell them in that order."""

from __future__ import annotations

from typing import Dict, List, Optional, Tuple

import pytest
from pytest import File

from .ending import Following
from .kept import own_builtins as __builtins__
from .listing import Listing
from .protocol import Reruns

Entry = Dict[str, object]  # seg, pass, file, pos, inside

# They are told, and only hand it on.
_HAND_ON = ("_pytest", "flaky", "pytest_forked", "pytest_rerunfailures")


class Next:
    def __init__(self, session: pytest.Session, listing: Listing, reruns: Reruns) -> None:
        self._session = session
        self._listing = listing
        self._reruns = reruns

    def parted(
        self, entries: List[Entry], branches: List[dict]
    ) -> Tuple[List[Entry], List[dict]]:
        """
        A shared beginning and what goes on from it. Its last test is followed by another one in each continuation. Where
        somebody looks at that, each has that test for itself.
        """
        last = -1
        for number, entry in enumerate(entries):
            if self._listing.item(entry) is not None:
                last = number
        if last < 0 or not self._is_looked_at():
            return entries, branches
        if _agree(self._in_each(entries[last], branches)):
            return entries, branches
        own = entries[last:]
        return entries[:last], [{**each, "entries": own + each["entries"]} for each in branches]

    def after(self, entry: Entry, rest: List[Entry], branches: List[dict]) -> Following:
        """
        `rest`: what follows the entry in its branch; `branches`: what follows that.
        """
        item = self._listing.item(entry)
        for each in rest:
            following = self._listing.item(each)
            if following is not None and self._reruns.can_run(following):
                return self._between(entry, each)
        if not branches:
            return Following(None, None)
        found = self._in_each(entry, branches)
        if _agree(found):
            return found[0]
        # Nobody looks at it. What only some of them need is ended before those that do not.
        return Following(found[0].item, item.parent)  # type: ignore[union-attr, arg-type]

    def _in_each(self, entry: Entry, branches: List[dict]) -> List[Following]:
        return [self.after(entry, each["entries"], each["branches"]) for each in branches]

    def _between(self, last: Entry, entry: Entry) -> Following:
        before, item = self._listing.item(last), self._listing.item(entry)
        if starts_again(last, entry):
            # Its file is set up anew: as if one of another file came between.
            return Following(self._elsewhere(before), self._session)  # type: ignore[arg-type]
        if last["seg"] == entry["seg"] and last["pass"] != entry["pass"]:
            if entry["inside"] == "group":
                # Its class is, its module is not.
                file = item.getparent(File) or self._session  # type: ignore[union-attr]
                return Following(self._beside(before) or item, file)  # type: ignore[arg-type]
        return Following(item, before.parent if item is before else item)  # type: ignore

    def _elsewhere(self, item: Optional[pytest.Item]) -> Optional[pytest.Item]:
        file = self._listing.relative(item)  # type: ignore[arg-type]
        for other in self._session.items:
            if self._listing.relative(other) != file:
                return other
        return None

    def _beside(self, item: Optional[pytest.Item]) -> Optional[pytest.Item]:
        """A test of the same file in none of its classes."""
        file = item.getparent(File)  # type: ignore[union-attr]
        classes = _between_file_and(item)
        for other in self._session.items:
            if other.getparent(File) is file and not any(
                [node in classes for node in _between_file_and(other)]
            ):
                return other
        return None

    def _is_looked_at(self) -> bool:
        hooks = self._session.config.hook
        implementations = hooks.pytest_runtest_protocol.get_hookimpls()
        implementations += hooks.pytest_runtest_teardown.get_hookimpls()
        return any([_looks(each) for each in implementations])


def starts_again(last: Entry, following: Entry) -> bool:
    """Whether a file is left only to be set up anew."""
    again = last["seg"] == following["seg"] and last["pass"] != following["pass"]
    return again and not following.get("inside")


def _agree(found: List[Following]) -> bool:
    return all([each.is_same(found[0]) for each in found])


def _looks(implementation: object) -> bool:
    if "nextitem" not in implementation.argnames:  # type: ignore[attr-defined]
        return False
    module = str(getattr(implementation.function, "__module__", ""))  # type: ignore[attr-defined]
    return module.split(".")[0] not in _HAND_ON


def _between_file_and(item: Optional[pytest.Item]) -> List[object]:
    nodes: List[object] = []
    node = item.parent  # type: ignore[union-attr]
    while node is not None and not isinstance(node, File):
        nodes.append(node)
        node = node.parent
    return nodes
