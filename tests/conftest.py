"""What many tests share: a small content folder to break, and the site built once from the editors' real content."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings
from scene import CONTENT, FLOOD, TODAY
from sitebuilder.content import load_site
from sitebuilder.errors import ContentError
from sitebuilder.i18n import LOCALE_IDS
from sitebuilder.keys import FILES, make_keys
from sitebuilder.models import Site
from warm import warm_builds

import build

settings.register_profile("huecity", deadline=None)  # how fast something is, benchmarks tell
settings.load_profile("huecity")


@pytest.fixture(scope="session")
def site() -> Site:
    """The editors' real content."""
    return load_site(CONTENT, LOCALE_IDS)


@pytest.fixture(scope="session")
def now() -> datetime:
    return datetime.fromisoformat(TODAY)


@pytest.fixture(scope="session", autouse=True)
def keys_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Signing keys for all builds of these tests, made for them: nobody's own are touched."""
    data = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("HUECITY_DATA", str(data))
        for name in FILES:
            environment.delenv(name, raising=False)
        make_keys(data / "keys", datetime.now(UTC))
        yield data / "keys"


@pytest.fixture(scope="session", autouse=True)
def warm() -> Iterator[None]:
    with warm_builds():
        yield


def build_into(folder: Path, instant: str, *more: str) -> Path:
    dist = folder / "dist"
    options = ["--dist", str(dist), "--work", str(folder / "work"), "--now", instant, "--jobs", "1", *more]
    assert build.main(["build", *options]) == 0
    return dist


@pytest.fixture(scope="session")
def build_site() -> Callable[..., Path]:
    """build_into, for tests with a website of their own."""
    return build_into


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole website as of TODAY."""
    return build_into(tmp_path_factory.mktemp("today"), TODAY)


@pytest.fixture(scope="session")
def flood_dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole website as it stood in the flood of November 2025."""
    return build_into(tmp_path_factory.mktemp("flood"), FLOOD)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of a few real items, for tests to break."""
    for name in (
        "city",
        "attractions/dai-noi",
        "attractions/ky-dai",
        "events/tet",
        "alerts/lu-2025-11-03",
        "press/gia-ve-2025",
    ):
        shutil.copytree(CONTENT / name, tmp_path / name)
    for text in tmp_path.rglob("*.md"):
        if text.name != "vi.md":
            text.unlink()
        else:
            head, _, _ = text.read_text("utf-8").partition("\n---\n")
            text.write_text(f"{head}\n---\nMột đoạn văn.\n", "utf-8")
    return tmp_path


@pytest.fixture
def mistakes(content: Path) -> Callable[[], list[str]]:
    """Loads the copied content and returns each mistake as the line an editor reads; empty when all is well."""

    def load() -> list[str]:
        try:
            load_site(content, LOCALE_IDS)
        except ContentError as error:
            return [str(mistake) for mistake in error.mistakes]
        return []

    return load
