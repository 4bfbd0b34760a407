"""Titles beside names, apart by a comma, a dash or a bracket."""

from itertools import pairwise

from extractors.inflection import written
from extractors.officials.ledger import ONE, Holding, Ledger, Linker
from extractors.officials.lexicon import KINDS, VERBS, WORDS
from extractors.officials.lists import DASHES, Lists
from extractors.officials.phrases import OfficePhrase
from extractors.officials.tokens import POSSESSIVES

NOMINAL_TAGS = frozenset({"NN", "NNS", "NNP", "JJ", "DT", "POS", "PRP$", "IN", "CD", "HYPH", "RB", "VBN"})
# How a sentence goes on after a name between commas.
GOING_ON = frozenset("as for in on to with".split())
# Tokens between a name and a title after which the title opens something else.
ASIDE = 3
# What a title goes on with, and for how many tokens at most.
COMPLEMENTING = frozenset("and at for in of on since to until".split())
# Before whom a servant serves.
SERVING = (["for"], ["of"], ["to"])
FARTHEST = 10
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
REFLEXIVE = frozenset({"herself", "himself"})
REPORTING = written("add confirm say tell".split())


class BesideNames(Linker):
    """Titles beside names, apart by a comma, a dash or a bracket."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger)
        self.lists = Lists(ledger)

    def link(self, phrase: OfficePhrase) -> None:
        """Find whose name stands beside a title."""
        if phrase.end < len(self.lower) and self.lower[phrase.end] in POSSESSIVES:
            return
        if phrase.plural and self.lists.before_title(phrase):
            return
        if (named := self._appointed(phrase) or self._lettered(phrase)) is not None:
            person, start = named
            self.ledger.hold(person, phrase, "predicate", start=start, end=phrase.end)
            return
        left = self._name_before(phrase)
        if phrase.plural and self.lists.interleaved(phrase):
            return
        right = self._names_after(phrase)
        if left is not None and right:
            if self._belongs_right(phrase, left[0], *right[0]):
                left = None
            else:
                right = []
        if left is not None:
            person, start, chained = left
            status = None
            if (
                chained is not None
                and phrase.status is None
                and not phrase.determiner
                and chained.status == "former"
                and self.lower[phrase.start - 1] in {",", "and"}
            ):
                status = chained.status
            if phrase.status is None and self.ledger.was_before(phrase.start):
                status = "former"
            self.ledger.hold(person, phrase, "name-before-title", status, start=start, end=phrase.end)
        elif not right and (apposed := self._apposed(phrase)) is not None:
            status = "former" if phrase.status is None and self.ledger.was_before(phrase.start) else None
            start = self.ledger.start_of(apposed, phrase)
            self.ledger.hold(apposed, phrase, "apposition", status, start=start, end=phrase.end)
        elif right:
            before = self.lower[max(0, phrase.start - 2) : phrase.start] == ["predecessor", "as"]
            for one, (person, end) in zip(self.lists.each(phrase, len(right)), right, strict=True):
                status = "former" if before else None
                self.ledger.hold(person, one, "title-comma-name", status, start=phrase.start, end=end)
            self.ledger.settle(phrase)

    def _appointed(self, phrase: OfficePhrase) -> tuple[int, int] | None:
        """ "Named X premier, Y treasurer and Z chief of staff": the title goes with the name right before it."""
        if phrase.determiner or phrase.plural or phrase.start not in self.ends:
            return None
        person, start = self.ends[phrase.start]
        verb = self.doc[start - 1]
        if verb.lemma_ in VERBS.choosing and verb.tag_ in {"VBD", "VBN", "VB", "VBZ"}:
            return person, start
        position = start - 1
        while position > 0 and self.lower[position] in {",", "and", ";"}:
            position -= 1
        before = self.ledger.by_end.get(position + 1) if position < start - 1 else None
        told = self.ledger.told(before) if before else ()
        return (person, start) if any(h.rule == "officials.predicate" for h in told) else None

    def _lettered(self, phrase: OfficePhrase) -> tuple[int, int] | None:
        """ "X MP", "X TD": the initials of an office right after a name."""
        letters = phrase.start == phrase.head and not phrase.plural and self.tokens.words[phrase.head].isupper()
        return self.ends.get(phrase.start) if letters else None

    def _apposed(self, phrase: OfficePhrase) -> int | None:
        """X, an engineer by training and a former minister: the tree says that the title is said of a name."""
        head = self.ledger.head(phrase) if self.parsed else None
        if head is None or phrase.title.strength in {"rank", "weak"} or self._reports(phrase):
            return None
        if phrase.plural and head.lower_ != ONE:
            return None
        if head.dep_ == "conj" and head.head.i not in self.named and head.head.dep_ == "appos":
            head = head.head
        if head.dep_ == "appos" and head.head.i < phrase.start and phrase.start - head.head.i < 25:
            if self._opens_clause(phrase) and phrase.determiner == "the" and not self.tokens.opens[head.head.i]:
                return None  # "led by X, the premier flew"
            return None if self.ledger.sentences_between(head.head.i, phrase.start) else self.named.get(head.head.i)
        return None

    def _belongs_right(self, phrase: OfficePhrase, left: int, right: int, end: int) -> bool:
        """Whether a title between two people is the right one's, whose name ends at `end`."""
        if phrase.plural or phrase.named_by_other:
            return True
        if phrase.determiner in {"a", "an"}:
            return False
        if any(0 <= phrase.start - h.end <= 3 for h in self.held.get(left, ())):
            return True  # "the premier, X, the minister, Y": every title goes with the name after it
        if self._apposition_follows(end):
            return False
        if phrase.determiner == "the" and phrase.start - self._named_until(left, phrase.start) > ASIDE:
            return True  # "X on Monday and the premier, Y, the next day"
        if self.parsed:
            head = self.ledger.head(phrase)
            if any(child.dep_ == "appos" and self.named.get(child.i) == right for child in head.children):
                return True
            for ancestor in (head, *head.ancestors):
                if ancestor.i in self.named:
                    return self.named[ancestor.i] != left
                if ancestor.pos_ == "VERB":
                    break
        return False

    def _named_until(self, person: int, position: int) -> int:
        """Where the last naming of a person before a position ends."""
        return max(name.end for name in self.people[person].names if name.end <= position)

    def _apposition_follows(self, end: int) -> bool:
        """Whether another title stands after a name: "…, X, the premier"."""
        return (
            end + 1 < len(self.lower)
            and self.lower[end] in {",", "("}
            and (end + 1 in self.by_start or end + 2 in self.by_start and self.lower[end + 1] in WORDS.between)
        )

    def _name_before(self, phrase: OfficePhrase) -> tuple[int, int, Holding | None] | None:
        """The person right before, the start of the name, and the holding between where this title is joined to it."""
        position = phrase.start - 1
        joined = False
        while position >= 0 and self.lower[position] in WORDS.between:
            joined = joined or self.lower[position] == "and"
            position -= 1
        if position < 0:
            return None
        if position + 1 in self.ends and self.lower[phrase.start - 1] == "as" and not self._replaced(position + 1):
            person, start = self.ends[position + 1]
            return person, start, None
        word = self.lower[position]
        separated = word in {",", "(", ":"} or word in DASHES
        if (joined or separated) and not phrase.named_by_other:
            previous = self.ledger.by_end.get(position if separated else position + 1)
            for holding in self.ledger.told(previous) if previous else ():
                beside = holding.rule in {"officials.name-before-title", "officials.predicate"}
                if beside and not phrase.plural and (joined or self._list_goes_on(phrase)):
                    return holding.person, holding.start, holding
        if joined and not separated:
            return self._past_other_apposition(position)
        if not separated or (joined and word != ","):
            return None
        if joined and self.lower[phrase.start - 1] == "and":
            return None
        if (self._opens_clause(phrase) and phrase.determiner != "a") or self._reports(phrase):
            return None
        position = self.ledger.past_asides(position)
        if position in self.ends and not phrase.plural:
            person, start = self.ends[position]
            return person, start, None
        return None

    def _opens_clause(self, phrase: OfficePhrase) -> bool:
        """Whether a title is a subject, right before its verb: "…, the minister said"."""
        return phrase.end < len(self.lower) and self.tokens.tags[phrase.end] in FINITE

    def _reports(self, phrase: OfficePhrase) -> bool:
        """Whether somebody who bears the title is quoted: "…, an official said"."""
        verb, *after = self.lower[phrase.end : phrase.end + 2] or [""]
        return verb in REPORTING and after != ["to"]

    def _past_other_apposition(self, position: int) -> tuple[int, int, Holding | None] | None:
        """X, his aunt and the first woman premier: a kinship or trade stands between the name and the title."""
        for back in range(position, max(position - 8, 0), -1):
            if self.lower[back] == ",":
                end = self.ledger.past_asides(back)
                return (*self.ends[end], None) if end in self.ends else None
            if self.tokens.tags[back] not in NOMINAL_TAGS or back in self.named:
                return None
        return None

    def _replaced(self, end: int) -> bool:
        """Whether the office is not of whoever is named: "X succeeded Y as mayor", "chosen by Y as his deputy", "served
        Y as mayor"."""
        start = self.ends[end][1]
        served = self.doc[start].dep_ == "obj" and self.doc[start].head.lemma_ in VERBS.serving
        before = start > 0 and (
            self.lower[start - 1] in {"by", "from"} or self.doc[start - 1].lemma_ in VERBS.succeeding
        )
        return served or before

    def _list_goes_on(self, phrase: OfficePhrase) -> bool:
        """Whether a title may be one of a list of titles: no article, or "a"."""
        return not phrase.determiner or phrase.determiner in {"a", "an"}

    def _names_after(self, phrase: OfficePhrase) -> list[tuple[int, int]]:
        """The people named after a title, past a comma, colon, bracket or dash, and the ends of their names."""
        position = self._past_served(phrase)
        indefinite = phrase.determiner in {"a", "an"} and not phrase.named_by_other and not self._encloses(position)
        if position >= len(self.lower) or (indefinite and not self._is_dash(position)):
            return []
        position = self._past_complement(phrase) if position == phrase.end else position
        if self.lower[position] in REFLEXIVE and position + 1 < len(self.lower):
            position += 1  # "the minister himself, X"
        if self.lower[position] not in {",", ":", "("} and not self._is_dash(position):
            return []
        position = self.ledger.past_honorifics(position + 1)
        people = self.affiliations.get(position) if self.lower[position - 1] == "the" else None
        if people and people.kind == "adjective" and people.end in self.starts:
            position = people.end  # "the bank's president, the Norwegian X"
        if self.lower[position - 1] == "the":
            for ahead in range(position, min(position + 3, len(self.lower))):
                if self.tokens.is_capital(ahead) or self.tokens.tags[ahead] not in {"JJ", "NN", "HYPH", "VBN"}:
                    break
                if ahead + 1 in self.starts:
                    position = ahead + 1  # "the president, the reformist X"
        # "the Minister of Defence, General A": another title stands between.
        follower = self.by_start.get(position)
        if follower and not follower.determiner and follower.title.strength in {"rank", "weak"}:
            position = self.ledger.past_honorifics(follower.end)
        found: list[tuple[int, int]] = []
        while position in self.starts:
            person, end = self.starts[position]
            found.append((person, end))
            if not phrase.plural:
                break
            end = self._past_body(end)
            while end < len(self.lower) and self.lower[end] in {",", "and", "&"}:
                end += 1
            position = self.ledger.past_honorifics(end)
        if phrase.plural and len(found) < 2 and not self._one_of(phrase):
            return []
        return found

    def _past_served(self, phrase: OfficePhrase) -> int:
        """The comma after whom a servant serves, or the end of the title: "a spokesman for President A, B, said"."""
        end = phrase.head + 1
        if phrase.plural or phrase.title.words not in KINDS.servants or self.lower[end : end + 1] not in SERVING:
            return phrase.end
        served = self.by_start.get(end + 1)
        name = self.ledger.past_honorifics(served.end if served else end + 1)
        closing = self.starts[name][1] if name in self.starts else phrase.end
        return closing if self.lower[closing : closing + 1] == [","] else phrase.end

    def _past_body(self, position: int) -> int:
        """Past "of the House of Ruritania" after a name in a list."""
        if self.lower[position : position + 1] != ["of"]:
            return position
        match = self.affiliated(position)
        return match.end if match else position

    def _past_complement(self, phrase: OfficePhrase) -> int:
        """The comma before a name, past what a title goes on with: "the member for Quill Bay, X"."""
        start = position = phrase.end
        if self.lower[start] not in COMPLEMENTING or phrase.plural or phrase.determiner in {"a", "an"}:
            return start
        while position < min(start + FARTHEST, len(self.lower)) and position not in self.by_start:
            if self.lower[position] == ",":
                name = self.ledger.past_honorifics(position + 1)
                end = self.starts[name][1] if name in self.starts else len(self.lower)
                closed = end < len(self.lower) and self.lower[end] in {",", ".", ";"}
                return position if closed else start
            if self.tokens.tags[position] not in NOMINAL_TAGS | {"NNPS", "CC", "TO"} or position in self.named:
                break
            position += 1
        return start

    def _one_of(self, phrase: OfficePhrase) -> bool:
        """Whether a plural title is said of one: "one of Fiji's deputy premiers, X"."""
        before = self.lower[max(0, phrase.start - 3) : phrase.start + 1]
        return any(pair == ("one", "of") for pair in pairwise(before))

    def _encloses(self, comma: int) -> bool:
        """Whether a comma opens a name that another one or the sentence's end closes: "a spokesman, X, said"."""
        start = self.ledger.past_honorifics(comma + 1)
        end = self.starts[start][1] if start in self.starts else len(self.lower)
        if start in self.starts and self.lower[end : end + 1] == ["."]:
            return True
        closed = end + 1 < len(self.lower) and self.lower[end] == ","
        verb = end + 1 + (closed and self.tokens.tags[end + 1] == "RB")
        return closed and (bool(FINITE & set(self.tokens.tags[verb : verb + 1])) or self.lower[end + 1] in GOING_ON)

    def _is_dash(self, position: int) -> bool:
        return self.lower[position] in DASHES

    def coordinated(self) -> None:
        """The deputy premier and finance minister, X: a title joined to one that stands beside a name."""
        for phrase in reversed(self.ledger.phrases):
            if self.ledger.is_settled(phrase) or phrase.plural or phrase.end + 1 >= len(self.lower):
                continue
            follower = self.by_start.get(phrase.end + 1)
            if self.lower[phrase.end] not in {"and", ","} or follower is None or follower.determiner:
                continue
            holding = next((h for h in self.ledger.told(follower) if h.phrase is follower), None)
            if follower.countries or (self.lower[phrase.end] == "," and not self._heads_titles(holding)):
                continue
            if holding and holding.rule in {"officials.title-comma-name", "officials.predicate"}:
                rule = holding.rule.partition(".")[2]
                self.ledger.hold(holding.person, phrase, rule, start=phrase.start, end=holding.end)

    def _heads_titles(self, holding: Holding | None) -> bool:
        """Whether a comma parts a title from the name after it: "The premier, minister for trade, X"."""
        return holding is not None and holding.rule == "officials.title-comma-name"
