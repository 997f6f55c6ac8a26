"""An editor accepts a proposal piece by piece; the draft holds what was accepted."""

import json

from briefings.bodies import KnownName, Suggestions, apply, read, recognise
from tests.bodies.test_names import CHINA, LI_QIANG
from tests.bodies.texts import document

TEXT = """A visit, and its price

Li Qiang goes to Ottawa to ask for time.

What China wants

Nobody in Ottawa has said what the visit is for. In China, nobody has asked.
"""


def suggestions() -> Suggestions:
    return recognise(read("a.txt", TEXT.encode()), [LI_QIANG, CHINA])


def test_everything_accepted_makes_headline_standfirst_and_body():
    draft = apply(read("a.txt", TEXT.encode()), suggestions())
    assert draft.headline == "A visit, and its price"
    assert draft.standfirst == "Li Qiang goes to Ottawa to ask for time."
    assert draft.body == (
        "<h2>What China wants</h2><p>Nobody in Ottawa has said what the visit is for. In "
        f'<a data-record="{CHINA.uuid}">China</a>, nobody has asked.</p>'
    )


def test_what_is_refused_stays_in_the_body_as_it_was_written():
    draft = apply(read("a.txt", TEXT.encode()), suggestions(), accepted=set())
    assert (draft.headline, draft.standfirst) == ("", "")
    assert draft.body == (
        "<h2>A visit, and its price</h2><p>Li Qiang goes to Ottawa to ask for time.</p>"
        "<p>What China wants</p>"
        "<p>Nobody in Ottawa has said what the visit is for. In China, nobody has asked.</p>"
    )


def test_a_name_of_a_refused_standfirst_is_linked_in_the_body():
    accepted = {link.key for link in suggestions().links}
    draft = apply(read("a.txt", TEXT.encode()), suggestions(), accepted)
    assert f'<p><a data-record="{LI_QIANG.uuid}">Li Qiang</a> goes' in draft.body


def test_a_refused_contents_is_kept_and_an_accepted_one_is_gone():
    numbered = document("numbered_headings.txt")
    found = recognise(numbered, [])
    assert "Table of Contents" in apply(numbered, found, set()).body
    assert "Table of Contents" not in apply(numbered, found).body
    assert "<ol>" not in apply(numbered, found).body


def test_keys_are_the_same_on_every_reading():
    assert [one.key for one in suggestions()] == [one.key for one in suggestions()]


def test_a_proposal_is_json():
    plain = json.loads(json.dumps(suggestions().as_json()))
    assert plain["standfirst"]["paragraph"] == 2
    assert plain["links"][0]["record"] == str(LI_QIANG.uuid)
    assert isinstance(LI_QIANG, KnownName)
