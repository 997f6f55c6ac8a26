"""The settings of jobs: where their tasks stand, how the worker works, and how mail goes out."""

from typing import Any

# Every app's module `jobs` registers its tasks.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
# A job that was done is forgotten; what failed stays for the dashboard. A worker tells every ten
# seconds that it is alive; one that has not for thirty is dead, and its jobs are taken up again.
PROCRASTINATE_WORKER_DEFAULTS: dict[str, Any] = {
    "concurrency": 3,
    "delete_jobs": "successful",
    "update_heartbeat_interval": 10,
    "stalled_worker_timeout": 30,
    "shutdown_graceful_timeout": 8,
}
