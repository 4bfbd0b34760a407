"""What can be wrong with a request, told without HTTP:

* RequestError
  x InvalidQueryError      a query parameter is unknown, repeated or wrong
  x MalformedBodyError     the body is not what its content type says
  x InvalidArticleError    the article's fields are wrong
  x TooManyArticlesError   the batch is over the limit
  x UnsupportedMediaError  the body comes in a form that we do not read
  x NotAcceptableError     the answer is wanted in a form that we do not write
  x UnknownKeyError        the key is missing or not known
  x UnknownRecordError     no record has that name
  x UnknownProblemError    no sort of problem has that name
  x BodyTooLargeError      the body is over the limit
  x ClientGoneError        nobody waits for the answer
  x BodyTimeoutError       the body did not arrive in time
  x RateError              the key asks too often
  x OverloadedError        the queue is full
  x DeadlineError          the article was not read in time
  x NotReadyError          the engine is not loaded, or the worker is going
"""


class RequestError(Exception):
    """Base of every error of a request; one that will pass says after how many seconds."""

    retry_seconds: float | None = None


class FieldError(RequestError):
    """One field is wrong: `path` says which, as a JSON path."""

    def __init__(self, detail: str, path: str = "$") -> None:
        super().__init__(detail)
        self.path = path


class InvalidQueryError(FieldError):
    """A query parameter is unknown, repeated or wrong."""


class MalformedBodyError(RequestError):
    """The body is not what its content type says."""


class InvalidArticleError(FieldError):
    """The article's fields are wrong."""


class TooManyArticlesError(RequestError):
    """The batch is over the limit."""


class UnsupportedMediaError(RequestError):
    """The body comes in a form that we do not read."""


class NotAcceptableError(RequestError):
    """The answer is wanted in a form that we do not write."""


class UnknownKeyError(RequestError):
    """The key is missing or not known."""


class UnknownRecordError(RequestError):
    """No record has that name."""


class UnknownProblemError(RequestError):
    """No sort of problem has that name."""


class BodyTooLargeError(RequestError):
    """The body is over the limit."""


class ClientGoneError(RequestError):
    """Nobody waits for the answer."""


class BodyTimeoutError(RequestError):
    """The body did not arrive in time."""


class RateError(RequestError):
    """The key asks too often."""

    def __init__(self, detail: str, retry_seconds: float) -> None:
        super().__init__(detail)
        self.retry_seconds = retry_seconds


class OverloadedError(RequestError):
    """The queue is full."""

    retry_seconds = 1.0


class DeadlineError(RequestError):
    """The article was not read in time."""

    retry_seconds = 1.0


class NotReadyError(RequestError):
    """The engine is not loaded, or the worker is going."""

    retry_seconds = 1.0
