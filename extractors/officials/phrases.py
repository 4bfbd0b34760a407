"""A phrase that names an office, and what it says of the office."""

from msgspec import Struct
from msgspec.structs import replace

from extractors.officials.lexicon import NOUNS, WORDS
from extractors.officials.patterns import Setting, Title, title_named
from extractors.officials.tokens import Tokens
from schemas.official import Office, RoleStatus


class OfficePhrase(Struct, frozen=True, kw_only=True):
    """One phrase: token positions of the whole, its title and its last fixed word, and what it says of the office."""

    start: int
    end: int
    title_start: int
    title_end: int
    head: int
    title: Title
    text: str
    office: Office
    setting: Setting
    countries: tuple[str, ...] = ()
    organization: str | None = None
    international: bool = False
    status: RoleStatus | None = None
    then: bool = False
    determiner: str = ""
    owner: int | None = None
    opposite: int | None = None
    realm: bool = False

    @property
    def plural(self) -> bool:
        """Whether it speaks of several holders."""
        return self.title.plural

    @property
    def country(self) -> str | None:
        """The one country of the office, where the phrase says it."""
        return self.countries[0] if len(self.countries) == 1 else None

    @property
    def named_by_other(self) -> bool:
        """Whether other words name the office: "counterpart", "predecessor"."""
        return self.title.strength == "cue"


def headship(position: int) -> OfficePhrase:
    """The office of whoever leads a country, by no title."""
    title = title_named("leader")
    return OfficePhrase(
        start=position, end=position + 1, title_start=position, title_end=position + 1, head=position, title=title,
        text="leader", office="head_of_state", setting=Setting(),
    )  # fmt: skip


def by_title(position: int, words: str, country: str | None = None) -> OfficePhrase:
    """The office of a title that other words tell of."""
    title, countries = title_named(words), (country,) if country else ()
    return replace(headship(position), title=title, text=words, office=title.office, countries=countries)


def body_named(text: str) -> str | None:
    """The body that words name, without what leads to it; None where they only describe one.

    >>> body_named("the finance ministry"), body_named("for the country's Health Ministry"), body_named("a militia")
    ('finance ministry', 'Health Ministry', None)
    """
    text = text.removeprefix("for ").removeprefix("over ").removeprefix("the ")
    owner, _, owned = text.replace("’", "'").partition("'s ")
    if owner in NOUNS.realms:
        text = text[-len(owned) :] if owned else ""
    return None if not text or text.startswith(("a ", "an ")) else text


def minister(tokens: Tokens, ministry: int, end: int) -> str:
    """The title of whoever is at the head of a ministry: "minister of health", "health minister"."""
    if end > ministry + 1:
        return f"minister {tokens.between(ministry + 1, end)}"
    start = ministry
    while start > 0 and (tokens.lower[start - 1] == "and" or tokens.lower[start - 1] in WORDS.portfolios):
        start -= 1
    return f"{tokens.between(start, ministry)} minister".strip()


def post(position: int, title: Title, office: Office, setting: Setting, body: str, country: str | None) -> OfficePhrase:
    """The office of somebody in a body, by a title that is told in other words."""
    return replace(
        headship(position),
        title=title,
        text=title.words,
        office=office,
        setting=setting,
        countries=(country,) if country and office != "igo" else (),
        organization=body_named(body),
        international=office == "igo",
    )
