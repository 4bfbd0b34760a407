"""A phrase that names an office, and what it says of the office."""

from msgspec import Struct

from extractors.officials.patterns import Setting, Title
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
