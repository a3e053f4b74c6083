"""Runs orders that share beginnings: the shared part once, then a clone of the process for each continuation."""

from __future__ import annotations

from typing import Dict, List, Optional

import pytest
from pytest import exit as exit_session

from . import strays, written
from .clone import Clone
from .ending import Ending
from .kept import flush_streams, kept, now_ms, own_builtins as __builtins__
from .listing import Listing
from .next import Entry, Next, starts_again
from .protocol import Recorder, Reruns, run_test
from .temporary import Temporary
from .threads import is_alone, others
from .wire import Channel

_Exit = exit_session.Exception

# The status of a clone that ended as it was meant to: a test that calls exit(0) does not.
ENDED_WELL = 77


class Runner:
    def __init__(
        self, session: pytest.Session, listing: Listing, recorder: Recorder, clones: bool
    ) -> None:
        """`clones`: every branch of a trunk runs in a clone of this process, which stays as it is."""
        self._session = session
        self._listing = listing
        self._recorder = recorder
        self._clones = clones
        self._is_clone = False
        self._clone = Clone(session.config)
        self._reruns = Reruns()
        self._ending = Ending(session, listing.root)
        self._next = Next(session, listing, self._reruns)
        recorder.is_nobodys = self._ending.is_nobodys
        written.watch_below(listing.root)
        if clones:
            self._clone.keep_pages()
        self._channel: Channel
        # Where what clones leave in the temporary folder goes.
        self._aside: Optional[str] = None

    def run_tree(self, plan: dict) -> None:
        self._channel = Channel(plan)
        self._listing.keep_places(plan.get("listed") or {})
        tree = plan["tree"]
        self._aside = plan.get("aside")
        try:
            if self._clones:
                self._run_in_clones(tree["branches"], [])
            else:
                (only,) = tree["branches"]
                self._run_branch(only, [])
        finally:
            self._channel.close()

    def _run_in_clones(self, branches: List[dict], before: List[Entry]) -> None:
        spared = strays.Spared(always=not self._is_clone)
        temporary = Temporary(self._aside)
        for branch in branches:
            self._run_in_clone(branch, before, spared)
            temporary.put_back(branch["node"])
        spared.close()

    def _run_in_clone(self, branch: dict, before: List[Entry], spared: strays.Spared) -> None:
        flush_streams()
        random_state = self._clone.before()
        pid = strays.fork()
        if pid == 0:
            status = 1
            try:
                if not self._is_clone:
                    kept.addaudithook(strays.note)
                    kept.addaudithook(written.note)
                    self._is_clone = True
                self._clone.after(random_state)
                self._ending.inherit()
                self._run_branch(branch, before)
                status = ENDED_WELL
            except (KeyboardInterrupt, _Exit):
                status = 2
            except BaseException as error:  # noqa: B902 - nothing may get past this
                self._channel.say("broke", node=branch["node"], message=repr(error)[:500])
            finally:
                kept.exit_now(status)
        status = kept.waitpid(pid, 0)[1]
        strays.kill_group(pid)
        spared.kill_others()
        gone: Dict[str, object] = {"node": branch["node"], "pid": pid}
        if kept.WIFSIGNALED(status):
            gone["signal"] = kept.WTERMSIG(status)
        elif kept.WEXITSTATUS(status) != ENDED_WELL:
            gone["exitCode"] = kept.WEXITSTATUS(status)
        self._say_written(branch["node"])
        self._channel.say("gone", **gone)

    def _run_branch(self, branch: dict, before: List[Entry]) -> None:
        """Runs the entries of one branch, then its continuations, each in a clone."""
        node = branch["node"]
        self._channel.say("hello", node=node, pid=kept.getpid())
        entries, branches = self._next.parted(branch["entries"], branch["branches"])
        done = list(before)
        for number, entry in enumerate(entries):
            self._step(done[-1] if done else None, entry, entries[number + 1 :], branches, node)
            done.append(entry)
        if not branches:
            self._goodbye(done[-1] if done else None, node)
            return
        if not is_alone():
            # A clone has none of these threads: what waits for one would wait for ever.
            self._channel.say("threads", node=node, names=others())
            return
        # What the shared part has written is noted with it, not with the clones.
        self._say_written(node)
        # Those that go on with most of what is set up come first. What a group has no use for is ended before it, once, here.
        groups: Dict[int, List[dict]] = {}
        for each in branches:
            groups.setdefault(self._common_depth(done, each), []).append(each)
        for depth in sorted(groups, reverse=True):
            if done:
                stack = list(self._session._setupstate.stack)
                if stack:
                    self._report(self._ending.leave(stack[depth - 1]), done[-1], node)
            self._run_in_clones(groups[depth], done)

    def _say_written(self, node: int) -> None:
        file = written.take()
        if file is not None:
            self._channel.say("wrote", node=node, file=file)

    def _common_depth(self, done: List[Entry], branch: dict) -> int:
        """How many of the nodes that are set up the first test of a continuation is in."""
        stack = list(self._session._setupstate.stack)
        if not done or not branch["entries"]:
            return len(stack)
        first = branch["entries"][0]
        item = self._listing.item(first)
        if item is None or starts_again(done[-1], first):
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

    def _step(
        self,
        previous: Optional[Entry],
        entry: Entry,
        rest: List[Entry],
        branches: List[dict],
        node: int,
    ) -> None:
        if previous is None or previous["seg"] != entry["seg"]:
            if previous is not None:
                self._goodbye(previous, node)
            self._file(entry, node)
        item = self._listing.item(entry)
        if item is None:
            return
        place = {"node": node, "seg": entry["seg"], "pass": entry["pass"], "pos": entry["pos"]}
        if not self._reruns.prepare(item):
            self._channel.say("end", outcome="missing", ms=0, **place)
            return
        following = self._next.after(entry, rest, branches)
        title = self._listing.title(item)
        failure = run_test(
            item, following, self._recorder, self._ending, self._channel, place, title
        )
        self._report(failure, entry, node)

    def _file(self, entry: Entry, node: int) -> None:
        file = str(entry["file"])
        fields: Dict[str, object] = {"node": node, "at": now_ms(), "seg": entry["seg"]}
        # Clones have what was listed; in a process that collects less, a file may declare other tests.
        tests = [] if self._clones else self._listing.declared(file)
        fields.update(file=file, environment="python", tests=tests)
        if file in self._listing.failures:
            fields["failure"] = self._listing.failures[file]
        elif file not in self._listing.files:
            # Its tests are gone in this company.
            nothing = {"type": "CollectError", "message": "nothing was collected from it"}
            fields["failure"] = self._listing.skips.get(file, nothing)
        self._channel.say("file", **fields)

    def _goodbye(self, entry: Optional[Entry], node: int) -> None:
        used = kept.times()
        seconds = used.user + used.system + used.children_user + used.children_system
        seg = entry["seg"] if entry is not None else 0
        self._channel.say("bye", node=node, seg=seg, cpuMs=int(seconds * 1000))
