"""
Ends fixtures when plain pytest does: in the hooks of the last test that needs them, which are told what comes next. What then
fails of a module, a class or a package is no failure of that test: in another order it would be another's.
"""

from __future__ import annotations

from typing import Callable, Optional

import pytest

from .failure import describe
from .inherited import Inherited, tried
from .kept import own_builtins as __builtins__


class Following:
    """What comes after a test."""

    def __init__(self, item: Optional[pytest.Item], keep: Optional[pytest.Item]) -> None:
        """
        `item`: what hooks are told; None: nothing. `keep`: what is set up stays so down to this node; None: nothing
        does. That is the same, unless a test or a file runs a second time: pytest knows no such order.
        """
        self.item = item
        self.keep = keep

    def is_same(self, other: "Following") -> bool:
        return self.item is other.item and self.keep is other.keep


class Ending:
    """Stands before the function by which pytest ends what is set up."""

    def __init__(self, session: pytest.Session, root: str) -> None:
        self._session = session
        self._root = root
        self._state = session._setupstate
        self._end = self._state.teardown_exact
        self._state.teardown_exact = self._teardown_exact
        self._inherited: Optional[Inherited] = None
        self._item: Optional[pytest.Item] = None
        self._following: Optional[Following] = None
        self._before_more: Callable[[Optional[dict]], None] = _nothing
        self._error: Optional[BaseException] = None
        self._failure: Optional[dict] = None

    def inherit(self) -> None:
        """In a clone: what is set up is not its to end."""
        self._inherited = Inherited(self._session)

    def begin(
        self,
        item: pytest.Item,
        following: Following,
        before_more: Callable[[Optional[dict]], None],
    ) -> None:
        """
        Before a test runs. `before_more` is called once the test's own fixtures have ended and before those of modules,
        classes and packages do, with the failure of the former.
        """
        self._item = item
        self._following = following
        self._before_more = before_more
        self._error = None
        self._failure = None

    def done(self) -> Optional[dict]:
        """After it. Returns what failed of modules, classes and packages, if anything did."""
        failure = self._failure
        self._item = self._following = self._error = self._failure = None
        return failure

    def is_nobodys(self, error: BaseException) -> bool:
        return error is self._error

    def leave(self, keep: pytest.Item) -> Optional[dict]:
        """Between tests: ends all that is not above this node. Returns the failure, if there was one."""
        error = tried(lambda: self._end(keep))
        return None if error is None else describe(error, self._root)

    def _teardown_exact(self, nextitem: Optional[pytest.Item]) -> None:
        item, following = self._item, self._following
        if item is None or following is None:
            self._end_all_but(nextitem)
            return
        # pytest itself tells them that nothing comes, once a test has asked the session to stop.
        keep = following.keep if nextitem is following.item else nextitem
        own = tried(lambda: self._end(item.parent))
        if self._ends_more(keep):
            self._before_more(None if own is None else describe(own, self._root))
        wider = tried(lambda: self._end_all_but(keep))
        if wider is not None:
            self._error = wider
            self._failure = self._failure or describe(wider, self._root)
        if own is not None:
            raise own
        if wider is not None:
            raise wider

    def _end_all_but(self, keep: Optional[pytest.Item]) -> None:
        if keep is not None or self._inherited is None:
            self._end(keep)
            return
        error = self._inherited.end_the_rest(self._end)
        if error is not None:
            raise error

    def _ends_more(self, keep: Optional[pytest.Item]) -> bool:
        needed = [] if keep is None else keep.listchain()
        gone = [
            finalizers
            for node, (finalizers, _) in self._state.stack.items()
            if not any([node is each for each in needed])
        ]
        # Each node has one that does nothing, unless a collector of the project's says so.
        return any([len(finalizers) > 1 for finalizers in gone])


def _nothing(_: Optional[dict]) -> None:
    pass
