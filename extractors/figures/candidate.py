"""An amount in its text, before it is known to be a figure."""

from msgspec import Struct
from spacy.tokens import Doc

from extractors.figures.amount import Amount
from extractors.figures.lexemes import Lexemes
from extractors.figures.patterns import Context


class Candidate(Struct, frozen=True):
    """An amount over the tokens `start` to `end`, with the words that its context may hold."""

    doc: Doc
    lexemes: Lexemes
    amount: Amount
    start: int
    end: int
    context: Context

    @property
    def words(self) -> tuple[str, ...]:
        """Every lexeme of the text."""
        return self.lexemes.words

    @property
    def digits(self) -> bool:
        """Whether the number begins with digits."""
        return self.lexemes.numeric(self.amount.first)

    @property
    def plain(self) -> bool:
        """Whether no word before the number bounds it."""
        return self.amount.start == self.amount.first

    @property
    def before(self) -> str:
        """The lexeme before the number."""
        return self.words[self.amount.first - 1]

    @property
    def after(self) -> str:
        """The lexeme after the amount."""
        return self.words[self.amount.end]

    def capital(self, i: int) -> bool:
        """Whether lexeme `i` begins with a capital."""
        return self.lexemes.raw(i)[:1].isupper()
