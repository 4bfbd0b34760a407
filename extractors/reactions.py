"""What words only speak of: what has happened that people condemn, praise or recall, what they discuss or weigh."""

from extractors.inflection import written
from extractors.tree import Tree

NEAR = 16  # tokens between such a word and the day or place of what it tells of
FINITE = frozenset({"MD", "VBD", "VBP", "VBZ"})
# What is only named once it has happened.
HARM = written(
    "abduction airstrike ambush arrest assassination assault atrocity attack blast bombing collapse crash death "
    "detention earthquake explosion injury kidnapping killing loss massacre murder raid shelling shooting slaying "
    "stabbing tragedy wounding".split()
)
# What people do about something that has happened.
REACTING = written(
    "applaud bemoan commemorate commend condemn congratulate decry denounce deplore hail investigate lament mourn "
    "praise recall regret remember thank".split()
)
# How people feel about it.
FELT = frozenset("appalled dismayed grieved heartened horrified outraged saddened shocked troubled".split())
WELCOMING = written(["welcome"])
# What of an event is welcome once it is over.
OUTCOMES = written(
    "adoption announcement appointment conclusion decision outcome progress release result statement success".split()
)
# What one speaks or thinks of is not where one is: "they discussed the summit in Lima".
CONSIDERING = written("assess consider criticise criticize debate discuss examine mention preview review weigh".split())
# What has a day and a place of its own, apart from those of whoever speaks of it.
EVENTS = written(
    "ceremony conference congress dialogue election encounter forum journey meeting negotiation rally referendum round "
    "session summit talk tour travel trip visit vote".split()
)
# How an event to come is told apart from when it is spoken of.
COMING = frozenset("coming expected forthcoming next planned proposed scheduled upcoming".split())
# What people say of harm to come.
FEARING = written("expect fear plan plot prepare threaten warn".split())


def happened(doc: Tree, position: int) -> bool:
    """Whether what a present tense tells about a day or place has happened: "condemns the killing of two on Monday",
    "welcomes the outcome of the talks in Lima today", not "warns of attacks on Monday"."""
    owned = doc[position].head if doc[position].dep_ == "nmod:poss" else None  # "Sunday's attack"
    named = owned is not None
    harmed = owned is not None and owned.lower_ in HARM
    released = owned is not None and owned.lower_ in OUTCOMES
    for i in range(position - 1, max(position - NEAR, 0) - 1, -1):
        token = doc[i]
        if token.lower_ in FELT:
            return named
        if token.tag_ in FINITE:
            reacting = named and token.lower_ in REACTING
            welcome = released and token.lower_ in WELCOMING
            return reacting or welcome or (harmed and token.lower_ not in FEARING)
        if token.is_punct or token.is_space:
            return harmed
        named = named or token.pos_ == "NOUN"
        harmed = harmed or token.lower_ in HARM
        released = released or token.lower_ in OUTCOMES
    return harmed
