"""Runs one test as pytest would, and says what came of it."""

from __future__ import annotations

from typing import Callable, Dict, List, Optional, Tuple

import pytest
from pytest import Function

from .ending import Ending, Following
from .failure import describe
from .kept import kept, own_builtins as __builtins__
from .wire import Channel


class Recorder:
    """Gathers the reports of the test that runs. A plugin: its hooks are called by pytest."""

    def __init__(self, root: str) -> None:
        self._root = root
        self.is_nobodys: Callable[[BaseException], bool] = lambda error: False
        self.begin()

    def begin(self) -> None:
        self._failure: Optional[dict] = None
        self._pending: Dict[str, dict] = {}
        self._nobodys = False
        self._skipped = False
        self._reason: Optional[dict] = None
        self._expected: Optional[dict] = None
        self._passed = False
        self._attempts = 1
        self._last = "passed"
        self.knows = False
        self.text: List[str] = []

    @pytest.hookimpl(hookwrapper=True, trylast=True)
    def pytest_runtest_makereport(self, item, call):  # noqa: ANN001, ANN201 - pytest's names
        yield
        error = None if call.excinfo is None else call.excinfo.value
        self._nobodys = error is not None and self.is_nobodys(error)
        if error is not None and not self._nobodys:
            failure = describe(error, self._root)
            if call.when != "call":
                failure["hook"] = call.when
            self._pending[call.when] = failure

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report):  # noqa: ANN001, ANN201
        self.knows = True
        if self._nobodys and report.when == "teardown":
            return
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
            self._reason = self._pending.get(report.when)
        elif report.outcome == "skipped":
            self._expected = self._pending.get(report.when)
        elif report.when == "call":
            self._passed = True

    def outcome(self) -> Tuple[str, Optional[dict]]:
        if self._failure is not None:
            return "failed", self._failure
        if self._skipped and not self._passed:
            return "skipped", self._reason
        if self._expected is not None:
            # It failed as it was expected to: green, but it may pass in other company.
            message = f"{self._expected['type']}: {self._expected['message']}"
            return "passed", {**self._expected, "type": "XFailed", "message": message}
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

    def can_run(self, item: pytest.Item) -> bool:
        """Whether it will be prepared when its turn comes."""
        return id(item) not in self._used or isinstance(item, Function) or hasattr(item, "dtest")

    def prepare(self, item: pytest.Item) -> bool:
        """False: the item is used up, and what it would do now says nothing about the test."""
        again = id(item) in self._used
        self._used.add(id(item))
        if isinstance(item, Function):
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


def run_test(
    item: pytest.Item,
    following: Following,
    recorder: Recorder,
    ending: Ending,
    channel: Channel,
    place: dict,
    title: List[str],
) -> Optional[dict]:
    """
    The test, and the end of all that the following one does not need. Returns what failed of what lives longer than the test,
    if anything did.
    """
    session = item.session
    session.shouldfail = False
    session.shouldstop = False
    recorder.begin()
    channel.say("start", titlePath=title, **place)
    began = kept.perf_counter()
    ended: List[float] = []

    def before_more(failure: Optional[dict]) -> None:
        ended.append(kept.perf_counter())
        # Should the process not survive what comes now, that is nothing against the test. What is said last counts.
        if recorder.knows:
            channel.say("end", **_result(recorder, failure, ended[-1] - began), **place)

    ending.begin(item, following, before_more)
    try:
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following.item)
    except BaseException:
        # It has ended the session, in the middle of itself: nobody knows what it would have come to.
        ending.done()
        raise
    took = (ended[-1] if ended else kept.perf_counter()) - began
    channel.say("end", **_result(recorder, None, took), **place)
    return ending.done()


def _result(recorder: Recorder, afterwards: Optional[dict], seconds: float) -> dict:
    """`afterwards`: a failure that is not reported yet."""
    outcome, failure = recorder.outcome()
    if outcome != "failed" and afterwards is not None:
        outcome, failure = "failed", {**afterwards, "hook": "teardown"}
    result: Dict[str, object] = {"outcome": outcome, "ms": round(seconds * 1000, 3)}
    if failure is not None:
        result["failure"] = failure
    if outcome == "failed":
        retried = recorder.retried()
        if retried is not None:
            result["retried"] = retried
        result["output"] = "\n".join(recorder.text)
    return result


def _readable(report: pytest.TestReport) -> str:
    parts = [getattr(report, "longreprtext", "")]
    parts += [f"--- {title} ---\n{content}" for title, content in report.sections]
    return "\n".join(parts)[-8_000:]
