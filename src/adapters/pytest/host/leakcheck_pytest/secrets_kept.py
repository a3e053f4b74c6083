"""What tests load into their own environment and looks secret: no value of it leaves this process."""

from __future__ import annotations

from typing import Dict, Iterable, List, Optional

from .kept import environment, kept, own_builtins as __builtins__

# Shorter values would blank out innocent text; leakcheck itself has finer rules for what it knows.
SHORTEST = 8
# So much of a secret is still told from innocent text where a message was cut in the middle of it.
PART = 6
_CUT = ("\u2026", "...")

# The environment as it was when the process started.
INHERITED: Dict[str, str] = environment()


class Secrets:
    """`wanted` is what the plan says: names that leakcheck knows, and how others are called."""

    def __init__(self, wanted: Optional[dict]) -> None:
        wanted = wanted or {}
        self._known = set(wanted.get("known", ()))
        self._wanted = kept.compile_pattern(wanted.get("pattern", r"(?!)"), kept.IGNORECASE).search
        self._unwanted = kept.compile_pattern(wanted.get("except", r"(?!)"), kept.IGNORECASE).search
        self._is_secret: Dict[str, bool] = {}
        self._told: set = set()
        self._forms: Dict[str, List[str]] = {}

    def hide(self, text: str) -> str:
        """The text without the values of variables that look secret, as they are now."""
        forms = [form for value in self._now().values() for form in self._forms_of(value)]
        for form in sorted(forms, key=len, reverse=True):
            text = _without(text, form)
        return text

    def news(self) -> Optional[List[str]]:
        """Names of those whose values only this process knows, if there are more than at the last call."""
        names = [
            name
            for name, value in self._now().items()
            if (name not in self._known or INHERITED.get(name) != value) and name not in self._told
        ]
        self._told.update(names)
        return names or None

    def event(self, fields: dict) -> dict:
        """What an event says, its messages, titles and output free of secrets."""
        if not self._now():
            return fields
        hidden = dict(fields)
        failure = fields.get("failure")
        if isinstance(failure, dict):
            hidden["failure"] = {**failure, "message": self.hide(str(failure.get("message", "")))}
        for name in ("output", "message"):
            if isinstance(fields.get(name), str):
                hidden[name] = self.hide(fields[name])
        if isinstance(fields.get("titlePath"), list):
            hidden["titlePath"] = [self.hide(title) for title in fields["titlePath"]]
        if isinstance(fields.get("tests"), list):
            hidden["tests"] = [
                {**test, "titlePath": [self.hide(title) for title in test["titlePath"]]}
                for test in fields["tests"]
            ]
        return hidden

    def _now(self) -> Dict[str, str]:
        try:
            return {
                name: value
                for name, value in environment().items()
                if len(value) >= SHORTEST and self._looks_secret(name)
            }
        except Exception:  # a test has put something else there
            return {}

    def _looks_secret(self, name: str) -> bool:
        known = self._is_secret.get(name)
        if known is None:
            known = bool(self._wanted(name)) and not self._unwanted(name)
            self._is_secret[name] = known
        return known

    def _forms_of(self, value: str) -> Iterable[str]:
        """As it is, in a literal, in JSON, in a URL."""
        forms = self._forms.get(value)
        if forms is None:
            plain = value.replace("\\", "\\\\").replace("\n", "\\n")
            literals = {repr(value)[1:-1], ascii(value)[1:-1], plain, _escaped(value)}
            json = {plain.replace('"', '\\"'), kept.quote(value)[1:-1]}
            url = {kept.quote_url(value, safe="", errors="replace"), kept.quote_url(value, errors="replace")}
            forms = list({value, *literals, *json, *url})
            self._forms[value] = forms
        return forms


def _escaped(value: str) -> str:
    """As pytest writes parameters into ids."""
    return value.encode("unicode_escape", "replace").decode("ascii")


def _without(text: str, secret: str) -> str:
    """Also what is left of it where a message was cut."""
    head = secret[:PART]
    at = text.find(head)
    while at != -1:
        end = at + len(head)
        while end - at < len(secret) and text[end : end + 1] == secret[end - at]:
            end += 1
        if end - at == len(secret) or end == len(text) or text.startswith(_CUT, end):
            text = text[:at] + "***" + text[end:]
        at = text.find(head, at + 1)
    return text
