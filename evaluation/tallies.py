"""What is counted while answers are judged: hits and errors by record, right attributes, and every single miss."""

from collections import Counter, defaultdict

from msgspec import Struct, field


class Miss(Struct, frozen=True, kw_only=True):
    """One fault of one answer: a record missed, found too many, or found with a wrong part."""

    article: str
    record: str
    fault: str
    expected: str = ""
    found: str = ""
    quote: str = ""
    start: int | None = None
    end: int | None = None


class Tally(Struct):
    """Hits, false finds and misses of one kind of record."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return round(self.right / (self.right + self.extra), 4) if self.right + self.extra else 0.0

    @property
    def recall(self) -> float:
        return round(self.right / (self.right + self.missed), 4) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall.

        >>> Tally(right=2, extra=1, missed=1).f1
        0.6667
        """
        if not self.right:
            return 0.0
        precision, recall = self.right / (self.right + self.extra), self.right / (self.right + self.missed)
        return round(2 * precision * recall / (precision + recall), 4)


class Share(Struct):
    """How often an attribute of a found record is right."""

    right: int = 0
    of: int = 0

    @property
    def accuracy(self) -> float | None:
        return round(self.right / self.of, 4) if self.of else None


class Score(Struct):
    """The figures of a run over a folder of gold articles."""

    articles: int = 0
    offset_faults: int = 0
    records: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    attributes: defaultdict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    misses: list[Miss] = field(default_factory=list)

    def count(self, record: str, *, right: int = 0, extra: int = 0, missed: int = 0) -> None:
        """Add to the tally of a kind of record."""
        tally = self.records[record]
        tally.right, tally.extra, tally.missed = tally.right + right, tally.extra + extra, tally.missed + missed

    def check(self, attribute: str, right: bool) -> bool:
        """Add to the share of an attribute; gives `right` back."""
        share = self.attributes[attribute]
        share.right, share.of = share.right + right, share.of + 1
        return right

    @property
    def faults(self) -> Counter[str]:
        """How many misses there are of each class: "meetings: wrong date"."""
        return Counter(f"{miss.record}: {miss.fault}" for miss in self.misses)
