"""The account that runs the server, because PostgreSQL refuses to be run by root."""

import os
import pwd
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# The environment of the server and its programs: English, UTC, and no PG* variables.
ENVIRONMENT: Mapping[str, str] = {"LC_ALL": "C", "PATH": os.defpath, "TZ": "UTC"}


@dataclass(frozen=True)
class Account:
    """The account that runs the server's programs and owns its files."""

    user: int
    group: int

    @property
    def is_ours(self) -> bool:
        """Whether this process already runs as the account."""
        return self.user == os.geteuid()

    def run(self, command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
        """Run the command as the account and return what it wrote, both streams in `stdout`."""
        return subprocess.run(  # noqa: S603
            [str(word) for word in command],
            cwd="/",
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
            user=None if self.is_ours else self.user,
            group=None if self.is_ours else self.group,
            extra_groups=None if self.is_ours else [],
        )

    def can(self, access: str, path: Path) -> bool:
        """Return whether the account may read (`r`), write (`w`) or enter and execute (`x`)."""
        return self.run(["test", f"-{access}", path]).returncode == 0

    def give(self, path: Path) -> None:
        """Make the account the owner of the path and of all below it."""
        if self.is_ours:
            return
        os.chown(path, self.user, self.group, follow_symlinks=False)
        for directory, subdirectories, files in os.walk(path):
            for name in subdirectories + files:
                os.chown(Path(directory, name), self.user, self.group, follow_symlinks=False)


def server_account(data: Path) -> Account:
    """Return the account for a data directory, which need not exist yet.

    It is our own unless we are root. For root it is the owner of the data, else of one of the two
    directories above if root does not own them, else *nobody*.
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    for path in (data, data.parent, data.parent.parent):
        if path.exists() and path.stat().st_uid != 0:
            return Account(path.stat().st_uid, path.stat().st_gid)
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)
