"""Create a data directory: in a temporary place, moved to its own when it is complete."""

import shutil
import tempfile
from pathlib import Path

from newsroom.embedded_postgres.accounts import Account
from newsroom.embedded_postgres.errors import failed
from newsroom.embedded_postgres.programs import Programs

USER = "newsroom"
PROGRAMS_COPY = "postgres-programs-"
ELSEWHERE = Path("/var/lib")  # for root, where the server's account cannot enter the checkout


def make_data(named: Path, programs: Programs, account: Account) -> None:
    """Create the data directory at `named`, or elsewhere with a link at `named`.

    The link is made only for root, if the server's account cannot enter the directory above
    `named`. Raises `ClusterError`.
    """
    try:
        named.unlink(missing_ok=True)  # a link whose directory is gone
        parent = _reachable_parent(named, account)
        draft = Path(tempfile.mkdtemp(prefix=f"{named.name}-", dir=parent))
    except OSError as error:
        raise failed("make its data", str(error)) from error
    try:
        account.give(draft)
        _initdb(draft, usable_programs(programs, parent, account), account)
        draft.rename(parent / named.name)
        if parent != named.parent:
            named.symlink_to(parent / named.name)
    except OSError as error:
        raise failed("make its data", str(error)) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def usable_programs(programs: Programs, parent: Path, account: Account) -> Programs:
    """Return the programs, or a copy in `parent` if the account cannot use them in place.

    Raises `ClusterError` if they cannot be copied.
    """
    if programs.is_usable_by(account):
        return programs
    try:
        return programs.copy_to(parent / f"{PROGRAMS_COPY}{programs.version}", account)
    except OSError as error:
        raise failed("copy its programs", str(error)) from error


def _reachable_parent(named: Path, account: Account) -> Path:
    named.parent.mkdir(parents=True, exist_ok=True)
    if account.can("x", named.parent):
        return named.parent
    parent = Path(tempfile.mkdtemp(prefix="newsroom-", dir=ELSEWHERE))
    account.give(parent)
    return parent


def _initdb(data: Path, programs: Programs, account: Account) -> None:
    answer = account.run(
        [
            *(programs.bin("initdb"), "--pgdata", data, "--username", USER),
            *("--encoding", "UTF8", "--locale", "C"),
            *("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
            *("--auth-local", "trust", "--auth-host", "reject", "--no-instructions"),
        ]
    )
    if answer.returncode:
        raise failed("make its data", answer.stdout)
