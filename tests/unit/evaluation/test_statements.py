from pathlib import Path

from evaluation.statements import MARKS, Mark, MarkedArticle, Marks, Tally, judge, load_articles
from extractors.lexicons import load_toml
from extractors.pipeline import Pipeline
from schemas.article import Article

TEXT = "“We will rebuild the port,” Mayor Ana Velko said. Bo Hart, a fisherman, said: “We will wait and see.”"
PORT = Mark(start=1, end=26, speakers=("Ana Velko", "mayor"))


def judged(pipeline: Pipeline, *quotes: Mark) -> tuple[Tally, list[str]]:
    tally = Tally()
    article = MarkedArticle(url="u", part="tune", quotes=quotes)
    return tally, list(judge(article, pipeline.extract(Article(text=TEXT)), tally))


def test_every_speaker_right(pipeline: Pipeline) -> None:
    start = TEXT.index("We will wait")
    tally, faults = judged(pipeline, PORT, Mark(start=start, end=len(TEXT) - 1, speakers=("Bo Hart",)))
    assert (tally.right, tally.wrong, tally.missed, faults) == (2, 0, 0, [])
    assert (tally.precision, tally.recall) == (1.0, 1.0)


def test_a_wrong_speaker_counts_against_precision_and_recall(pipeline: Pipeline) -> None:
    start = TEXT.index("We will wait")
    tally, faults = judged(pipeline, PORT, Mark(start=start, end=len(TEXT) - 1, speakers=("Cy Mirov",)))
    assert (tally.right, tally.wrong, tally.missed) == (1, 1, 1)
    assert faults == [f"u {start}-{len(TEXT) - 1} expected Cy Mirov, found Bo Hart"]


def test_what_is_not_marked_is_wrong_and_what_is_optional_neither(pipeline: Pipeline) -> None:
    tally, _ = judged(pipeline, Mark(start=1, end=26, speakers=("nobody",), optional=True))
    assert (tally.right, tally.wrong, tally.missed) == (0, 1, 0)


def test_marks_are_read_and_enough() -> None:
    articles = load_toml(MARKS, Marks).article
    for part in ("tune", "check"):
        marks = [mark for article in articles if article.part == part for mark in article.quotes if not mark.optional]
        assert len(marks) >= 40
        assert all(mark.start < mark.end for mark in marks)


def test_articles_are_read_by_their_address(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('url,date,title,text\nu,2031-05-14,T,"A “b”\nc"\n', encoding="utf-8")
    assert load_articles(tmp_path) == {"u": Article(text="A “b”\nc", title="T", published_at="2031-05-14")}
