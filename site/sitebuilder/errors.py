"""Every way in which a build can refuse, worded for the person who has to mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One mistake in content/ or locales/: where it is, what is wrong, what would be right."""

    file: str
    field: str
    problem: str
    allowed: str = ""

    def __str__(self) -> str:
        hint = f" (allowed: {self.allowed})" if self.allowed else ""
        return f"{self.file}: {self.field}: {self.problem}{hint}"


class BuildError(Exception):
    """Base of all refusals of the site builder."""


class ContentError(BuildError):
    """Content that cannot be published; carries every mistake found in one run."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        self.mistakes = sorted(set(mistakes))
        super().__init__("\n".join(map(str, self.mistakes)))


class CatalogError(BuildError):
    """A phrase that safety depends on is missing in a language, or a translation does not fit its message."""


class ShellError(BuildError):
    """mkdocs did not deliver the shell that items are stamped into."""


class PublishError(BuildError):
    """A website that cannot be sent to where it should go."""
