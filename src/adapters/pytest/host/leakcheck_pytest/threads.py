"""Threads beside the one that runs the tests: a clone has none of them."""

from __future__ import annotations

from typing import List

from .kept import kept, own_builtins as __builtins__

# Short timers, such as those of rate limiters, are given this long to run out before a clone is made.
SETTLE_SECONDS = 0.05


def is_alone() -> bool:
    """Waits for threads that are about to end."""
    until = kept.perf_counter() + SETTLE_SECONDS
    while len(kept.threads()) > 1:
        if kept.perf_counter() > until:
            return False
        kept.sleep(0.005)
    return True


def others() -> List[str]:
    """Their names."""
    main = kept.main_thread()
    return [thread.name for thread in kept.threads() if thread is not main]
