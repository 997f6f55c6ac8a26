"""Regular expressions for the titles in the Historian's lists, a closed vocabulary."""

from __future__ import annotations

import re

_RANK = (
    r"[Ff]ormer|[Ii]nterim|[Aa]cting|[Cc]aretaker|[Pp]rovisional|[Dd]eputy|[Aa]ssistant|Alternate"
    r"|Vice|First|Second|Senior|Under|Permanent|Federal"
)
_FIELD = (
    r"Foreign|External|International|European|Economic|National|Regional|Human|Public|Internal"
    r"|Affairs|Relations|Cooperation|Integration|Development|Mobility|Security|Trade|Commerce"
    r"|Defen[cs]e|Finance|Interior|Justice|Energy|Environment|Economy|Health|Education|Planning"
    r"|Industry|Tourism|Transport|Labor|Agriculture|Oil|Petroleum|Information|Culture|Worship"
    r"|Religion|Expatriates|Emigrants|Immigration|Migration|Francophonie|Commonwealth|Home|State"
    r"|Treasury|Communities|Europe|Asylum|Strategic|Intelligence|Diaspora|Investment|War|Peace"
)
_FIELDS = rf"(?:the )?(?:{_FIELD})(?:(?:,? and |, | )(?:{_FIELD}))*"
_TO_BE = r"(?:- ?[Ee]lect|- ?designate| Elect)?"
_POST = (
    rf"Prime Minister{_TO_BE}|(?:{_FIELD}) (?:Affairs )?Minister"
    rf"|Minister(?: of State)? (?:of|for) {_FIELDS}"
    r"|(?:Foreign|Home|Defen[cs]e|Colonial|Cabinet) Secretary"
    rf"|Secretary of State(?: for {_FIELDS})?"
    rf"|Secretary (?:of|for) {_FIELDS}|(?:Party )?(?:General|First|National) Secretary"
    rf"|Secretary[- ]General|(?:President|Chancellor|Premier){_TO_BE}|Vice Premier"
    r"|Head of State|Chief Executive|Chief Justice|Chief of Staff"
    r"|Crown Prince|Prince Regent|Regent|Prince|Princess|King|Queen|Emperor|Empress|Sultan"
    r"|Amir|Emir|Shah|Grand Duke|Duke|Pope|Cardinal|Archbishop|Patriarch|Taoiseach|Generalissimo"
    rf"|(?:High|Special|Quartet|Permanent|Chief) Representative(?: for {_FIELDS})?"
    r"|High Commissioner|(?:Special|Peace) Envoy|Chairman|Chairwoman|Chairperson|Chair"
    r"|Speaker|Mayor"
    rf"|(?:{_FIELD} )?Commissioner|(?:Managing Director|Director[- ]General)"
    r"|National Security Advis[eo]r|State Councilor|Governor[- ]General|Governor|Ambassador"
    r"|(?:Brigadier |Major |Lieutenant |Lt\. )?General|Field Marshal|Marshal|Admiral|Colonel"
    r"|Opposition Leader|opposition leader"
)
_ONE = rf"(?:(?:{_RANK})[ -])*(?:{_POST})"

# One title, or several that one person bears; a letter may follow at once, as in a slip of the
# source: "Prime MinisterHaidar". Not the plural, and not a post "of" something not known here.
TITLE = re.compile(rf"{_ONE}(?:(?: and |/| ){_ONE})*(?![a-z’'’-])(?! of | for )")
SEVERAL = {
    "Presidents": "President",
    "Prime Ministers": "Prime Minister",
    "Foreign Ministers": "Foreign Minister",
    "Chancellors": "Chancellor",
    "Generals": "General",
    "Kings": "King",
    "Secretaries of State": "Secretary of State",
}
TITLES = re.compile("|".join(SEVERAL))
# Words that stand in titles, never in a name.
IN_TITLES = re.compile(
    rf"(?:{_FIELD}|Minister|Ministers|President|Presidents|Secretary|Secretaries|Chairman|Premier"
    r"|Chancellor|Representative|Envoy|Commissioner|Director|Ambassador|Speaker|Deputy|Vice|Former"
    r"|Acting|Interim|Adviser|Advisor|Leader|Chief|Head|Governor|Heads|Leaders|Officials|King|Queen"
    r"|Prime|Crown|Emperor)s?"
)
