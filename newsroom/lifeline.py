"""End the demo's server when its first process is killed; it would keep the database open."""

import os
import signal
import threading
import time

KEEPER = "NEWSROOM_KEEPER"  # the process that the demo was started as
EVERY = 1  # seconds


def end_with(keeper: int) -> None:
    """End this worker and the server once the server or the process `keeper` is gone.

    A thread checks once a second: only Linux can tell a child that its parent ended.
    """
    threading.Thread(target=_watch, args=(keeper, os.getppid()), daemon=True).start()


def _watch(keeper: int, server: int) -> None:
    while os.getppid() == server and _is_alive(keeper):
        time.sleep(EVERY)
    if os.getppid() == server:
        os.kill(server, signal.SIGTERM)
    else:
        os.kill(os.getpid(), signal.SIGTERM)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # another account's: alive
    return True
