"""Switches off, for leakcheck's runs, what changes the order of tests, runs them elsewhere or writes reports."""

from __future__ import annotations

from typing import List

import pytest


def add_arguments(config: pytest.Config, args: List[str]) -> List[str]:
    """
    Appends to the command line that the user's own configuration came to. Options win over `addopts`, and
    plugins stay loaded: their ini keys and markers would be unknown without them.

    Returns what was switched off, in words.
    """
    off = []
    has = config.pluginmanager.hasplugin
    options = config.known_args_namespace

    def switch_off(name: str, arguments: List[str], why: str) -> None:
        args.extend(arguments)
        off.append(f"{name}: {why}")

    if has("xdist") or has("xdist.plugin"):
        args.extend(["-n0"])
        if getattr(options, "numprocesses", None) or getattr(options, "dist", "no") != "no":
            off.append("pytest-xdist: one process runs the tests, in order")
    if has("pytest_cov"):
        switch_off("pytest-cov", ["--no-cov"], "coverage is not measured")
    if has("random_order") or has("random_order.plugin") or has("pytest_random_order"):
        switch_off("pytest-random-order", ["--random-order-bucket=none"], "leakcheck says the order")
    return off


def settle(config: pytest.Config) -> None:
    """Options that have no switch on the command line, or none that every version knows."""
    option = config.option
    for name, value in (
        ("maxfail", 0),
        ("usepdb", False),
        ("trace", False),
        ("forked", False),
        ("reruns", 0),
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
        ("xmlpath", None),
        ("durations", None),
    ):
        if hasattr(option, name):
            setattr(option, name, value)
