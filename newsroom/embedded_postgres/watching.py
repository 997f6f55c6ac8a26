"""The watcher: stops the server once nobody uses it, however its users ended.

A process that is killed cannot stop the server, and asks nobody to. So whoever uses one first
starts this small process beside it. It belongs to no session, asks once a second whether the
server is still used, and ends with the server.
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
    """Watch the server until it has ended, or end it; return at once where another watches."""
    cluster = SharedCluster(Cluster(data, bundled_programs(), server_account(data)))
    with cluster.watching() as alone:
        if not alone or os.fork():  # who waits for us need not wait any longer
            return
        while data.exists() and not cluster.stopped_unless_used():
            time.sleep(EVERY)


if __name__ == "__main__":
    try:
        watch(Path(sys.argv[1]))
    except ClusterError as error:
        raise SystemExit(f"{error}") from None
