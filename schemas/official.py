"""People who hold, held or seek a public office."""

from typing import Annotated, Literal

from msgspec import Meta

from schemas.base import Country, Evidence, Quote, Record, Rule
from schemas.date import DateInterval

Office = Literal[
    "head_of_state",
    "head_of_government",
    "deputy_head",
    "foreign_minister",
    "minister",
    "legislator",
    "diplomat",
    "military",
    "judiciary",
    "police",
    "party",
    "royal",
    "subnational",
    "igo",
    "spokesperson",
    "other",
]
RoleStatus = Literal["current", "former", "acting", "elect", "candidate", "nominee"]


class Role(Record, frozen=True, kw_only=True):
    """One office of one person."""

    title: Annotated[
        str,
        Meta(
            description="The office as the article has it, without country or article.", examples=["Foreign Minister"]
        ),
    ]
    office: Annotated[Office, Meta(description="The class of office.")]
    country: Annotated[
        Country | None, Meta(description="The country served; null for international bodies or where unknown.")
    ]
    organization: Annotated[str | None, Meta(description="The institution, where named.", examples=["African Union"])]
    status: Annotated[
        RoleStatus, Meta(description="Whether the office is held, was held or is sought, as the article says.")
    ]
    variants: Annotated[tuple[str, ...], Meta(description="Other words the article uses for the same office.")] = ()
    since: Annotated[DateInterval | None, Meta(description="When it was taken up, where the article says so.")] = None
    rule: Rule
    evidence: Evidence


class Official(Record, frozen=True, kw_only=True):
    """One person with every office the article states."""

    id: Annotated[str, Meta(description="Id within this answer.", examples=["o1"])]
    name: Annotated[str, Meta(description="Fullest form in the article, without title.", examples=["Ana María Quispe"])]
    aliases: Annotated[
        tuple[str, ...], Meta(description="Every other form of the name in the article.", examples=[["Quispe"]])
    ]
    roles: Annotated[
        tuple[Role, ...],
        Meta(
            description="One for each office stated or directly implied; empty for somebody who is named on a par with "
            "officials while the article does not say the office, which `unresolved` tells."
        ),
    ]
    mentions: Annotated[tuple[Quote, ...], Meta(description="All places where the person is named.")]
    references: Annotated[tuple[Quote, ...], Meta(description="Descriptions and pronouns that refer to the person.")]
