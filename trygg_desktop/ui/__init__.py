"""The window: shell, pages, dialogs, widgets. Everything of Qt is here."""
