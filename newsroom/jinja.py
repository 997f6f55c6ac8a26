"""The environment in which Jinja2 draws the public pages."""

from functools import cache
from typing import Any

from django.template.defaultfilters import linebreaks_filter, pluralize
from django.templatetags.static import static
from django.utils.text import capfirst
from jinja2 import Environment, StrictUndefined

from briefings.pages.images import in_sizes


class PageEnvironment(Environment):
    """An environment for which `row.name` is first of all a key of a dictionary.

    Nearly all that pages show are dictionaries. Jinja2 looks for an attribute first, and is told by
    an exception that there is none: a tenth of the time of a page.
    """

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a key's value or, of anything else or without that key, as Jinja2 does."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


def environment(**options: Any) -> Environment:
    """Return the environment of the engine in the settings, which gives the `options`.

    What a template calls by a name that nobody gave it, or misspells, is an error. A line that
    holds a tag alone leaves nothing on the page.
    """
    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    made = PageEnvironment(**options)
    made.globals["static"] = cache(static)  # an address holds for as long as the process
    made.filters |= {
        "capfirst": capfirst,
        "in_sizes": in_sizes,
        "linebreaks": linebreaks_filter,
        "pluralize": pluralize,
    }
    return made
