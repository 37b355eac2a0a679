"""What reading and publishing share of Google Cloud Pub/Sub: library, names, errors, messages.

Google's library is imported when it is first used. It honours PUBSUB_EMULATOR_HOST itself.
"""

import datetime as dt
import importlib
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, Literal

from schemas.article import Document
from schemas.errors import ConfigError, TransientError
from transforms.normalise.urls import without_credentials

MESSAGE_ID_ATTRIBUTE: Final = "pubsub.message_id"
#: Rules of Google's: https://cloud.google.com/pubsub/docs/pubsub-basics#resource_names
_NAME: Final = re.compile(
    r"projects/[a-z0-9][a-z0-9.:-]{4,}/(?P<kind>topics|subscriptions)/(?!goog)[A-Za-z][\w.~+%-]{2,254}",
    re.ASCII,
)
#: A message of any other content type is a feed document.
_ARTICLE_TYPES: Final = frozenset({"application/json", "text/json", "text/plain"})


def load_library() -> Any:
    """`google.cloud.pubsub_v1`.

    Raises:
        ConfigError: when it is not installed.
    """
    try:
        return importlib.import_module("google.cloud.pubsub_v1")
    except ImportError as error:
        raise ConfigError("Pub/Sub needs its library: pip install 'vedette[pubsub]'") from error


def require_name(kind: Literal["topics", "subscriptions"], name: str) -> str:
    """The name of a topic or subscription, when it is one.

    Raises:
        ConfigError: when it is malformed.
    """
    match = _NAME.fullmatch(name)
    if match is None or match["kind"] != kind:
        raise ConfigError(f"{name!r} is not of the form projects/PROJECT/{kind}/NAME")
    return name


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turns what Google's library raises into errors that say what to do.

    Args:
        name: of the topic or subscription that is asked for.

    Raises:
        ConfigError: it is not there, may not be used, or was asked for something impossible.
        TransientError: the service does not answer.
    """
    from google.api_core import exceptions as api
    from google.auth.exceptions import GoogleAuthError

    try:
        yield
    except api.NotFound as error:
        raise ConfigError(f"there is no {name}: create it, or check the project") from error
    except (api.Forbidden, api.Unauthorized) as error:
        raise ConfigError(f"no permission to use {name}: {error.message}") from error
    except GoogleAuthError as error:
        raise ConfigError(
            "no Google credentials: set GOOGLE_APPLICATION_CREDENTIALS or PUBSUB_EMULATOR_HOST"
        ) from error
    except api.InvalidArgument as error:
        raise ConfigError(f"Pub/Sub refuses {name}: {error.message}") from error
    except (api.GoogleAPICallError, api.RetryError) as error:
        raise TransientError(f"Pub/Sub does not answer for {name}: {error}") from error


def patient_retry(patience_seconds: float) -> Any:
    """The `google.api_core` retry that waits out, with jitter, a service that is unavailable."""
    from google.api_core import exceptions as api
    from google.api_core.retry import Retry, if_exception_type

    briefly_broken = if_exception_type(
        api.Aborted,
        api.InternalServerError,
        api.ResourceExhausted,
        api.ServiceUnavailable,
        api.Unknown,
    )
    return Retry(predicate=briefly_broken, initial=0.1, maximum=30.0, timeout=patience_seconds)


def message_document(
    body: bytes,
    attributes: Mapping[str, str],
    *,
    message_id: str,
    subscription: str,
    retrieved_at: dt.datetime,
) -> Document:
    """The document that a message holds, with all of its attributes and its id among them.

    The attribute `content_type` says what the body is, by default one article as JSON; `source`
    says where it came from, by default the subscription.
    """
    source = _source(attributes.get("source", "")) or subscription
    kept = {**attributes, MESSAGE_ID_ATTRIBUTE: message_id}
    if "source" in kept:
        kept["source"] = source
    return Document(
        source=source,
        body=body,
        retrieved_at=retrieved_at,
        content_type=attributes.get("content_type", "").strip().lower() or "application/json",
        attributes=kept,
    )


def holds_article(document: Document) -> bool:
    """Whether a document is one article; else it is a feed."""
    return document.content_type.partition(";")[0].strip() in _ARTICLE_TYPES


def _source(name: str) -> str:
    """A source without credentials; empty for what only looks like a URL."""
    try:
        return without_credentials(name)
    except ValueError:
        return ""
