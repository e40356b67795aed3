"""What the scripts of pages import at once, and which words they say."""

import re

from scene import ROOT

ASSETS = ROOT / "site/assets"
AT_ONCE = re.compile(r'^import (?:.* from )?"(\.{1,2}/[^"]+)\.js";$', re.MULTILINE)
SAID = re.compile(r"""(?:say|tell)\((?:\w+, )?"([a-z-]+)"|code: "([a-z-]+)"|mistake\("[\w-]+", "([a-z-]+)"\)""")


def text_of(name: str) -> str:
    """By names such as wallet/money."""
    return (ASSETS / f"{name}.js").read_text("utf-8")


def modules_of(name: str) -> set[str]:
    """What a script imports at once, directly or not."""
    folder = name.partition("/")[0]
    direct = {
        one.removeprefix("../") if one.startswith("../") else folder + one[1:] for one in AT_ONCE.findall(text_of(name))
    }
    return direct.union(*map(modules_of, direct))


def words_said(name: str) -> set[str]:
    """The codes of all words that a script and its modules say by name."""
    found = [SAID.findall(text_of(one)) for one in {name, *modules_of(name)}]
    return {word for each in found for words in each for word in words if word}
