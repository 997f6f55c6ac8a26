"""The environment in which Jinja2 draws the public pages."""

from typing import Any

from django.template.defaultfilters import linebreaks_filter, pluralize
from django.templatetags.static import static
from django.utils.text import capfirst
from jinja2 import Environment, StrictUndefined


def environment(**options: Any) -> Environment:
    """Return the environment of the engine in the settings, which gives the `options`.

    What a template calls by a name that nobody gave it, or misspells, is an error. A line that
    holds a tag alone leaves nothing on the page.
    """
    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(**options)  # noqa: S701 - Django's backend says `autoescape`
    made.globals["static"] = static
    made.filters |= {
        "capfirst": capfirst,
        "linebreaks": linebreaks_filter,
        "pluralize": pluralize,
    }
    return made
