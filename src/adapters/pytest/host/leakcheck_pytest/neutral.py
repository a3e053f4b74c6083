"""Switches off, for leakcheck's runs, what changes the order of tests, runs them elsewhere or writes reports."""

from __future__ import annotations

from typing import List

import pytest

from .kept import kept, own_builtins as __builtins__


def spreads(config: pytest.Config) -> bool:
    """Whether the user's own configuration has pytest-xdist hand out the tests to several processes."""
    has = config.pluginmanager.hasplugin
    if not (has("xdist") or has("xdist.plugin")):
        return False
    options = config.known_args_namespace
    processes = getattr(options, "numprocesses", None)
    if processes is None:
        return getattr(options, "dist", "no") != "no" and bool(getattr(options, "tx", None))
    most = getattr(options, "maxprocesses", None)
    # `auto` and `logical` are what the machine has.
    return (isinstance(processes, str) or processes > 1) and most != 1


def add_arguments(config: pytest.Config, args: List[str], spread: bool = False) -> List[str]:
    """
    Appends to the command line that the user's own configuration came to. Options win over `addopts`, and
    plugins stay loaded: their ini keys and markers would be unknown without them. With `spread`, pytest-xdist does
    what it does without leakcheck.

    Returns what was switched off, in words.
    """
    off = []
    has = config.pluginmanager.hasplugin
    options = config.known_args_namespace

    if not spread and (has("xdist") or has("xdist.plugin")):
        args.append("-n0")
        if getattr(options, "numprocesses", None) or getattr(options, "dist", "no") != "no":
            off.append("pytest-xdist is off, but for one run: one process runs the tests of a run")
    if has("pytest_cov"):
        args.append("--no-cov")
        options.no_cov = True
        if getattr(options, "cov_source", None):
            off.append("pytest-cov is off: coverage is not measured")
    if has("random_order"):
        args.append("--random-order-bucket=none")
        if getattr(options, "random_order_bucket", "none") not in (None, "none"):
            off.append("pytest-random-order is off: leakcheck says in which order tests run")
    if any(getattr(options, name, False) for name in _UPDATES):
        off.append("syrupy updates nothing: snapshots are compared, and none is written")
    if has("randomly"):
        off.append("pytest-randomly shuffles nothing: leakcheck says in which order tests run")
    return off


def is_forked(config: pytest.Config) -> bool:
    """Whether pytest-forked gives every test a process of its own; leakcheck does that itself."""
    return bool(getattr(config.option, "forked", False))


# syrupy's options: all snapshots, or those that do not exist yet.
_UPDATES = ("update_snapshots", "update_new_snapshots_only")


def settle(config: pytest.Config, in_worker: bool = False) -> None:
    """
    Options that have no switch on the command line, or none that every version knows.

    `in_worker`: pytest-xdist has set some of them by itself.
    """
    option = config.option
    # What does not exist yet passes for who lets it be written; what differs is compared.
    if getattr(option, "update_snapshots", False) and hasattr(option, "update_new_snapshots_only"):
        option.update_new_snapshots_only = True
    for name, value in (
        ("maxfail", 0),
        ("usepdb", False),
        ("trace", False),
        ("forked", False),
        ("random_order_bucket", "none"),
        ("randomly_reorganize", False),
        ("exitfirst", False),
        ("stepwise", False),
        ("stepwise_skip", False),
        ("lf", False),
        ("failedfirst", False),
        ("newfirst", False),
        ("collectonly", False),
        ("setuponly", False),
        ("setupplan", False),
        ("durations", None),
        # Files that are written, or folders that are emptied, where the user keeps his own.
        ("xmlpath", None),
        ("htmlpath", None),
        ("csvpath", None),
        ("report_log", None),
        ("json_report", False),
        ("allure_report_dir", None),
        ("ctrf", None),
        ("pastebin", None),
        ("log_file", kept.devnull),
        ("update_snapshots", False),
    ):
        if hasattr(option, name):
            setattr(option, name, value)
    if not in_worker:
        option.basetemp = None
    # Beside pytest-xdist it starts a server, for workers that do not exist here: its thread would forbid cloning, and a test
    # that runs a second time would find its reruns used up.
    rerunfailures = config.pluginmanager.getplugin("rerunfailures")
    if hasattr(rerunfailures, "HAS_PYTEST_HANDLECRASHITEM"):
        rerunfailures.HAS_PYTEST_HANDLECRASHITEM = False
    if getattr(option, "randomly_seed", None) in ("default", "last"):
        option.randomly_seed = 1


def keep_snapshots(session: pytest.Session) -> None:
    """syrupy writes new snapshots when the session ends, or at once: ours writes none."""
    syrupy = getattr(session.config, "_syrupy", None)
    for name in ("flush_snapshot_write_queue", "_flush_snapshot_write_queue_key"):
        if hasattr(syrupy, name):
            setattr(syrupy, name, lambda *_: None)
