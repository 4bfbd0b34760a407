"""The fixed words of titles in a doc, with the affiliations and names that stand about them."""

from typing import NamedTuple

from extractors.officials.affiliations import Affiliation
from extractors.officials.lexicon import KINDS
from extractors.officials.patterns import Node, Title, title_tree
from extractors.officials.tokens import Tokens


class Head(NamedTuple):
    """The fixed words of one title: token positions."""

    start: int
    end: int
    title: Title


class Heads:
    """The heads of one doc in order of the text, and what is known of the tokens about them."""

    def __init__(self, tokens: Tokens, affiliations: list[Affiliation], named: set[int]) -> None:
        self.tokens, self.lower, self.tags = tokens, tokens.lower, tokens.tags
        self.named = named
        self.starting = {match.start: match for match in affiliations}
        self.ending = {match.end: match for match in affiliations}
        self.inside = {i for match in affiliations for i in range(match.start, match.end)}
        self.national = {i for match in affiliations if match.country for i in range(match.start, match.end)}
        self.found = self._heads()
        self.at = {head.start: head for head in self.found}

    def _heads(self) -> list[Head]:
        found: list[Head] = []
        position, lower = 0, self.lower
        root = title_tree().next
        while position < len(lower):
            node = root.get(lower[position].rstrip("."))
            match = self._longest(node, position) if node else None
            if match and not self._overlapped(position, match[0]) and not self._of_body(position, match[1]):
                found.append(Head(position, *match))
                position = match[0]
            else:
                position += 1
        return found

    def _overlapped(self, start: int, end: int) -> bool:
        """Whether a longer title begins with the last word of one: "homeland security chief of staff"."""
        node = title_tree().next.get(self.lower[end - 1]) if end > start + 1 else None
        match = self._longest(node, end - 1) if node else None
        return match is not None and match[0] > end

    def _of_body(self, start: int, title: Title) -> bool:
        """Whether a rank's word is a body's: "General Works Agency", "the Court of Justice"."""
        if title.strength != "rank" or title.plural or start not in self.inside:
            return False
        body = self.starting.get(start)
        return self.lower[start - 1] == "of" or (body is not None and body.kind == "body" and body.end > start + 1)

    def _longest(self, node: Node | None, position: int) -> tuple[int, Title] | None:
        best: tuple[int, Title] | None = None
        end = position + 1
        while node is not None:
            if node.title:
                best = (end, node.title)
            while end < len(self.lower) and (self.tokens.joins(end) or self._stop(end)):
                end += 1
            node = node.next.get(self.lower[end].rstrip(".") or ".") if end < len(self.lower) else None
            end += 1
        if best and best[0] < len(self.lower) and self._stop(best[0]):
            return best[0] + 1, best[1]
        return best

    def _stop(self, position: int) -> bool:
        """Whether the token is the full stop of an abbreviated rank: "Lt. Gen."."""
        return self.lower[position] == "." and self.lower[position - 1] in KINDS.abbreviated
