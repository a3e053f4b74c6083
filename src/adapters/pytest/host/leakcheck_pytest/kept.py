"""
What the host uses of Python's library, as it was before anything of the project was imported: no other module of the host
imports any of it.

Tests replace functions (frozen clocks, faked files, an `open` that fails), and not all of them put them back. Some tools look
for such functions in the variables of every module that is loaded, and replace them there. They do not look into objects.
"""

from __future__ import annotations

import builtins
import errno
import gc
import mmap
import os
import random
import re
import signal
import sys
import tempfile
import threading
import time
import warnings
from json.decoder import JSONDecoder
from json.encoder import encode_basestring_ascii
from types import SimpleNamespace
from typing import Any, Dict, Iterable
from urllib.parse import quote

try:
    import fcntl
except ImportError:  # not on Windows
    fcntl = None  # type: ignore[assignment]

# Each module of the host takes this as its own `__builtins__`.
own_builtins = dict(vars(builtins))
__builtins__ = own_builtins  # type: ignore[assignment]

# What is missing where processes cannot be cloned is not called there.
kept = SimpleNamespace(
    EBADF=errno.EBADF,
    EINTR=errno.EINTR,
    F_DUPFD_CLOEXEC=getattr(fcntl, "F_DUPFD_CLOEXEC", None),
    IGNORECASE=re.IGNORECASE,
    O_APPEND=os.O_APPEND,
    O_CREAT=os.O_CREAT,
    O_EXCL=os.O_EXCL,
    O_RDONLY=os.O_RDONLY,
    O_RDWR=os.O_RDWR,
    O_TRUNC=os.O_TRUNC,
    O_WRONLY=os.O_WRONLY,
    SIGKILL=getattr(signal, "SIGKILL", None),
    WEXITSTATUS=getattr(os, "WEXITSTATUS", None),
    WIFSIGNALED=getattr(os, "WIFSIGNALED", None),
    WTERMSIG=getattr(os, "WTERMSIG", None),
    abspath=os.path.abspath,
    addaudithook=sys.addaudithook,
    base_prefix=sys.base_prefix,
    catch_warnings=warnings.catch_warnings,
    close=os.close,
    compile_pattern=re.compile,
    devnull=os.devnull,
    dirname=os.path.dirname,
    dup2=os.dup2,
    encoding=sys.getfilesystemencoding(),
    environ=os.environ,
    exit=sys.exit,
    exit_now=os._exit,
    fcntl=getattr(fcntl, "fcntl", None),
    fork=getattr(os, "fork", None),
    freeze=gc.freeze,
    frozen=gc.get_freeze_count,
    get_ident=threading.get_ident,
    getcwd=os.getcwd,
    getpid=os.getpid,
    getrandom=random.getstate,
    gettempdir=tempfile.gettempdir,
    killpg=getattr(os, "killpg", None),
    kill=os.kill,
    listdir=os.listdir,
    lstat=os.lstat,
    main_thread=threading.main_thread,
    mkdir=os.mkdir,
    mmap=mmap.mmap,
    modules=sys.modules,
    open=os.open,
    parse=JSONDecoder().scan_once,
    path=sys.path,
    perf_counter=time.perf_counter,
    platform=sys.platform,
    prefix=sys.prefix,
    quote=encode_basestring_ascii,
    quote_url=quote,
    read=os.read,
    readlink=os.readlink,
    realpath=os.path.realpath,
    relpath=os.path.relpath,
    rename=os.rename,
    sep=os.sep,
    set_inheritable=os.set_inheritable,
    setpgid=getattr(os, "setpgid", None),
    setrandom=random.setstate,
    simplefilter=warnings.simplefilter,
    sleep=time.sleep,
    symlink=os.symlink,
    threads=threading.enumerate,
    times=os.times,
    unfreeze=gc.unfreeze,
    unlink=os.unlink,
    version=sys.version_info[:2],
    waitpid=getattr(os, "waitpid", None),
    write=os.write,
)

# Some tools replace the clock itself, below its name, but none replaces this one.
_BEGAN = time.time() - time.perf_counter()


def now_ms() -> int:
    """Milliseconds since the epoch."""
    return int((_BEGAN + kept.perf_counter()) * 1000)


def flush_streams() -> None:
    """Whatever they are by now."""
    for name in ("stdout", "stderr"):
        try:
            getattr(sys, name).flush()
        except Exception:
            pass  # a test has closed it, or left something else there


def environment() -> Dict[str, str]:
    """What tests see of it."""
    return dict(os.environ)


def search_path(path: Iterable[str]) -> None:
    """Replaces what modules are searched in."""
    sys.path[:] = path


def contents(path: str) -> bytes:
    """Of a file; nothing where it cannot be read."""
    try:
        descriptor = kept.open(path, kept.O_RDONLY)
    except OSError:
        return b""
    try:
        parts = []
        while True:
            part = kept.read(descriptor, 65536)
            if not part:
                return b"".join(parts)
            parts.append(part)
    except OSError:
        return b""
    finally:
        kept.close(descriptor)


def parse(text: str) -> Any:
    """JSON without white space around it."""
    return kept.parse(text, 0)[0]
