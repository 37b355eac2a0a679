"""Every exception raised on purpose.

* VedetteError
  + ConfigError         the operator asked for something impossible; fail at launch
  + RejectedItemError   this input cannot be processed; route it to dead letters
  + TransientError      the world is briefly broken; let the runner retry
"""

from typing import Self

from schemas.vocabulary import DeadLetterReason


class VedetteError(Exception):
    """Base of every exception that Vedette raises on purpose."""


class ConfigError(VedetteError):
    """The operator asked for something impossible; the message, one line, says what to change."""


class RejectedItemError(VedetteError):
    """One input cannot be processed.

    Args:
        reason: why, from the closed list of dead-letter reasons.
        detail: what was found, for the `error` field of the dead letter.
    """

    def __init__(self, reason: DeadLetterReason, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail

    def __reduce__(self) -> tuple[type[Self], tuple[DeadLetterReason, str]]:
        """Pickles by its own arguments; exceptions do it by their message."""
        return type(self), (self.reason, self.detail)


class TransientError(VedetteError):
    """The world is briefly broken (a server, a disk); trying again may work."""
