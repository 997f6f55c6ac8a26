"""Rows that stand for many tests are asked for by a fixture's name: no other fixture has it."""

import ast
from collections.abc import Iterator

from tests.repository.sources import python_files, tree


def fixtures() -> Iterator[tuple[str, bool]]:
    """Yield the name of each fixture of the tests, and whether its rows stand."""
    for path in python_files("tests"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef):
                for words in map(ast.unparse, node.decorator_list):
                    if words == "standing" or words.startswith("pytest.fixture"):
                        yield node.name, words == "standing"


def test_no_other_fixture_has_the_name() -> None:
    found = list(fixtures())
    names = [name for name, _ in found]

    stand = {name for name, stands in found if stands}
    assert stand
    assert {name: names.count(name) for name in stand} == dict.fromkeys(stand, 1)
