"""What a clone has inherited is not its to end: a server that one clone stops is gone for all others."""

from __future__ import annotations

from typing import Callable, Dict, List, Optional

import pytest
from pytest import exit as exit_session

from .kept import own_builtins as __builtins__

_Exit = exit_session.Exception


class Inherited:
    """Made in a clone before its first test: fixtures and nodes that were set up before it was cloned."""

    def __init__(self, session: pytest.Session) -> None:
        self._state = session._setupstate
        self._nodes: Dict[object, int] = {
            node: len(finalizers) for node, (finalizers, _) in self._state.stack.items()
        }
        # What is set up has left with its node how it is to be ended.
        found = [
            _fixture_of(finalizer)
            for finalizers, _ in self._state.stack.values()
            for finalizer in finalizers
        ]
        self._fixtures = {id(fixture): getattr(fixture, "cached_result", None) for fixture in found}

    def end_the_rest(
        self, end_all_but: Callable[[Optional[object]], None]
    ) -> Optional[BaseException]:
        """
        Ends what this clone has set up: nodes of its own, then its own fixtures of inherited nodes. Returns the
        first failure, if there was one.

        `end_all_but`: ends all nodes that are not above the one that it is given.
        """
        kept_nodes = [node for node in self._state.stack if node in self._nodes]
        failure = tried(lambda: end_all_but(kept_nodes[-1] if kept_nodes else None))
        for node in reversed(kept_nodes):
            finalizers = self._state.stack[node][0]
            for finalizer in reversed(finalizers[self._nodes[node] :]):
                if not self._is_inherited(_fixture_of(finalizer)):
                    failure = tried(finalizer) or failure
        return failure

    def _is_inherited(self, fixture: Optional[object]) -> bool:
        cached = self._fixtures.get(id(fixture))
        return cached is not None and getattr(fixture, "cached_result", None) is cached


def tried(action: Callable[[], object]) -> Optional[BaseException]:
    """What the action raises, unless that is to end the session."""
    try:
        action()
    except (KeyboardInterrupt, _Exit):
        raise
    except BaseException as error:
        return error
    return None


def _fixture_of(finalizer: Callable[[], object]) -> Optional[object]:
    """The fixture that a finalizer ends: pytest 8 and 9 bind its method, pytest 7 closes over it."""
    method = getattr(finalizer, "func", finalizer)
    candidates: List[object] = [getattr(method, "__self__", None)]
    candidates += [cell.cell_contents for cell in getattr(finalizer, "__closure__", None) or ()]
    for candidate in candidates:
        if hasattr(candidate, "cached_result"):
            return candidate
    return None
