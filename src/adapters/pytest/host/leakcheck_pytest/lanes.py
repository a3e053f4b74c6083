"""
The project's own run in several processes (pytest-xdist): which of them ran what, in which order, and what came of it. Only
looked at: pytest-xdist hands out the tests as it does without leakcheck.
"""

from __future__ import annotations

from typing import Dict, Generator, List, Optional, Tuple

import pytest

from .failure import describe
from .kept import contents, own_builtins as __builtins__, parse
from .listing import Listing
from .secrets_kept import INHERITED, Secrets
from .server import Server
from .wire import Channel


class Worker:
    """In each of the processes: adds to the reports what the one that gathers them cannot know."""

    def __init__(self, root: str, listing: Listing, secret_names: dict) -> None:
        self._root = root
        self._listing = listing
        # What leakcheck itself has in its environment, it finds by itself.
        self._secrets = Secrets({**secret_names, "known": list(INHERITED)})

    @pytest.hookimpl(hookwrapper=True, trylast=True)
    def pytest_runtest_makereport(self, item, call):  # noqa: ANN001, ANN201 - pytest's names
        made = yield
        report = made.get_result()
        position = self._listing.position(item)
        if position is None:
            return
        # They travel with the report: nothing but dicts and strings.
        title = [_plain(name) for name in self._listing.title(item)]
        file = _plain(self._listing.relative(item))
        report.leakcheck_place = {"file": file, "pos": position, "titlePath": title}
        if call.excinfo is not None:
            failure = describe(call.excinfo.value, self._root)
            if call.when != "call":
                failure["hook"] = call.when
            failure["message"] = self._secrets.hide(failure["message"])
            report.leakcheck_failure = {name: _plain(text) for name, text in failure.items()}
        names = self._secrets.news()
        if names is not None:
            report.leakcheck_secrets = [_plain(name) for name in names]


class Test:
    """What the reports of one test come to, as far as its first attempt goes."""

    def __init__(self, place: dict) -> None:
        self.place = place
        self._failure: Optional[dict] = None
        self._skipped = False
        self._passed = False
        self._ms = 0.0

    def add(self, report: pytest.TestReport) -> None:
        if self._failure is not None:
            return
        self._ms += report.duration * 1000
        if report.outcome in ("failed", "rerun", "retried"):
            unknown = {"type": "Failed", "message": str(getattr(report, "longrepr", ""))[:500]}
            self._failure = getattr(report, "leakcheck_failure", unknown)
        elif report.outcome == "skipped" and not hasattr(report, "wasxfail"):
            self._skipped = True
        elif report.when == "call":
            self._passed = True

    def end(self) -> dict:
        outcome = "skipped" if self._skipped and not self._passed else "passed"
        event = {**self.place, "outcome": outcome, "ms": round(self._ms, 3)}
        if self._failure is not None:
            event.update(outcome="failed", failure=self._failure)
        return event


class Controller:
    """In the process that hands out the tests and gathers their reports."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._channel: Optional[Channel] = None
        self._segments: Dict[Tuple[str, str], int] = {}
        self._numbers: Dict[str, int] = {}
        self._running: Dict[int, Test] = {}
        self._broken: List[int] = []

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_runtestloop(self) -> Generator[None, None, None]:
        self._server.say_ready([])
        request = self._server.next_request()
        if request is None:
            pytest.exit("leakcheck has no use for it any more")
        plan = parse(contents(request["planFile"]).decode("utf-8"))
        for number, segment in enumerate(plan["segments"]):
            for position in segment["passes"][0]:
                self._segments[(segment["file"], position)] = number
        self._channel = Channel(plan)
        yield
        for lane in self._numbers.values():
            self._end(lane)
            if lane not in self._broken:
                self._channel.say("bye", lane=lane, cpuMs=0)
        self._channel.close()
        self._server.say_done(request)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report):  # noqa: ANN001, ANN201
        node = getattr(report, "node", None)
        if node is None or self._channel is None:
            return
        lane = self._lane(node)
        names = getattr(report, "leakcheck_secrets", None)
        if names:
            self._channel.say("secrets", lane=lane, names=names)
        place = getattr(report, "leakcheck_place", None)
        if place is None:
            return  # of a test that ended its process
        segment = self._segments.get((place["file"], place["pos"]))
        if segment is None:
            return  # marked to be skipped: not asked for
        where = {"lane": lane, "seg": segment, "pass": 0, "pos": place["pos"]}
        running = self._running.get(lane)
        if running is None or running.place != where:
            self._end(lane)
            running = self._running[lane] = Test(where)
            self._channel.say("start", titlePath=place["titlePath"], **where)
        running.add(report)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node, error):  # noqa: ANN001, ANN201
        if error:
            self._broken.append(self._lane(node))

    def _lane(self, node: object) -> int:
        name = str(node.gateway.id)  # type: ignore[attr-defined]
        return self._numbers.setdefault(name, len(self._numbers))

    def _end(self, lane: int) -> None:
        running = self._running.pop(lane, None)
        if running is not None and self._channel is not None and lane not in self._broken:
            self._channel.say("end", **running.end())


def _plain(text: str) -> str:
    """Without halves of characters, which do not travel."""
    return text.encode("utf-8", "replace").decode("utf-8")
