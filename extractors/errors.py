"""What can go wrong inside the engine:

* ExtractionError
  x LexiconError        a lexicon or table is not what its Struct says
  x PipelineError       the configured language pipeline cannot do the work
  x ArticleTooLongError the text is over the limit
  x BlankArticleError   the text has nothing to read
  x InvalidTextError    the text cannot be written as Unicode
"""


class ExtractionError(Exception):
    """Base of every error that the engine raises."""


class LexiconError(ExtractionError):
    """A lexicon or table does not decode; the message gives file and path."""


class PipelineError(ExtractionError):
    """The configured pipeline is missing or lacks what the steps need."""


class ArticleTooLongError(ExtractionError):
    """The text has more code points than the limit allows."""


class BlankArticleError(ExtractionError):
    """The text has no visible character."""


class InvalidTextError(ExtractionError):
    """The text holds lone surrogates."""
