"""Every telling of an encounter in a text."""

from collections.abc import Iterator

from extractors.cast import COMPANIONS
from extractors.inflection import written
from extractors.meetings.beside import from_company
from extractors.meetings.candidates import Candidate
from extractors.meetings.company import (
    OCCURRING,
    face_to_face,
    from_companion,
    from_diary,
    from_doing_together,
    from_doing_with,
    from_errand,
    from_guest,
    from_having,
    from_invitation,
    from_presence,
    from_taking_place,
    from_turn,
)
from extractors.meetings.gatherings import HEARING, TOLD, from_hearing, from_telling
from extractors.meetings.hearsay import hear
from extractors.meetings.nouns import from_noun
from extractors.meetings.patterns import DIARIES, LEXICON, NOUNS, VERBS
from extractors.meetings.series import each_of
from extractors.meetings.verbs import from_verb
from extractors.scene import Scene
from extractors.syntax import case, copular

GUESTS = frozenset({"guest", "guests"})
ONE_ON_ONE = ["one", "-", "on", "-"]
PULL = ["pull", "-"]
TURNS = frozenset({"brings", "brought", "next", "slot", "then", "third", "turn"})
HAVING = written(["have"])
APPEALING = written(LEXICON.signs.appealing)
SINGLE = frozenset({"face", "invitation", "together", "with"})
OTHERS = SINGLE | GUESTS | COMPANIONS | TURNS | HAVING | OCCURRING | HEARING | TOLD.keys() | DIARIES | APPEALING
COMPANY = LEXICON.signs.beside | {"aside", "elbow", "next", "side"} | LEXICON.medium.nouns


def find(scene: Scene) -> Iterator[Candidate]:
    """Every telling of an encounter of two parties or more, or of a gathering, in order of the text."""
    for found in _all(scene):
        if len(found.parties) < 2 and found.name is None:
            continue
        met = [party for party, _ in found.parties]
        if not found.visiting and all(party.official or party.kind == "person" for party in met):
            scene.met.append((found.trigger.i, tuple(p.official for p in met if p.official), len(met)))
        yield from each_of(scene, found)


def _all(scene: Scene) -> Iterator[Candidate]:
    heard = hear(scene)
    # Predicates of which an official is the first of several subjects or agents.
    joint = {
        scene.doc[i].head.i
        for i in scene.people
        if (scene.doc[i].dep_.startswith("nsubj") or case(scene.doc[i]) == "by")
        and any(child.dep_ == "conj" for child in scene.doc[i].children)
    }
    for i, word in enumerate(scene.words):
        verb, noun = VERBS.get(word), NOUNS.get(word)
        if word == "one" and scene.words[max(0, i - 4) : i] == ONE_ON_ONE:
            noun = NOUNS["talk"]
        if word == "aside" and scene.words[max(0, i - 2) : i] == PULL:
            noun = NOUNS["talk"]  # "had a pull-aside with B"
        told = scene.mined(i) and (not scene.quoted[i] or i in heard)
        if i in joint and told:
            yield from from_doing_together(scene, scene.doc[i])
        company = word in COMPANY
        telling = verb or noun or company or word in OTHERS or i in scene.places or i in scene.people
        if not telling or not told:
            continue
        token = scene.doc[i]
        part = token.pos_
        if verb is not None and part == "VERB":
            yield from from_verb(scene, token, verb)
        elif noun is not None and part in {"NOUN", "NUM", "PROPN", "ADJ", "VERB"}:
            yield from from_noun(scene, token, noun)
        if (i in scene.places or case(token) == "with") and copular(token) and not scene.quoted[i]:
            yield from from_presence(scene, token)
        if word in DIARIES and copular(token):
            yield from from_diary(scene, token)
        if word in HAVING and part == "VERB":
            yield from from_having(scene, token)
        if word in OCCURRING and part == "VERB":
            yield from from_taking_place(scene, token)
        if word in APPEALING and part == "VERB":
            yield from from_errand(scene, token)
        if word in TOLD:
            yield from from_telling(scene, token)
        if word in HEARING and part == "VERB":
            yield from from_hearing(scene, token)
        if word in GUESTS:
            yield from from_guest(scene, token)
        if word == "invitation":
            yield from from_invitation(scene, token)
        if word in COMPANIONS:
            yield from from_companion(scene, token)
        if word in TURNS:
            yield from from_turn(scene, token)
        if word == "together" and token.head.pos_ == "VERB" and token.head.i not in joint:
            yield from from_doing_together(scene, token.head)
        if word == "face" and "to" in scene.words[i + 1 : i + 3] and "face" in scene.words[i + 2 : i + 5]:
            yield from face_to_face(scene, token)
        if word == "with" and token.dep_ == "case":
            yield from from_doing_with(scene, token)
        if company:
            yield from from_company(scene, token)
