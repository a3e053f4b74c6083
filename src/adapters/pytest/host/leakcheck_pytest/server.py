"""Takes requests from leakcheck, one a line, and answers each."""

from __future__ import annotations

from typing import List, Optional

import pytest

from . import hazards
from .kept import contents, kept, own_builtins as __builtins__, parse
from .listing import Listing
from .protocol import Recorder
from .tree import Runner
from .wire import Channel, send


_VERSION = pytest.__version__


class Server:
    def __init__(self, requests: int, answers: int, clones: bool) -> None:
        self._requests = requests
        self._answers = answers
        self._clones = clones
        self._known = hazards.before()
        self._rest = b""
        self.off: List[str] = []
        self.spreads = False

    def fail(self, message: str) -> None:
        send(self._answers, {"type": "failed", "code": "collection-failed", "message": message})

    def say_collecting(self, file: str) -> None:
        send(self._answers, {"type": "collecting", "file": file})

    def serve(self, session: pytest.Session, listing: Listing, recorder: Recorder) -> None:
        self.say_ready([self._project(session, listing)])
        runner = Runner(session, listing, recorder, clones=self._clones)
        while True:
            request = self.next_request()
            if request is None:
                return
            plan = parse(contents(request["planFile"]).decode("utf-8"))
            if plan["mode"] == "list":
                _list(listing, plan, request["files"])
            else:
                runner.run_tree(plan)
            self.say_done(request)

    def say_ready(self, projects: List[dict]) -> None:
        send(
            self._answers,
            {"type": "ready", "version": _VERSION, "projects": projects},
        )

    def next_request(self) -> Optional[dict]:
        """None: there will be no more."""
        line = self._next_line()
        request = None if line is None else parse(line)
        return None if request is None or request["type"] == "close" else request

    def say_done(self, request: dict) -> None:
        used = kept.times()
        cpu = int((used.user + used.system) * 1000)
        send(
            self._answers,
            {"type": "done", "id": request["id"], "unhandled": [], "hostCpuMs": cpu},
        )

    def _project(self, session: pytest.Session, listing: Listing) -> dict:
        config = session.config
        project = {
            "name": "",
            "root": str(config.rootpath),
            "domain": "project",
            "sharedSetup": False,
            "spreads": self.spreads,
            "files": listing.files,
            "unsupported": [],
            "unforkable": hazards.after(self._known),
            "notices": self.off,
        }
        if config.inipath is not None:
            project["config"] = str(config.inipath)
        return project

    def _next_line(self) -> Optional[str]:
        while b"\n" not in self._rest:
            part = kept.read(self._requests, 65536)
            if not part:
                return None
            self._rest += part
        line, self._rest = self._rest.split(b"\n", 1)
        return line.decode("utf-8")


def _list(listing: Listing, plan: dict, files: List[str]) -> None:
    channel = Channel(plan)
    for event in listing.events(files or None):
        channel.say("file", **event)
    channel.close()


