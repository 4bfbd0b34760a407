"""The heads and relations of a document's tokens, which the mends change; a tree stays a tree."""

from collections.abc import Iterator, Sequence
from typing import Final

from extractors.inflection import written

# What is done to events, never to people and places.
STAGED: Final = frozenset(
    "arranged attended brokered cancelled canceled chaired convened hosted mediated planned postponed rescheduled "
    "scheduled slated".split()
)
# What is done to people when they take office.
CHOSEN: Final = frozenset("appointed born elected inaugurated named nominated re-elected reelected sworn".split())
CHOOSING: Final = written("appoint choose confirm designate elect install name nominate pick proclaim select".split())
REPORTING: Final = written("say tell announce report add declare state confirm note warn insist write".split())
FINITE: Final = frozenset({"VBD", "VBP", "VBZ"})
# What people have with each other: "with X" belongs to these nouns.
MUTUAL: Final = written(
    "alliance audience breakfast call consultation contact conversation debate dialogue dinner discussion duel "
    "encounter exchange friendship interview lunch meeting negotiation photo relation relationship rivalry row session "
    "summit talk tie".split()
)
CALLS: Final = frozenset({"call", "conversation"})
# What stands before a name or before another title: "H.E. Mr. X", "the Rt. Hon. X".
STYLES: Final = frozenset({"h.e.", "hon.", "rt."})
BE: Final = frozenset({"are", "is", "was", "were"})
# What "…, the ministry said" is at times taken for.
CLAUSES: Final = frozenset({"acl:relcl", "advcl", "ccomp", "nsubj", "nsubj:outer", "parataxis", "root"})
# What a clause about somebody is at times taken for.
EMBEDDED: Final = frozenset({"advcl", "ccomp", "xcomp"})
# What opens a sentence without a preposition: "The same day she …".
TIMES: Final = frozenset("afternoon day evening month morning night week weekend year".split())
WEEKDAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
# What people are on: "the visit of X, who …".
VISITS: Final = frozenset("arrival departure stay stop stopover tour trip visit".split())
DELEGATIONS: Final = frozenset("camps delegations factions missions parties sides teams".split())
NOMINAL: Final = frozenset({"nmod", "obl", "obj", "appos", "conj", "flat", "nmod:unmarked", "obl:unmarked"})


class Heads:
    """The tokens of one document with their heads, as plain lists; `mended` are the tokens that were changed."""

    def __init__(
        self, words: Sequence[str], tags: Sequence[str], heads: list[int], relations: list[str], kinds: Sequence[str]
    ) -> None:
        self.words, self.tags, self.heads, self.relations = words, tags, heads, relations
        self.people = [kind == "PERSON" for kind in kinds]
        self.named = [kind in {"PERSON", "LOC"} for kind in kinds]
        self.children: dict[int, list[int]] = {}
        for i, head in enumerate(heads):
            if head != i:
                self.children.setdefault(head, []).append(i)
        self.mended: set[int] = set()

    def personal(self, i: int) -> bool:
        """Whether a nominal names a person, or has one named beside it: "her counterpart, X"."""
        return self.people[i] or any(self.relations[c] == "appos" and self.people[c] for c in self.children.get(i, ()))

    def above(self, i: int) -> Iterator[int]:
        """Everything that stands over a token, from its head up."""
        while self.heads[i] != i:
            i = self.heads[i]
            yield i

    def first(self, i: int) -> int:
        """Where the phrase of a token begins, punctuation apart."""
        below = [i]
        for token in below:
            below += (child for child in self.children.get(token, ()) if self.relations[child] != "punct")
        return min(below)

    def child(self, i: int, relation: str) -> int | None:
        """The first child of a token by a relation."""
        return next((child for child in self.children.get(i, ()) if self.relations[child].startswith(relation)), None)

    def hang(self, i: int, head: int, relation: str) -> None:
        """Give a token another head and relation, unless it stands over that head."""
        if head == i or i in self.above(head):
            return
        if head != self.heads[i]:
            self.children[self.heads[i]].remove(i)
            self.children.setdefault(head, []).append(i)
            self.heads[i] = head
        self.relations[i] = relation
        self.mended.add(i)

    def swap(self, i: int, relation: str) -> None:
        """Put the head of a clause in the place of the root that it hangs on, which hangs below it by a relation."""
        root = self.heads[i]
        self.children[root].remove(i)
        self.heads[i], self.relations[i] = i, "root"
        self.heads[root], self.relations[root] = i, relation
        self.children.setdefault(i, []).append(root)
        for child in [*self.children[root]]:
            if child > i:
                self.hang(child, i, self.relations[child])
        self.mended |= {i, root}

    def lift(self, i: int, relation: str) -> None:
        """Put a token in the place of its head, which hangs below it by a relation, with all that hung on the head."""
        head = self.heads[i]
        above = self.heads[head]
        self.children[head].remove(i)
        if above == head:
            self.heads[i] = i
        else:
            self.heads[i] = above
            self.children[above].remove(head)
            self.children[above].append(i)
        self.relations[i] = self.relations[head]
        for child in [*self.children[head]]:
            self.hang(child, i, self.relations[child])
        self.heads[head], self.relations[head] = i, relation
        self.children.setdefault(i, []).append(head)
        self.mended |= {i, head}
