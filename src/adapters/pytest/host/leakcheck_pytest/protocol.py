"""Runs one test as pytest would, and says what came of it."""

from __future__ import annotations

import time
from typing import Dict, List, Optional, Tuple

import pytest

from .failure import describe
from .wire import Channel

_clock = time.perf_counter

Chain = List[pytest.Item]


class Recorder:
    """Gathers the reports of the test that runs. A plugin: its hooks are called by pytest."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._failure: Optional[dict] = None
        self._pending: Dict[str, dict] = {}
        self._skipped = False
        self._passed = False
        self._attempts = 1
        self._last = "passed"
        self.text: List[str] = []

    def begin(self) -> None:
        self._failure = None
        self._pending = {}
        self._skipped = False
        self._passed = False
        self._attempts = 1
        self._last = "passed"
        self.text = []

    @pytest.hookimpl(hookwrapper=True, trylast=True)
    def pytest_runtest_makereport(self, item, call):  # noqa: ANN001, ANN201 - pytest's names
        yield
        if call.excinfo is not None:
            failure = describe(call.excinfo, self._root)
            if call.when != "call":
                failure["hook"] = call.when
            self._pending[call.when] = failure

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report):  # noqa: ANN001, ANN201
        tried_again = report.outcome in ("rerun", "retried")
        if tried_again:
            self._attempts += 1
            self._last = "passed"
        elif report.outcome != "passed":
            self._last = str(report.outcome)
        if report.outcome == "failed" or tried_again:
            # What a retry makes of it comes later; leakcheck compares first attempts.
            if self._failure is None:
                unknown = {"type": "Failed", "message": str(getattr(report, "longrepr", ""))[:500]}
                self._failure = self._pending.get(report.when, unknown)
                self.text.append(_readable(report))
        elif report.outcome == "skipped" and not hasattr(report, "wasxfail"):
            self._skipped = True
        elif report.when == "call":
            self._passed = True

    def outcome(self) -> Tuple[str, Optional[dict]]:
        if self._failure is not None:
            return "failed", self._failure
        if self._skipped and not self._passed:
            return "skipped", None
        return "passed", None

    def retried(self) -> Optional[dict]:
        """What it came to at its last attempt, if there was more than one."""
        if self._attempts == 1:
            return None
        return {"outcome": self._last, "attempts": self._attempts}


class Reruns:
    """Items that have run in this process. Few kinds of items can run a second time as if it were the first."""

    def __init__(self) -> None:
        self._globals: Dict[int, dict] = {}
        self._used: set = set()

    def prepare(self, item: pytest.Item) -> bool:
        """False: the item is used up, and what it would do now says nothing about the test."""
        again = id(item) in self._used
        self._used.add(id(item))
        if isinstance(item, pytest.Function):
            return True
        test = getattr(item, "dtest", None)
        if test is None:
            return not again
        # Running a doctest empties its namespace.
        if again:
            test.globs.update(self._globals[id(item)])
        else:
            self._globals[id(item)] = dict(test.globs)
        return True


def run_test(item: pytest.Item, recorder: Recorder, channel: Channel, place: dict) -> None:
    """The test with all its function-wide fixtures. What lives longer stays up: `leave` ends it."""
    session = item.session
    session.shouldfail = False
    session.shouldstop = False
    recorder.begin()
    channel.say("start", **place)
    began = _clock()
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=item.parent)
    took = (_clock() - began) * 1000
    outcome, failure = recorder.outcome()
    event = {**place, "outcome": outcome, "ms": round(took, 3)}
    if failure is not None:
        event["failure"] = failure
        retried = recorder.retried()
        if retried is not None:
            event["retried"] = retried
        event["output"] = "\n".join(recorder.text)
    channel.say("end", **event)


def leave(session: pytest.Session, following: Optional[pytest.Item], root: str) -> Optional[dict]:
    """
    Ends fixtures of modules, classes and packages that the following test is not in; all of them when there is
    none. pytest counts what fails there against the last test that ran, whichever that is: here it is nobody's.

    Returns the failure, if there was one.
    """
    state = session._setupstate
    try:
        state.teardown_exact(following)
    except (KeyboardInterrupt, pytest.exit.Exception):
        raise
    except BaseException:
        return describe(pytest.ExceptionInfo.from_current(), root)
    return None


def _readable(report: pytest.TestReport) -> str:
    parts = [getattr(report, "longreprtext", "")]
    parts += [f"--- {title} ---\n{content}" for title, content in report.sections]
    return "\n".join(parts)[-8_000:]
