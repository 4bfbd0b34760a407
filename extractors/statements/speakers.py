"""Who a nominal stands for: an official, somebody named, or unnamed people by their description."""

from collections import defaultdict

from extractors.cast import agents
from extractors.countries import country_of_adjective, country_of_modifier
from extractors.matches import InterlocutorMatch, OfficeMatch, PersonMatch, PlaceMatch
from extractors.statements.patterns import DOCUMENTS
from extractors.syntax import antecedent, case, coordinated, predicate, subjects
from extractors.tree import Token, Tree, text_of

PERSONAL = frozenset({"he", "she", "him", "her", "himself", "herself"})
IMPERSONAL = frozenset({"it", "they", "them"})
DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those", "his", "her", "their", "its", "our", "my"})
# What belongs to a description: before its head, and after it.
BEFORE = frozenset({"det", "amod", "compound", "nummod", "nmod:poss", "nmod:desc", "flat", "advmod"})
WITHIN = frozenset({"of", "in", "at", "from", "for", "within", "with", "on", "inside"})
LONGEST = 14  # tokens of a description


class Speakers:
    """The people, offices and bodies of one doc by token; descriptions are read from the tree."""

    def __init__(self, doc: Tree) -> None:
        self.doc = doc
        self.text = text_of(doc.parsed)
        self.people: dict[int, PersonMatch] = {}
        self._by_role: dict[str, set[InterlocutorMatch]] = defaultdict(set)
        self._by_surname: dict[str, list[PersonMatch]] = defaultdict(list)
        for person in doc._.people:
            self._by_surname[person.name.split()[-1]].append(person)
            for start, end in person.mentions:
                self.people.update(dict.fromkeys(range(start, end), person))
            self.people.update(dict.fromkeys(person.pronouns, person))
        self.officials = {official.id: official for official in doc._.officials}
        self.references: dict[int, str] = {}
        for official in doc._.officials:
            for mention in (*official.mentions, *official.references):
                for i in range(mention.start, mention.end):
                    self.references.setdefault(i, official.id)
        self.offices: dict[int, OfficeMatch] = {}
        for office in doc._.offices:
            for i in range(office.start, office.end):
                self.offices.setdefault(i, office)
        self.entities = {i: ent for ent in doc.parsed.ents for i in range(ent.start, ent.end)}
        self.places: dict[int, PlaceMatch] = {
            i: place for place in doc._.places for mention in place.mentions for i in range(mention.start, mention.end)
        }
        self._described: dict[str, InterlocutorMatch] = {}
        self._known: dict[int, InterlocutorMatch | None] = {}
        self._read_roles()

    def at(self, token: Token) -> InterlocutorMatch | None:
        """Whoever a nominal stands for; several together by the words that name them."""
        token = antecedent(token)
        members = coordinated(token)
        if len(members) > 1 and members[0].i == token.i:
            start, end = self._bounds(members[0])[0], self._bounds(members[-1])[1]
            if end - start <= LONGEST:
                return InterlocutorMatch(description=self._words(start, end))
        return self.one(token)

    def one(self, token: Token) -> InterlocutorMatch | None:
        """Whoever a nominal stands for, coordination apart."""
        if person := self._named(token):
            return person
        if token.lower_ in PERSONAL or token.lower_ in IMPERSONAL or token.tag_ in {"PRP", "EX"}:
            return None
        if token.lower_ in DOCUMENTS and token.i not in self.offices and (author := self._author(token)):
            return author
        return self._office(token) or self._body(token) or self._apposed(token) or self._unnamed(token)

    def is_person(self, token: Token) -> bool:
        """Whether a nominal names or means a person whom the article names."""
        return self._named(antecedent(token)) is not None

    # -- people

    def official(self, identifier: str) -> InterlocutorMatch:
        """An official as speaker, with the country and institution of the first role that has one."""
        found = self.officials[identifier]
        return InterlocutorMatch(
            official=identifier,
            name=found.name,
            country=next((role.country for role in found.roles if role.country), None),
            organization=next((role.organization for role in found.roles if role.organization), None),
        )

    def _named(self, token: Token) -> InterlocutorMatch | None:
        """Whom a nominal names or means by name; each is looked up once."""
        if token.i not in self._known:
            self._known[token.i] = self._look_up(token)
        return self._known[token.i]

    def _look_up(self, token: Token) -> InterlocutorMatch | None:
        core = [token, *(child for child in token.children if child.dep_ in {"flat", "nmod:desc"})]
        core += [child for child in token.children if child.dep_ == "appos" and self._names(child)]
        for part in core:
            if (person := self.people.get(part.i)) is not None:
                return self._person(person)
            if (identifier := self.references.get(part.i)) is not None and part.i == token.i:
                return self.official(identifier)
        owners = self._by_surname.get(token.text, []) if token.i in self.places else []
        if len(owners) == 1:
            return self._person(owners[0])
        office = self.offices.get(token.i)
        return self.official(office.official) if office is not None and office.official else None

    def _person(self, person: PersonMatch) -> InterlocutorMatch:
        return self.official(person.official) if person.official else InterlocutorMatch(name=person.name)

    def _names(self, token: Token) -> bool:
        return token.pos_ == "PROPN" and token.i in self.people

    def _read_roles(self) -> None:
        """What named people are called beside their names: "the actress" is she who was "actress Marta Ilves"."""
        for person in {id(person): person for person in self.people.values()}.values():
            if person.official is None:
                for start, end in person.mentions:
                    for role in _beside(self.doc, start, end):
                        self._by_role[role].add(InterlocutorMatch(name=person.name))
        for office in self.doc._.offices:
            if office.official is not None:
                self._by_role[office.title.split()[-1].lower()].add(self.official(office.official))

    # -- bodies and descriptions

    def _office(self, token: Token) -> InterlocutorMatch | None:
        office = self.offices.get(token.i)
        if office is None:
            return None
        known = self._again(token, office.end - office.start)
        return known or self._remember(
            token,
            InterlocutorMatch(
                description=self._words(min(office.start, self._bounds(token)[0]), office.end),
                country=office.country,
                organization=office.organization,
            ),
        )

    def _body(self, token: Token) -> InterlocutorMatch | None:
        entity = self.entities.get(token.i)
        place = self.places.get(token.i)
        if place is not None and (entity is None or entity.label_ == "LOC"):
            return InterlocutorMatch(name=place.name, country=place.country)
        if entity is None or entity.label_ != "ORG" or token.lower_ in DOCUMENTS or entity.text[:1].islower():
            return None
        start, end = entity.start, entity.end
        return InterlocutorMatch(name=self._words(start, end), country=self._country(token))

    def _apposed(self, token: Token) -> InterlocutorMatch | None:
        """The body that is named beside a description: "one of the parties, the Harbour League"."""
        bodies = (child for child in token.children if child.dep_ == "appos" and child.i not in self.places)
        return next((found for child in bodies if (found := self._body(child)) is not None), None)

    def _unnamed(self, token: Token) -> InterlocutorMatch | None:
        if token.pos_ not in {"NOUN", "PROPN", "NUM", "DET", "PRON", "ADJ"}:
            return None
        start, end = self._bounds(token)
        if token.pos_ in {"PRON", "DET", "NUM", "ADJ"} and end - start < 2:
            return None
        if (known := self._again(token, end - start)) is not None:
            return known
        described = InterlocutorMatch(description=self._words(start, end), country=self._country(token))
        return self._remember(token, described)

    def _again(self, token: Token, length: int) -> InterlocutorMatch | None:
        """Whom a bare "the actress" or "the spokesperson" takes up again."""
        first = next((child for child in token.children if child.dep_ == "det"), None)
        if first is None or first.lower_ != "the" or length > 2 or token.i - first.i != 1:
            return None
        people = self._by_role.get(token.lower_) or self._from(token)
        if len(people) == 1:
            return next(iter(people))
        return self._described.get(token.lower_)

    def _from(self, token: Token) -> set[InterlocutorMatch]:
        """The officials of the country that "the Ghanaian" comes from."""
        country = country_of_adjective(token.text) if token.text[:1].isupper() else None
        found = {self.official(identifier) for identifier in self.officials}
        return {official for official in found if country and official.country == country}

    def _remember(self, token: Token, described: InterlocutorMatch) -> InterlocutorMatch:
        if token.tag_ not in {"NNS", "NNPS"}:
            self._described[token.lower_] = described
        return described

    def _author(self, document: Token) -> InterlocutorMatch | None:
        """Whose words a document gives: its owner's, or whoever issues it."""
        for child in document.children:
            if child.dep_ == "nmod:poss" and child.lower_ not in DETERMINERS:
                return self.one(child)
            if child.dep_ == "nmod:poss" and (owner := self._named(child)):
                return owner
        for child in document.children:
            if child.dep_ == "nmod" and case(child) in {"by", "from"}:
                return self.one(child)
            if child.dep_ == "acl" and (issuers := agents(child)):
                return self.one(issuers[0])
        if document.dep_.startswith("ob"):
            givers = (subject for subject in subjects(predicate(document)) if subject.i != document.i)
            return next((found for subject in givers if (found := self.one(subject))), None)
        return None

    def _country(self, token: Token) -> str | None:
        office = self.offices.get(token.i)
        if office is not None:
            return office.country
        for child in token.children:
            if child.i < token.i and child.dep_ in {"amod", "compound", "nmod:poss", "nmod:desc"}:
                start = child.left_edge.i if child.dep_ != "nmod:poss" else child.i
                place = self.places.get(child.i)
                if place is not None and place.kind == "country":
                    return place.country
                for words in (self.doc.text(start, child.i + 1), child.text):
                    if words[:1].isupper() and (country := country_of_modifier(words)):
                        return country
            elif child.dep_ == "nmod" and (place := self.places.get(child.i)) is not None and place.kind == "country":
                return place.country
        return None

    def _bounds(self, token: Token) -> tuple[int, int]:
        """The tokens of a description: its head with what stands before it and the phrases that narrow it down."""
        start, end = token.i, token.i + 1
        entity = self.entities.get(token.i)
        if entity is not None:
            start, end = min(start, entity.start), max(end, entity.end)
        for child in token.children:
            if child.i < token.i and child.dep_ in BEFORE and token.i - child.left_edge.i < LONGEST:
                start = min(start, child.left_edge.i)
            elif child.i > token.i and child.dep_ == "nmod" and case(child) in WITHIN:
                if case(child) in {"in", "at", "on"} and token.i > token.head.i:
                    continue  # "told reporters in Lima": where or when it was said
                edge = child.right_edge.i + 1
                between = self.doc.text(end, child.left_edge.i) if child.left_edge.i > end else ""
                if edge - start <= LONGEST and not between.strip():
                    end = max(end, edge)
        return start, end

    def _words(self, start: int, end: int) -> str:
        doc = self.doc
        while start < end - 1 and (doc[start].lower_ in DETERMINERS or doc[start].is_punct or doc[start].is_space):
            start += 1
        while end - 1 > start and (doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].tag_ == "POS"):
            end -= 1
        return self.text[doc[start].idx : doc[end - 1].idx + len(doc[end - 1])]


def _beside(doc: Tree, start: int, end: int) -> list[str]:
    """The common nouns before a name, and in apposition to it."""
    name = doc.root(start, end)
    roles = [child for child in name.children if child.dep_ in {"nmod:desc", "compound", "appos", "flat"}]
    if name.dep_ in {"appos", "flat"}:
        roles.append(name.head)
    return [role.lower_ for role in roles if role.pos_ == "NOUN"]
