"""The grammar of time as a cascade: each stage joins lexemes and terms into larger terms.

A rule is a pattern over symbols and a reader. In a pattern a capital name is one lexeme or term, `name:X` captures it;
the rest is regular expression. All patterns are linear: no nested repetition.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from extractors.dates.composites import Series, Span
from extractors.dates.relatives import Distant, Rolling, Shifted, Which
from extractors.dates.terms import Calendar, Term
from extractors.dates.vocabulary import SYMBOL, Lexeme

Captured = Mapping[str, Any]
Reader = Callable[[Captured], Term | None]


class Rule(NamedTuple):
    """A pattern with the reader of its captures."""

    id: str
    pattern: re.Pattern[str]
    read: Reader


class Found(NamedTuple):
    """A term with the rule that made it, where it stands in for its lexemes."""

    term: Term
    rule: str


def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern with one character for each symbol.

    >>> compiled("month:MONTH COMMA? year:YEAR").groupindex["year"]
    2
    """
    named = re.sub(r"([a-z]+\d?):(\((?:[A-Z]+\|?)+\)|[A-Z]+)", r"(?P<\1>\2)", pattern)
    return re.compile(re.sub(r"[A-Z]{2,}", lambda match: SYMBOL[match.group()], named).replace(" ", ""))


def rule(name: str, pattern: str, read: Reader) -> Rule:
    """A rule of the step."""
    return Rule(f"dates.{name}", compiled(pattern), read)


def kind(term: Term) -> str:
    """The symbol by which the next stage knows a term."""
    if isinstance(term, Which) and isinstance(term.of, Calendar) and term.of.weekday is not None:
        return "TWEEKDAY"
    if isinstance(term, Calendar):
        if term.day is not None:
            return "TDAY"
        if term.month is not None:
            return "TMONTH"
        return "TWEEKDAY" if term.weekday is not None else "TYEAR"
    if isinstance(term, Shifted | Distant | Rolling):
        return "TSHIFT"
    return "TSPAN" if isinstance(term, Span | Series) else "TOTHER"


def apply(rules: tuple[Rule, ...], lexemes: list[Lexeme]) -> list[Lexeme]:
    """One stage: the longest match at a place wins, the earlier rule among equals."""
    symbols = "".join([lexeme.symbol for lexeme in lexemes])
    matches: list[tuple[int, int, int, re.Match[str], Rule]] = []
    for order, rule in enumerate(rules):
        matches.extend(
            (match.start() - match.end(), order, match.start(), match, rule) for match in rule.pattern.finditer(symbols)
        )
    if not matches:
        return lexemes
    matches.sort(key=lambda row: row[:3])
    taken = bytearray(len(lexemes))
    chosen: list[tuple[int, int, Found]] = []
    for _, _, start, match, rule in matches:
        end = match.end()
        if any(taken[start:end]):
            continue
        term = rule.read(
            {name: None if match[name] is None else lexemes[match.start(name)].value for name in match.re.groupindex}
        )
        if term is not None:
            taken[start:end] = b"\x01" * (end - start)
            chosen.append((start, end, Found(term, rule.id)))
    chosen.sort(key=lambda row: row[0])
    joined: list[Lexeme] = []
    done = 0
    for start, end, found in chosen:
        joined.extend(lexemes[done:start])
        joined.append(Lexeme(SYMBOL[kind(found.term)], found, lexemes[start].start, lexemes[end - 1].end))
        done = end
    joined.extend(lexemes[done:])
    return joined
