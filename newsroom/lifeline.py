"""A demo whose first process was killed ends: its workers would serve on, and keep the database."""

import os
import signal
import threading
import time

KEEPER = "NEWSROOM_KEEPER"  # the process that the demo was started as
EVERY = 1  # seconds


def end_with(keeper: int) -> None:
    """End this worker of the server, and the server, once the server or the keeper is gone.

    It asks once a second, in a thread of its own: no system but Linux tells a child by itself.
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
