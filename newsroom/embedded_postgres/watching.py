"""The watcher: a small process that stops the server once nobody uses it.

A process that is killed cannot stop the server, so the first user of a server starts this one too.
It belongs to no session, checks once a second whether the server is still used, and ends with it.
"""

import os
import sys
import time
from pathlib import Path

from newsroom.embedded_postgres.accounts import server_account
from newsroom.embedded_postgres.cluster import Cluster
from newsroom.embedded_postgres.errors import ClusterError
from newsroom.embedded_postgres.programs import bundled_programs
from newsroom.embedded_postgres.sharing import SharedCluster

EVERY = 1  # seconds


def watch(data: Path) -> None:
    """Watch the server and stop it when unused; return at once if another process watches."""
    cluster = SharedCluster(Cluster(data, bundled_programs(), server_account(data)))
    with cluster.watching() as alone:
        if not alone or os.fork():  # the process that waits for us may go on
            return
        while data.exists() and not cluster.stop_if_unused():
            time.sleep(EVERY)


if __name__ == "__main__":
    try:
        watch(Path(sys.argv[1]))
    except ClusterError as error:
        raise SystemExit(f"{error}") from None
