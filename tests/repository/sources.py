"""The project's own files."""

import ast
from collections.abc import Collection, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("briefings", "newsroom", "tests", "benchmarks")


def python_files(*packages: str) -> list[Path]:
    """Return the Python files of the packages (default: all), each relative to the project."""
    found = [path for name in packages or PACKAGES for path in (ROOT / name).rglob("*.py")]
    return sorted(path.relative_to(ROOT) for path in found)


def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a file given relative to the project."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), filename=str(path))


def imports(path: Path) -> Iterator[str]:
    """Yield the dotted name of everything the file imports, wherever in it the import stands.

    `from a import b` gives `a.b`: b may be a module.
    """
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = list(path.parent.parts)[: len(path.parent.parts) - node.level + 1]
            base = ".".join([*(package if node.level else []), *filter(None, [node.module])])
            yield from (f"{base}.{name.name}" for name in node.names)


def module_of(path: Path) -> str:
    """Return the dotted name of the module in a file."""
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def module_imports(*packages: str) -> dict[str, set[str]]:
    """Return, for each module of the packages, the others of them that it imports."""
    paths = {module_of(path): path for path in python_files(*packages)}
    return {
        module: {each for name in imports(path) if (each := _module(name, paths))} - {module}
        for module, path in paths.items()
    }


def _module(name: str, modules: Collection[str]) -> str:
    """Return the module that a name is, or is in; "" for a name of somebody else's."""
    while name and name not in modules:
        name = name.rpartition(".")[0]
    return name
