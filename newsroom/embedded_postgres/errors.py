"""The error of the embedded server: one line for the person who runs it."""

DISK_FULL = ("No space left on device", "wrote only ")
COMPLAINTS = ("FATAL: ", "PANIC: ", "initdb: error: ", "pg_ctl: ", "could not ")


class ClusterError(Exception):
    """The server cannot be created, started or stopped; the line says what to do."""


def failed(to_do: str, output: str) -> ClusterError:
    """Return the error for a failed step, with the line of its output that gives the reason."""
    if any(sign in output for sign in DISK_FULL):
        return ClusterError(
            f"The embedded PostgreSQL could not {to_do}: the disk is full, make room and try again."
        )
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    telling = [line for line in lines if any(word in line for word in COMPLAINTS)]
    reason = (telling or lines or ["no reason given"])[0]
    return ClusterError(f"The embedded PostgreSQL could not {to_do}: {reason}")
