"""
leakcheck's side inside the user's own pytest: lists the tests, and runs them in the orders that it is told.

Loaded with `-p leakcheck_pytest`. Requests come as JSON lines on descriptor 3, answers go to descriptor 4; both
are in leakcheck's `src/model/protocol.ts`. Needs nothing but pytest and Python's own library.
"""

from __future__ import annotations

from typing import Generator, List, Optional

import pytest
from pytest import Collector, File

from . import lanes, neutral
from .kept import kept, own_builtins as __builtins__, parse, search_path
from .listing import Listing
from .protocol import Recorder
from .server import Server
from .wire import keep_high

_server: Optional[Server] = None
# Its tests are run by several processes, and this is the one that hands them out, or one of the others.
_hands_out = False
_is_worker = False
# For them: see secrets_kept.py.
_secret_names: dict = {}
_listing: Optional[Listing] = None
_recorder: Optional[Recorder] = None


def _start() -> None:
    global _server, _hands_out, _is_worker, _secret_names
    kind = kept.environ.get("LEAKCHECK_PYTEST")
    if kind is None:
        return
    spread = kind == "lanes"
    secrets = kept.environ.get("LEAKCHECK_HIDDEN")
    _secret_names = parse(secrets) if secrets else {}
    _is_worker = spread and "PYTEST_XDIST_WORKER" in kept.environ
    _hands_out = spread and not _is_worker
    # Workers are to find this plugin, and to know what it is for.
    if not _hands_out:
        _hide()
    if _is_worker:
        return
    server = Server(keep_high(3), keep_high(4), clones=kind == "forking")
    if int(pytest.__version__.split(".")[0]) < 7:
        server.fail(f"pytest {pytest.__version__} is installed here; leakcheck drives pytest 7 to 9")
        kept.exit(2)
    _server = server


def _hide() -> None:
    kept.environ.pop("LEAKCHECK_PYTEST")
    kept.environ.pop("LEAKCHECK_HIDDEN", None)
    # The tests see the path and the environment that they would see without leakcheck.
    here = kept.dirname(kept.dirname(kept.abspath(__file__)))
    search_path([entry for entry in kept.path if entry != here])
    path = kept.environ.pop("LEAKCHECK_PYTHONPATH", "")
    if path:
        kept.environ["PYTHONPATH"] = path
    else:
        kept.environ.pop("PYTHONPATH", None)
    if kept.environ.pop("LEAKCHECK_NO_BYTECODE", None):
        kept.environ.pop("PYTHONDONTWRITEBYTECODE", None)


_start()


@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_load_initial_conftests(
    early_config: pytest.Config, args: List[str]
) -> Generator[None, None, None]:
    # Around those of all plugins: some start their work here.
    if _server is not None:
        _server.spreads = neutral.spreads(early_config)
        _server.off = neutral.add_arguments(early_config, args, spread=_hands_out)
    elif _is_worker:
        neutral.add_arguments(early_config, args, spread=True)
    yield


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    global _listing, _recorder
    if _server is None and not _is_worker:
        return
    forked = neutral.is_forked(config)
    neutral.settle(config, in_worker=_is_worker)
    root = str(config.rootpath)
    if _server is not None and _hands_out:
        config.pluginmanager.register(lanes.Controller(_server), "leakcheck-lanes")
        return
    _listing = Listing(root, forked)
    if _is_worker:
        config.pluginmanager.register(lanes.Worker(root, _listing, _secret_names), "leakcheck-lanes")
        return
    _recorder = Recorder(root)
    config.pluginmanager.register(_recorder, "leakcheck-recorder")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: List[pytest.Item]) -> None:
    if _listing is not None:
        _listing.collected(items)


@pytest.hookimpl(tryfirst=True)
def pytest_collectstart(collector: pytest.Collector) -> None:
    if _server is not None and _listing is not None and isinstance(collector, File):
        _server.say_collecting(_listing.relative(collector))


@pytest.hookimpl
def pytest_exception_interact(node: object, call: object) -> None:
    excinfo = getattr(call, "excinfo", None)
    if _listing is not None and isinstance(node, Collector) and excinfo is not None:
        _listing.failed(node, excinfo)


@pytest.hookimpl
def pytest_collectreport(report: pytest.CollectReport) -> None:
    if _listing is not None and report.skipped:
        _listing.skipped(report)


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> Optional[bool]:
    if _hands_out or _is_worker:
        neutral.keep_snapshots(session)
    if _server is None or _listing is None or _recorder is None:
        return None
    _listing.finish(session.items)
    neutral.keep_snapshots(session)
    _server.serve(session, _listing, _recorder)
    return True
