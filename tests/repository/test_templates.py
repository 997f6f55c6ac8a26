"""The templates: what the public pages are drawn by, and how components are called."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from django.template import engines
from django.template.loader import get_template
from jinja2 import Environment, UndefinedError, meta, nodes

from tests.repository.sources import ROOT

TEMPLATES = ROOT / "templates"
DESK = TEMPLATES / "desk"
PUBLIC = sorted(
    str(path.relative_to(TEMPLATES))
    for path in TEMPLATES.rglob("*.*")
    if not path.is_relative_to(DESK)
)
OF_THE_DESK = sorted(str(path.relative_to(DESK)) for path in DESK.rglob("*.*"))
COMPONENTS = [name for name in PUBLIC if name.startswith("components/")]


class Macro(NamedTuple):
    """What a macro takes, in order, and how many of these it must be given."""

    takes: list[str]
    required: int


class Call(NamedTuple):
    """A call of a macro of some file, with the line that it is in."""

    file: str
    macro: str
    node: nodes.Call


def environment() -> Environment:
    """Return the environment of the public pages."""
    engine: Any = engines["jinja2"]
    found: Environment = engine.env
    return found


def tree(name: str) -> nodes.Template:
    """Return a template as it is parsed."""
    return environment().parse((TEMPLATES / name).read_text(encoding="utf-8"))


def macros(name: str) -> dict[str, Macro]:
    """Return the macros that a template defines."""
    return {
        macro.name: Macro([arg.name for arg in macro.args], len(macro.args) - len(macro.defaults))
        for macro in tree(name).find_all(nodes.Macro)
    }


def calls(name: str) -> Iterator[Call]:
    """Yield the calls of macros that stand in a template, its own among them."""
    parsed, own = tree(name), macros(name)
    imported = {
        each.target: each.template.value
        for each in parsed.find_all(nodes.Import)
        if isinstance(each.template, nodes.Const)
    }
    for call in parsed.find_all(nodes.Call):
        match call.node:
            case nodes.Getattr(node=nodes.Name(name=alias), attr=macro) if alias in imported:
                yield Call(imported[alias], macro, call)
            case nodes.Name(name=macro) if macro in own:
                yield Call(name, macro, call)


def misfit(call: Call) -> str:
    """Return what is wrong with a call of a macro; "" where it fits."""
    macro = macros(call.file).get(call.macro)
    if macro is None:
        return "no such macro"
    node = call.node
    placed, named = macro.takes[: len(node.args)], [each.key for each in node.kwargs]
    if len(node.args) > len(placed) or {*named} - {*macro.takes[len(placed) :]}:
        return "takes no such argument"
    given = {*macro.takes} if node.dyn_kwargs else {*placed, *named}
    missing = [name for name in macro.takes[: macro.required] if name not in given]
    return f"lacks {missing}" if missing else ""


@pytest.mark.parametrize("name", [*PUBLIC, *OF_THE_DESK])
def test_a_template_compiles_and_has_nothing_inline(name: str) -> None:
    directory = TEMPLATES if name in PUBLIC else DESK
    engine = "jinja2" if name in PUBLIC else "django"
    get_template(name, using=engine)
    text = (directory / name).read_text(encoding="utf-8")

    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", text)
    assert not re.search(r"<script(?![^>]*\b(src|type=\"application/ld\+json\"))", text)


@pytest.mark.parametrize("words", ["{{ wrod }}", "{{ row.wrod }}", "{% if wrod %}{% endif %}"])
def test_a_misspelt_name_is_an_error(words: str) -> None:
    with pytest.raises(UndefinedError, match="wrod"):
        environment().from_string(words).render(row={"word": "Held"})


def test_what_comes_from_the_record_is_escaped() -> None:
    drawn = environment().get_template("components/signs.html").make_module()

    assert drawn.status("<b>", "full") == '<b class="status full">&lt;b&gt;</b>'  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_sees_what_it_is_given_alone(name: str) -> None:
    parsed = tree(name)

    assert not meta.find_undeclared_variables(parsed)
    assert (TEMPLATES / name).read_text(encoding="utf-8").startswith("{# ")


@pytest.mark.parametrize("name", PUBLIC)
def test_a_component_is_called_by_its_file_and_with_what_it_takes(name: str) -> None:
    for each in tree(name).find_all((nodes.Import, nodes.FromImport, nodes.Include)):
        assert isinstance(each, nodes.Import)
        assert isinstance(each.template, nodes.Const)
        assert each.template.value == f"components/{each.target}.html"
        assert not each.with_context

    wrong = [
        f"{call.file}: {call.macro}, in line {call.node.lineno}: {fault}"
        for call in calls(name)
        if (fault := misfit(call))
    ]
    assert not wrong


def test_every_component_has_a_name_of_its_own_and_is_drawn() -> None:
    defined = [(name, macro) for name in COMPONENTS for macro in macros(name)]
    drawn = {(call.file, call.macro) for name in PUBLIC for call in calls(name)}

    assert len({macro for _, macro in defined}) == len(defined)
    assert {*defined} == {each for each in drawn if each[0] in COMPONENTS}


@pytest.mark.parametrize(
    ("call", "fault"),
    [
        ('signs.status("Held", "full")', ""),
        ("signs.status(**told)", ""),
        ('signs.status("Held")', "lacks ['mark']"),
        ('signs.status("Held", "full", "solid")', "takes no such argument"),
        ('signs.status("Held", "full", mark="half")', "takes no such argument"),
        ('signs.status("Held", mrak="full")', "takes no such argument"),
        ('signs.stauts("Held", "full")', "no such macro"),
    ],
)
def test_a_call_that_does_not_fit_is_seen(call: str, fault: str) -> None:
    """The test of calls is worth what it finds."""
    [node] = environment().parse(f"{{{{ {call} }}}}").find_all(nodes.Call)
    assert isinstance(node.node, nodes.Getattr)

    assert misfit(Call("components/signs.html", node.node.attr, node)) == fault
