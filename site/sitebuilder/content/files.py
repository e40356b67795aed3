"""Reading one file of content safely: size, encoding, YAML that is not a trap, front matter, Markdown without HTML."""

import os
import re
import unicodedata
from codecs import BOM_UTF8
from errno import ELOOP
from pathlib import Path
from stat import S_ISREG
from typing import Any

import yaml

from ..changes import is_dropping
from .fields import find_control

MAX_BYTES = 256 * 1024  # the longest guide has 6 KB; anything larger is a mistake or an attack
MAX_BRACKETS = 400
MAX_INDENT = 40

SYMBOLIC_LINK = ("is a symbolic link", "the file or folder itself")  # it could lead out of content/, into anything

ALIAS = re.compile(r"[&*][^\s*&]")
DEEP_INDENT = re.compile(rf"(?m)^[ \t?-]{{{MAX_INDENT},}}")


class UnreadableError(ValueError):
    """A file that cannot be taken as content at all; the text says why in an editor's words."""

    def __init__(self, problem: str, allowed: str = "") -> None:
        super().__init__(problem)
        self.problem, self.allowed = problem, allowed


class Composer(yaml.CBaseLoader):
    """Takes YAML apart into nodes without asking what kind of value a text may be: here it is always text."""

    def resolve(self, *_: object) -> str:
        return ""


def list_folder(path: Path) -> list[os.DirEntry[str]]:
    """What lies in a folder by name, droppings of editors' programs aside; UnreadableError where it cannot be seen."""
    try:
        with os.scandir(path) as found:
            return sorted((entry for entry in found if not is_dropping(entry.name)), key=lambda entry: entry.name)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}") from None


def read_bytes(path: Path | str, max_bytes: int = MAX_BYTES) -> bytes:
    """The bytes of an ordinary file that is not too large, or UnreadableError.

    What was opened is looked at, not what has the name now; and opening never waits, as it would for a pipe.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        if error.errno == ELOOP:
            raise UnreadableError(*SYMBOLIC_LINK) from None
        raise UnreadableError(f"cannot be read: {error.strerror}") from None
    try:
        stat = os.fstat(handle)
        if not S_ISREG(stat.st_mode):
            raise UnreadableError("is not a file")
        if stat.st_size > max_bytes:
            raise UnreadableError(f"has {stat.st_size:,} bytes; at most {max_bytes:,} are read")
        return os.read(handle, stat.st_size)  # Python makes room for as many bytes as it asks for
    finally:
        os.close(handle)


def read_source(path: Path | str) -> str:
    """The file's text in NFC, or UnreadableError for what is no text in UTF-8, or has what nobody can see in it."""
    source = read_again(path)
    if match := find_control(source):
        line = source.count("\n", 0, match.start()) + 1
        raise UnreadableError(f"line {line}: holds the invisible character U+{ord(match[0]):04X}; take it out")
    return source


def read_again(path: Path | str) -> str:
    """The same for a file that has been looked through before."""
    try:
        source = read_bytes(path).removeprefix(BOM_UTF8).decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"is not UTF-8 (byte {error.start + 1}); save it again as UTF-8") from None
    return unicodedata.normalize("NFC", source)


def parse_fields(source: str) -> dict[str, Any]:
    """A YAML mapping with every scalar as text; UnreadableError names the line of a mistake."""
    if source.count("[") + source.count("{") > MAX_BRACKETS or DEEP_INDENT.search(source):
        raise UnreadableError("is nested too deeply")
    try:
        if ALIAS.search(source) and any(map(is_alias, yaml.parse(source, yaml.CBaseLoader))):
            raise UnreadableError("uses YAML anchors or aliases (& or *); write the value out, or put the text in quotes")
        node = yaml.compose(source, Composer)
        loaded = plain(node) if node else None
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise UnreadableError(f"is not valid YAML: {line}{error.problem}") from None
    except (yaml.YAMLError, RecursionError) as error:
        raise UnreadableError(f"is not valid YAML: {' '.join(str(error).split())}") from None
    if loaded is None or loaded == "":
        return {}
    if not isinstance(loaded, dict):
        raise UnreadableError("is not a list of `field: value` lines")
    return loaded


def plain(node: yaml.Node) -> Any:
    """The texts, lists and mappings of a node; a key that stands twice is a mistake, not the last one's victory."""
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [plain(part) for part in node.value]
    mapping: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise UnreadableError(f"is not valid YAML: line {key.start_mark.line + 1}: found unhashable key")
        if key.value in mapping:
            raise UnreadableError(f"names the field {key.value!r} twice")
        mapping[key.value] = plain(value)
    return mapping


def is_alias(event: yaml.Event) -> bool:
    """Whether a piece of YAML names another piece, or can be named by one; inside quotes & and * are only signs."""
    return getattr(event, "anchor", None) is not None


def split_front_matter(source: str) -> tuple[dict[str, Any], str]:
    """The fields between the two lines of three hyphens, and the Markdown after them."""
    head, body = split_source(source)
    return parse_fields(head), body


def split_source(source: str) -> tuple[str, str]:
    """(fields as written, Markdown) of a text; UnreadableError where the lines of hyphens are missing."""
    if not source.startswith("---\n"):
        raise UnreadableError("does not begin with a line of three hyphens (---)")
    head, line, body = source[4:].partition("\n---\n")
    if not line:
        if not source.rstrip().endswith("\n---"):
            raise UnreadableError("has no second line of three hyphens (---) after the fields")
        head, body = source[4:].rstrip().removesuffix("\n---"), ""
    return head, body.strip("\n")
