"""From the matches of a doc to public records."""

from spacy.tokens import Doc

from extractors.matches import OfficialMatch, RoleMatch, quote
from schemas.official import Official, Role


def to_records(doc: Doc) -> tuple[Official, ...]:
    """The officials of a doc, by first mention."""
    return tuple(_official(doc, match) for match in doc._.officials)


def _official(doc: Doc, match: OfficialMatch) -> Official:
    return Official(
        id=match.id,
        name=match.name,
        aliases=match.aliases,
        roles=tuple(_role(doc, role) for role in match.roles),
        mentions=tuple(quote(doc, mention) for mention in match.mentions),
        references=tuple(quote(doc, reference) for reference in match.references),
    )


def _role(doc: Doc, role: RoleMatch) -> Role:
    return Role(
        title=role.title,
        office=role.office,
        country=role.country,
        organization=role.organization,
        status=role.status,
        variants=role.variants,
        since=role.since,
        rule=role.rule,
        evidence=(quote(doc, role),),
    )
