"""The two versions that every stored row carries."""

from typing import Final

#: Version of the stored form. Raised when a field is added, removed or changes meaning.
SCHEMA_VERSION: Final = 1
#: Version of the code; the distribution's version is read from here.
__version__: Final = "0.1.0"
