"""Texts in the reader's language: English source strings and gettext catalogues, for screen and paper alike."""

import gettext
from functools import cached_property

from trygg_desktop.messages import Message
from trygg_desktop.paths import data_folder

LANGUAGES = {"sv": "Svenska", "en": "English"}
DEFAULT_LANGUAGE = "sv"


class Translator:
    """Turns messages into text in one language. ``code`` is ``"sv"`` or ``"en"``."""

    def __init__(self, code: str = DEFAULT_LANGUAGE) -> None:
        if code not in LANGUAGES:
            raise ValueError(f"no language {code!r}; there are {', '.join(LANGUAGES)}")
        self.code = code

    @cached_property
    def _catalogue(self) -> gettext.NullTranslations:
        if self.code == "en":
            return gettext.NullTranslations()
        path = data_folder("resources") / "translations" / f"{self.code}.mo"
        with path.open("rb") as file:
            return gettext.GNUTranslations(file)

    def t(self, source: str | Message, /, **values: object) -> str:
        """Return ``source`` in this language with its ``{name}`` places filled.

        Values that are messages are translated, dates and numbers written as the language writes them.
        """
        if isinstance(source, Message):
            return self._fill(source)
        return self._fill(Message(source, values))

    def tn(self, one: str, many: str, /, n: int, **values: object) -> str:
        """Return the singular or plural text for ``n``; ``{n}`` is written as a number."""
        return self._fill(Message(one, {"n": n, **values}, many))

    def _fill(self, message: Message) -> str:
        if message.plural is not None:
            count = message.values["n"]
            assert isinstance(count, int)
            text = self._catalogue.ngettext(message.source, message.plural, count)
        else:
            text = self._catalogue.gettext(message.source) if message.source else ""
        if not message.values:
            return text
        return text.format(**{name: self.show(value) for name, value in message.values.items()})

    def show(self, value: object) -> object:
        """Return ``value`` as it stands in a sentence; a subclass knows dates and numbers."""
        return self.t(value) if isinstance(value, Message) else value
