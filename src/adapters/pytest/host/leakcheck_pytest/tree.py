"""Runs orders that share beginnings: the shared part once, then a clone of the process for each continuation."""

from __future__ import annotations

import os
import sys
import threading
import time
from typing import Dict, List, Optional, Tuple

import pytest

from . import strays, written
from .clone import Clone
from .inherited import Inherited
from .listing import Listing
from .protocol import Recorder, Reruns, leave, run_test
from .wire import Channel

_waitpid = os.waitpid
_exit = os._exit
_getpid = os.getpid
_sleep = time.sleep
_threads = threading.enumerate
_clock = time.perf_counter
_times = os.times

# The status of a clone that ended as it was meant to: a test that calls exit(0) does not.
ENDED_WELL = 77
# Short timers, such as those of rate limiters, are given this long to run out before a clone is made.
SETTLE_SECONDS = 0.05

Entry = Dict[str, object]  # seg, pass, file, pos, inside


class Runner:
    def __init__(self, session: pytest.Session, listing: Listing, recorder: Recorder) -> None:
        self._session = session
        self._listing = listing
        self._recorder = recorder
        self._clone = Clone(session.config)
        self._reruns = Reruns()
        self._fresh = False
        written.watch_below(listing.root)
        self._channel: Channel

    def run_tree(self, plan: dict, clone_first: bool) -> None:
        """
        `clone_first`: every branch of the trunk runs in a clone of this process, which stays as it is.
        Otherwise the trunk runs here, in a process that was started for it.
        """
        self._channel = Channel(plan)
        self._fresh = not clone_first
        self._listing.keep_places(plan.get("listed") or {})
        tree = plan["tree"]
        temporary = plan.get("temporary")
        try:
            if clone_first:
                self._run_in_clones(tree["branches"], [], temporary)
            else:
                (only,) = tree["branches"]
                if temporary is not None:
                    self._clone.move_temporary(temporary)
                self._run_branch(only, [])
        finally:
            self._channel.close()

    def _run_in_clones(
        self, branches: List[dict], before: List[Entry], temporary: Optional[str]
    ) -> None:
        spared = strays.Spared(always=not before)
        for branch in branches:
            self._run_in_clone(branch, before, temporary, spared)
        spared.close()

    def _run_in_clone(
        self, branch: dict, before: List[Entry], temporary: Optional[str], spared: strays.Spared
    ) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        random_state = self._clone.before()
        pid = strays.fork()
        if pid == 0:
            status = 1
            try:
                if not before:
                    sys.addaudithook(strays.note)
                    sys.addaudithook(written.note)
                own = None if temporary is None else f"{temporary}/{branch['node']}"
                self._clone.after(random_state, own)
                self._run_branch(branch, before)
                status = ENDED_WELL
            except (KeyboardInterrupt, pytest.exit.Exception):
                status = 2
            except BaseException as error:  # noqa: B902 - nothing may get past this
                self._channel.say("broke", node=branch["node"], message=repr(error)[:500])
            finally:
                _exit(status)
        status = _waitpid(pid, 0)[1]
        strays.kill_group(pid)
        spared.kill_others()
        gone: Dict[str, object] = {"node": branch["node"], "pid": pid}
        if os.WIFSIGNALED(status):
            gone["signal"] = os.WTERMSIG(status)
        elif os.WEXITSTATUS(status) != ENDED_WELL:
            gone["exitCode"] = os.WEXITSTATUS(status)
        file = written.take()
        if file is not None:
            self._channel.say("wrote", node=branch["node"], file=file)
        self._channel.say("gone", **gone)

    def _run_branch(self, branch: dict, before: List[Entry]) -> None:
        """Runs the entries of one branch, then its continuations, each in a clone."""
        node = branch["node"]
        self._channel.say("hello", node=node, pid=_getpid())
        inherited = Inherited(self._session, self._listing.root) if before else None
        done = list(before)
        for entry in branch["entries"]:
            self._step(done[-1] if done else None, entry, node)
            done.append(entry)
        branches = branch["branches"]
        if not branches:
            last = done[-1] if done else None
            if inherited is None:
                self._leave(last, None, node)
            elif last is not None:
                self._report(inherited.end_the_rest(), last, node)
            self._goodbye(last, node)
            return
        if not _is_alone():
            # A clone has none of these threads: what waits for one would wait for ever.
            names = [thread.name for thread in _threads()[1:]]
            self._channel.say("threads", node=node, names=names)
            return
        # What the shared part has written is noted with it, not with the clones.
        file = written.take()
        if file is not None:
            self._channel.say("wrote", node=node, file=file)
        # Those that go on with most of what is set up come first. What a group has no use for is ended before it, once, here.
        groups: Dict[int, List[dict]] = {}
        for each in branches:
            groups.setdefault(self._common_depth(done, each), []).append(each)
        for depth in sorted(groups, reverse=True):
            if done:
                stack = list(self._session._setupstate.stack)
                self._report(leave(self._session, stack[depth - 1], self._listing.root), done[-1], node)
            self._run_in_clones(groups[depth], done, None)

    def _common_depth(self, done: List[Entry], branch: dict) -> int:
        """How many of the nodes that are set up the first test of a continuation is in."""
        stack = list(self._session._setupstate.stack)
        if not done or not branch["entries"]:
            return len(stack)
        first = branch["entries"][0]
        item = self._item(first)
        if item is None or _starts_again(done[-1], first):
            return 1
        depth = 0
        for node, wanted in zip(stack, item.listchain()):
            if node is not wanted:
                break
            depth += 1
        return max(depth, 1)

    def _report(self, failure: Optional[dict], last: Entry, node: int) -> None:
        if failure is not None:
            place = {"node": node, "seg": last["seg"], "pass": last["pass"], "pos": ""}
            self._channel.say("hook", failure=failure, **place)

    def _step(self, previous: Optional[Entry], entry: Entry, node: int) -> None:
        if previous is None or previous["seg"] != entry["seg"]:
            self._leave(previous, entry, node)
            if previous is not None:
                self._goodbye(previous, node)
            self._file(entry, node)
        elif previous["pass"] != entry["pass"]:
            self._leave(previous, entry, node)
        item = self._item(entry)
        if item is None:
            return
        if previous is not None and previous["seg"] == entry["seg"]:
            self._leave(previous, entry, node)
        place = {"node": node, "seg": entry["seg"], "pass": entry["pass"], "pos": entry["pos"]}
        if not self._reruns.prepare(item):
            self._channel.say("end", outcome="skipped", ms=0, **place)
            return
        run_test(item, self._recorder, self._channel, place)

    def _file(self, entry: Entry, node: int) -> None:
        file = str(entry["file"])
        fields: Dict[str, object] = {"node": node, "at": int(time.time() * 1000), "seg": entry["seg"]}
        # Clones have what was listed; in a process that collects less, a file may declare other tests.
        tests = self._listing.declared(file) if self._fresh else []
        fields.update(file=file, environment="python", tests=tests)
        if file in self._listing.failures:
            fields["failure"] = self._listing.failures[file]
        elif file not in self._listing.files:
            # Its tests are gone in this company.
            fields["failure"] = {"type": "CollectError", "message": "nothing was collected from it"}
        self._channel.say("file", **fields)

    def _item(self, entry: Entry) -> Optional[pytest.Item]:
        return self._listing.items.get((str(entry["file"]), str(entry["pos"])))

    def _leave(self, previous: Optional[Entry], following: Optional[Entry], node: int) -> None:
        if previous is None:
            return
        target: Optional[pytest.Item] = None
        if following is not None:
            target = self._item(following)
            if target is None or _starts_again(previous, following):
                # Its file is set up anew.
                target = self._session  # type: ignore[assignment]
            elif previous["pass"] != following["pass"] and following.get("inside") == "group":
                # Its class is, its module is not.
                target = target.getparent(pytest.File) or self._session  # type: ignore[assignment]
        self._report(leave(self._session, target, self._listing.root), previous, node)

    def _goodbye(self, entry: Optional[Entry], node: int) -> None:
        used = _times()
        seconds = used.user + used.system + used.children_user + used.children_system
        seg = entry["seg"] if entry is not None else 0
        self._channel.say("bye", node=node, seg=seg, cpuMs=int(seconds * 1000))


def _starts_again(last: Entry, following: Entry) -> bool:
    """Whether a file is left only to be set up anew."""
    again = last["seg"] == following["seg"] and last["pass"] != following["pass"]
    return again and not following.get("inside")


def _is_alone() -> bool:
    until = _clock() + SETTLE_SECONDS
    while len(_threads()) > 1:
        if _clock() > until:
            return False
        _sleep(0.005)
    return True


def thread_names() -> List[str]:
    """Threads that collecting the tests has started."""
    _is_alone()
    return [thread.name for thread in _threads() if thread is not threading.main_thread()]


def children() -> List[str]:
    """Names of the processes that this one has started and that still run, where the system tells."""
    names = []
    for thread in _listing("/proc/self/task"):
        for pid in _text(f"/proc/self/task/{thread}/children").split():
            names.append(_text(f"/proc/{pid}/comm").strip() or pid)
    return names


def _listing(folder: str) -> List[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""


def descriptors() -> List[Tuple[int, str]]:
    """Open descriptors and what they are open on, where the system tells."""
    try:
        numbers = [int(name) for name in os.listdir("/proc/self/fd")]
    except OSError:
        return []
    found = []
    for number in numbers:
        try:
            found.append((number, os.readlink(f"/proc/self/fd/{number}")))
        except OSError:
            continue  # the one that listed the folder
    return found
