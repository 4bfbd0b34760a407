"""Slips about people and things named: whose a name is, whom a verb is done to, who bears a title."""

from typing import Final

from extractors.inflection import written
from extractors.model.mending.heads import CHOOSING, FINITE, MUTUAL, NOMINAL, TIMES, WEEKDAYS, Heads

# What joins a partner to an encounter.
JOINING: Final = frozenset({"by", "from", "to", "with"})
BETWEEN: Final = JOINING | {"among", "between", "of"}
INITIALS: Final = frozenset({"eu", "u.a.e.", "u.k.", "u.s.", "uae", "uk", "us"})
ONE_OF: Final = frozenset({"among", "including", "notably"})
TELLING: Final = written("assure inform remind tell warn".split())
RECEIVING: Final = written("greet host meet receive see welcome".split())
GIVING: Final = written("convey deliver extend give hand offer pass present read show submit".split())


def of_two_states(tree: Heads, i: int) -> None:
    """ "US and Chinese ministers": what is joined to initials that stand for a state is what both words are of."""
    first = tree.heads[i]
    if tree.words[first] not in INITIALS or tree.tags[first] != "NNP":
        return
    joined = tree.words[first + 1 : first + 2] == ["and"] and tree.first(i) == first + 1 < i
    if joined and tree.tags[i] == "NNS" and tree.relations[first + 2] in {"amod", "compound"}:
        tree.lift(i, "compound")


def chosen_as(tree: Heads, i: int) -> None:
    """ "elected X, a lawyer, as premier": X is premier, no lawyer is."""
    case, beside = tree.child(i, "case"), tree.heads[i]
    if case is None or tree.words[case] != "as" or tree.words[case - 1] != "," or tree.relations[beside] != "appos":
        return
    verb = tree.heads[tree.heads[beside]]
    if tree.people[tree.heads[beside]] and tree.words[verb] in CHOOSING:
        tree.hang(i, verb, "obl")


def included(tree: Heads, i: int) -> None:
    """ "for talks with officials, including X", "with officials, among them X": X is one of those just named."""
    opening = tree.child(i, "case")
    if opening is None and tree.words[tree.first(i) - 1] == "them":
        opening = tree.first(i) - 2
    noun = opening - 2 if opening is not None and tree.words[opening - 1] == "," else -1
    if opening is None or noun < 0 or tree.words[opening] not in ONE_OF or not tree.tags[noun].startswith("NN"):
        return
    if tree.relations[i] in NOMINAL and tree.tags[noun].endswith("S") and i not in tree.above(noun):
        tree.hang(i, noun, "nmod")
        tree.hang(opening, i, "case")
        if tree.words[opening + 1] == "them":
            tree.hang(opening + 1, opening, "fixed")


def owner(tree: Heads, i: int) -> None:
    """ "shook X's hand": X is whose hand it is."""
    case = tree.child(i, "case")
    if case is None or tree.words[case] not in {"'s", "’s"} or case + 1 == len(tree.words):
        return
    owned = next((j for j in tree.children[tree.heads[i]] if j > case and tree.relations[j] == "obj"), None)
    if owned is not None:
        tree.hang(i, owned, "nmod:poss")


def recipient(tree: Heads, i: int) -> None:
    """ "gave her three hours": she is who got them, not whose they were."""
    given = tree.heads[i]
    verb = tree.heads[given]
    counted = tree.tags[i + 1 : i + 2] == ["CD"]
    if counted and tree.relations[given] == "obj" and tree.words[verb] in GIVING:
        tree.hang(i, verb, "iobj")


def agent(tree: Heads, i: int) -> None:
    """ "was received at the airport by X": X received, though "airport" stands nearer."""
    case = tree.child(i, "case")
    if case is None or tree.words[case] != "by":
        return
    for verb in tree.above(i):
        if tree.tags[verb] == "VBN" and verb < i:
            passive = tree.child(verb, "aux:pass") is not None or tree.relations[verb] == "acl"
            if passive and tree.child(verb, "obl:agent") is None and verb != tree.heads[i]:
                tree.hang(i, verb, "obl:agent")
            return
        if tree.relations[verb] not in NOMINAL:
            return


def companion(tree: Heads, i: int) -> None:
    """ "settled the quarrel with X", "handed a letter to X": the verb, not its object, goes with a person."""
    noun = tree.heads[i]
    case = tree.child(i, "case")
    if tree.relations[i] != "nmod" or case is None:
        return
    word = tree.words[case]
    if word in {"'s", "’s"} and i < noun:
        tree.hang(i, noun, "nmod:poss")
        return
    while tree.relations[noun] == "nmod" and tree.words[noun] not in MUTUAL:
        noun = tree.heads[noun]
    verb = tree.heads[noun]
    if tree.relations[noun] != "obj" or noun > case:
        return
    if (word == "with" and tree.words[noun] not in MUTUAL) or (word == "to" and tree.words[verb] in GIVING):
        tree.hang(i, verb, "obl")


def beside_a_verb(tree: Heads, i: int) -> None:
    """A name that only adds to a verb is its agent, its object or its subject; one that is "flat" to another person's
    name is the object of what that one does, or the subject of the verb after it."""
    verb = tree.heads[i]
    if tree.people[verb] and not all(tree.people[verb:i]) and verb < i:
        done = tree.heads[verb]
        subject = tree.relations[verb] == "nsubj" and verb < done < i and tree.tags[done] in FINITE
        if subject and tree.child(done, "obj") is None and tree.child(i, "case") is None:
            tree.hang(i, done, "obj")
            return
        finite = FINITE | {"MD"}  # "At the invitation of A, B will come"
        following = next((j for j in range(i, min(i + 6, len(tree.words))) if tree.tags[j] in finite), None)
        if following is not None and tree.tags[following] == "MD":
            following = tree.heads[following]
        if following is not None and tree.child(following, "nsubj") is None:
            tree.hang(i, following, "nsubj")
        return
    if not tree.tags[verb].startswith("VB"):
        return
    case = tree.child(i, "case")
    if case is not None:
        passive = tree.words[case] == "by" and tree.child(verb, "aux:pass") is not None
        tree.relations[i] = "obl:agent" if passive else "obl"
    else:
        tree.relations[i] = "obj" if i > verb else "nsubj"
    tree.mended.add(i)


def another_person(tree: Heads, i: int) -> None:
    """ "both leaders, Premier A and President B": B is another, not A once more."""
    joint = i - 1
    while joint > tree.heads[i] and tree.tags[joint].startswith(("NN", "JJ")) and not tree.people[joint]:
        joint -= 1
    if joint > tree.heads[i] and tree.words[joint] == "and" and tree.people[joint - 1]:
        tree.hang(i, tree.heads[i], "conj")


def holds_the_title(tree: Heads, i: int) -> bool:
    """ "A laid a wreath and met the Prime Minister, Mr B", "her colleague in Lima, B", "the ministers, A and B": a name
    past a verb is no second to the one before it, nor one to a place or a plural, but the holder of the title beside
    it; whether that was so."""
    if not tree.people[i]:
        return False
    before = i - 1
    while before > 0 and tree.heads[before] == i and tree.relations[before] != "punct":
        before -= 1  # honorifics
    other = tree.heads[i]
    past = any(tree.tags[j] in FINITE for j in range(other + 1, before))
    placed = tree.named[other] and not tree.people[other] and tree.child(other, "conj") == i
    title = before - 1
    several = other == title and tree.tags[title] == "NNS" and tree.child(i, "conj") is not None
    if title < 0 or not (past or placed or several) or tree.words[before] != ",":
        return False
    while tree.relations[title] == "flat":
        title = tree.heads[title]
    while (case := tree.child(title, "case")) is not None and 0 < case < title:
        if tree.words[case] == "of" and tree.heads[title] < title:
            title = tree.heads[title]  # "the President of the Council, Mr B"
        elif placed and title == other:
            title = case - 1
        else:
            break
    borne = tree.relations[title] == "appos" and tree.people[tree.heads[title]]  # "A, the mayor of Lima, B and C"
    if not tree.tags[title].startswith("NN") or tree.named[title] or borne or i in tree.above(title):
        return False
    tree.hang(i, title, "appos")
    return True


def titled_at_a_verb(tree: Heads, i: int) -> None:
    """ "A call came on Monday from envoy X", "is in Lima with leader X": title and name belong to the predicate, as
    their preposition does."""
    head = tree.heads[i]
    name = next((child for child in tree.children.get(i, ()) if tree.people[child] and child > i), None)
    predicate = tree.tags[head].startswith("VB") or (tree.named[head] and tree.child(head, "cop") is not None)
    if name is None or not predicate:
        return
    if tree.child(i, "case") is not None:
        tree.hang(i, head, "obl")
    elif tree.child(name, "case") is not None:
        tree.hang(name, head, "obl")
        tree.hang(i, name, "nmod:desc")
    elif head < i and tree.child(head, "obj") is None and not tree.named[head]:
        tree.hang(i, head, "obj")  # "met envoy X separately"


def governed(tree: Heads, i: int) -> None:
    """ "held talks with Prime Minister Mr B": the preposition before a title governs the name after it."""
    name, case = tree.heads[i], tree.child(i, "case")
    if case is None or not case < i < name or tree.words[case] not in JOINING or tree.child(name, "case") is not None:
        return
    tree.hang(case, name, "case")
    if tree.relations[name] == "nsubj" and tree.heads[name] < case:
        tree.hang(name, tree.heads[name], "obl")


def not_joined(tree: Heads, i: int) -> None:
    """ "A meeting set for Lima with X": without a conjunction X is not one of several."""
    other = tree.heads[i]
    joined = any(tree.relations[child] in {"cc", "punct"} for child in tree.children.get(i, ()))
    if not joined and tree.relations[other] in {"obl", "nmod"} and not tree.personal(other):
        tree.hang(i, tree.heads[other], tree.relations[other])


def beside_the_title(tree: Heads, i: int) -> None:
    """ "She met her counterpart, A, and Premier B": B is another than her counterpart."""
    name = tree.heads[i]
    title = tree.heads[name]
    joint = tree.child(i, "cc")
    apart = joint is not None and tree.words[joint - 1] == "," and tree.relations[title] != "root"
    beside = tree.relations[name] == "appos" and tree.people[name] and title < name < i
    if apart and beside and tree.tags[title] == "NN":
        tree.hang(i, title, "conj")


def gapped(tree: Heads, i: int) -> bool:
    """ "met A on Monday and B on Tuesday": B is another whom the verb has for its object, no second verb and no second
    day; whether that was so."""
    head = tree.heads[i]
    verb = head if tree.tags[head].startswith("VB") else tree.heads[head]
    other = tree.child(verb, "obj")
    if other is None or not verb < other < i or tree.child(i, "case") is not None:
        return False
    across = head < verb and tree.relations[head].startswith("nsubj")
    timed = head == verb or across or tree.words[head] in WEEKDAYS or tree.tags[head] == "CD"
    personal, placed = (tree.personal(i), tree.personal(other)), (tree.named[i], tree.named[other])
    if not timed or not (all(personal) or (all(placed) and not any(personal))):
        return False
    tree.hang(i, other, "conj")
    return True


def nearer(tree: Heads, i: int) -> None:
    """ "A rang B, the president of Chile, on Monday": what stands beside an object is not the subject over again."""
    head, verb = tree.heads[i], tree.heads[tree.heads[i]]
    other = tree.child(verb, "obj")
    if other is None or not head < verb < other < i or not tree.people[other]:
        return
    between = range(other + 1, tree.first(i))
    if all(tree.heads[j] == other or tree.words[j] == "," for j in between):
        tree.hang(i, other, "appos")


def after_it(tree: Heads, i: int) -> bool:
    """ "After stops in Lima, she will go": a noun without subject or copula is no clause; whether that was so."""
    mark = tree.child(i, "mark")
    clause = any(tree.child(i, part) is not None for part in ("aux", "cop", "nsubj", "obj"))
    if mark is None or clause or tree.words[mark] not in {"after", "before", "since"}:
        return False
    tree.hang(i, tree.heads[i], "obl")
    tree.hang(mark, i, "case")
    return True


def received_there(tree: Heads, i: int) -> None:
    """ "received at the Palace the Secretary General, A": what follows a place without a pause is the verb's object."""
    place, verb = tree.heads[i], tree.heads[tree.heads[i]]
    start = tree.first(i)
    governed = tree.child(place, "case") is not None and tree.relations[place] == "obl" and verb < place < start
    if not governed or tree.words[start] not in {"his", "her", "its", "the"} or tree.child(verb, "obj") is not None:
        return
    if any(tree.words[j] == "," for j in range(place, start)):
        return
    tree.hang(i, verb, "obj")
    for child in [*tree.children[place]]:
        if child > i and tree.people[child] and tree.relations[child] in {"appos", "conj"}:
            tree.hang(child, i, "appos")


def object_after_all(tree: Heads, i: int) -> None:
    """ "received at the palace a delegation": what has no preposition and is no time is the verb's object."""
    verb, start = tree.heads[i], tree.first(i)
    bare = tree.child(i, "case") is None and tree.words[start] in {"a", "an", "her", "his", "its", "the"}
    if not bare or not verb < start or tree.words[i] in TIMES or tree.words[start - 1] == ",":
        return
    if tree.words[verb] in RECEIVING and tree.child(verb, "obj") is None and tree.tags[i].startswith("NN"):
        tree.hang(i, verb, "obj")


def of_the_title(tree: Heads, i: int) -> None:
    """ "talks with the Minister for Legal Affairs, A, that were due": A is the minister, not the talks."""
    event = tree.heads[i]
    title = next((j for j in tree.children[event] if event < j < i and tree.relations[j] == "nmod"), None)
    if title is not None and tree.words[event] in MUTUAL and not tree.named[title]:
        tree.hang(i, title, "appos")


def whose(tree: Heads, i: int) -> bool:
    """ "Peru, whose president, A, she will see": A is whom she will see; whether that was so."""
    if not any(tree.words[child] == "whose" for child in tree.children.get(i, ())):
        return False
    head = tree.heads[i]
    verb = head
    if head < i:
        above = (j for step in tree.above(i) for j in tree.children[step])
        verb = next((j for j in above if j > i and tree.relations[j] == "parataxis"), i)
    subject = tree.child(verb, "nsubj")
    if subject is None or not i < subject < verb or tree.child(verb, "obj") is not None:
        return False
    tree.hang(i, verb, "obj")
    if head < i:
        tree.hang(verb, head, "acl:relcl")
    return True


def and_the_visitor(tree: Heads, i: int) -> None:
    """ "President A and visiting leader B signed": B did too."""
    verb = tree.heads[i]
    subject = tree.child(verb, "nsubj")
    visitor = next((j for j in tree.children.get(i, ()) if j > i and tree.people[j]), None)
    if subject is None or visitor is None or subject > i or not i < verb:
        return
    tree.hang(visitor, subject, "conj")
    for child in [*tree.children[i]]:
        tree.hang(child, visitor, "nmod:desc")
    tree.hang(i, visitor, "amod")


def styled(tree: Heads, i: int) -> None:
    """ "called on H.E. Mr. X": the style is X's, and X is who is called on."""
    name = next((j for j in range(i + 1, min(i + 4, len(tree.words))) if tree.people[j]), None)
    if name is None or tree.heads[name] == tree.heads[i] and tree.relations[i] == "nmod:desc":
        return
    if tree.heads[name] == i:
        tree.lift(name, "nmod:desc")
    elif tree.heads[i] not in {i, name}:
        tree.hang(name, tree.heads[i], tree.relations[i])
        for child in [*tree.children.get(i, ())]:
            tree.hang(child, name, tree.relations[child])
        tree.hang(i, name, "nmod:desc")


def as_many(tree: Heads, i: int) -> None:
    """ "kept her for close to two hours": the hours are what the words before them come close to."""
    near = range(i + 2, min(i + 6, len(tree.words)))
    number = next((j for j in near if tree.child(j, "nummod") is not None), None)
    if tree.words[i + 1 : i + 2] != ["to"] or number is None:
        return
    if tree.heads[number] == i:
        tree.lift(number, "advmod")
    elif tree.heads[number] == tree.heads[i]:
        for child in [*tree.children[i]]:
            tree.hang(child, number, tree.relations[child])
        tree.hang(i, number, "advmod")


def who_is_told(tree: Heads, i: int) -> None:
    """ "X told Y that Lima would buy": who stands before "that" is told it, and does nothing in what is told."""
    verb = tree.heads[i]
    mark = tree.child(verb, "mark")
    saying = tree.heads[verb]
    if mark is None or not saying < i < mark < verb or tree.words[mark] != "that" or tree.words[saying] not in TELLING:
        return
    beside = next((j for j in range(saying + 1, tree.first(i)) if tree.heads[j] != i), None)
    if beside is None and tree.relations[verb] == "ccomp" and tree.child(saying, "obj") is None:
        tree.hang(i, saying, "obj")


def with_the_visitor(tree: Heads, i: int) -> None:
    """ "Talks with visiting leader B": they are with B."""
    noun, visitor = i - 2, next((j for j in tree.children.get(i, ()) if j > i and tree.people[j]), None)
    if visitor is None or tree.words[i - 1] not in JOINING or not tree.tags[noun].startswith("NN"):
        return
    tree.hang(visitor, noun, "nmod")
    for child in [*tree.children[i]]:
        tree.hang(child, visitor, "case" if child == i - 1 else "nmod:desc")
    tree.hang(i, visitor, "amod")


def of_what_is_done(tree: Heads, i: int) -> None:
    """ "will fly to Lima to see X, her third trip to Peru": that she flies is the trip, X is none."""
    whose = tree.child(i, "nmod:poss")
    if whose is None or not tree.people[tree.heads[i]] or tree.words[tree.first(i) - 1] != ",":
        return
    verb = next((above for above in tree.above(i) if tree.tags[above].startswith("VB")), None)
    while verb is not None and tree.relations[verb] in {"advcl", "xcomp"} and tree.heads[verb] < verb:
        verb = tree.heads[verb]
    if verb is not None and tree.words[whose] in {"her", "his", "their"}:
        tree.hang(i, verb, "parataxis")


def beside_the_noun(tree: Heads, i: int) -> None:
    """ "The envoy for the Horn, former president X": who is named after a pause, with no preposition, is the envoy."""
    noun = tree.heads[i]
    if tree.child(i, "case") is None and tree.tags[noun] == "NN" and noun < i and tree.words[tree.first(i) - 1] == ",":
        tree.hang(i, noun, "appos")


def of_their_leader(tree: Heads, i: int) -> None:
    """ "The leader of the rebels, X": X is the leader."""
    many = tree.heads[i]
    leader = tree.heads[many]
    of = tree.child(many, "case")
    if of is None or tree.words[of] != "of" or tree.relations[many] != "nmod" or tree.child(i, "conj") is not None:
        return
    if tree.tags[many] == "NNS" and tree.tags[leader] == "NN" and leader < many < i:
        tree.hang(i, leader, "appos")


def of_their_heads(tree: Heads, i: int) -> None:
    """ "The heads of the two delegations, A and B": the heads are A and B."""
    bodies = tree.heads[i]
    heads = tree.heads[bodies]
    if tree.tags[bodies] == tree.tags[heads] == "NNS" and tree.relations[bodies] == "nmod" and heads < bodies < i:
        tree.hang(i, heads, "appos")


def of_the_chosen(tree: Heads, i: int) -> None:
    """ "A meeting with X, sworn in last month": the one sworn in is the person named just before."""
    person = next((j for j in range(i - 1, max(tree.heads[i], i - 4), -1) if tree.people[j]), None)
    if person is not None:
        while tree.relations[person] == "flat":
            person = tree.heads[person]
        tree.hang(i, person, "acl")


def object_apart(tree: Heads, i: int) -> None:
    """What stands beside a verb without an object of its own is its object: "received in Lima, separately, the …"."""
    if tree.child(tree.heads[i], "obj") is None and tree.child(tree.heads[i], "ccomp") is None:
        tree.hang(i, tree.heads[i], "obj")


def before_its_verb(tree: Heads, i: int) -> None:
    """ "Fijian and Peruvian delegations met": what is joined to nothing before it is the subject of the verb after."""
    verb = tree.heads[i]
    free = tree.child(i, "case") is None and not (tree.child(verb, "nsubj") or tree.child(verb, "csubj"))
    if verb > i and free and tree.tags[i].startswith("NN") and tree.tags[verb] in FINITE:
        tree.hang(i, verb, "nsubj")


def between_them(tree: Heads, i: int) -> None:
    """ "talks between A and B were held": whoever has a preposition takes part in the subject before."""
    case = tree.child(i, "case")
    subject = tree.child(tree.heads[i], "nsubj")
    if case is not None and subject is not None and subject < case < i and tree.words[case] in BETWEEN:
        tree.hang(i, subject, "nmod")


def second_subject(tree: Heads, i: int) -> None:
    """ "A told his colleague": what follows a verb that has its subject is its object; "hold talks with A": whoever
    has a preposition is no subject."""
    verb = tree.heads[i]
    case = tree.child(i, "case")
    if case is not None and tree.words[case] in JOINING and tree.tags[verb].startswith("VB"):
        obj = tree.child(verb, "obj")
        beside = obj is not None and obj < case and tree.words[obj] in MUTUAL
        tree.hang(i, obj if obj is not None and beside else verb, "nmod" if beside else "obl")
        return
    if any(child < verb and tree.relations[child] == "nsubj" for child in tree.children[verb]) and not any(
        tree.relations[child] == "cop" for child in tree.children[verb]
    ):
        tree.hang(i, verb, "obj")
