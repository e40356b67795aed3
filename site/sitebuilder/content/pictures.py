"""The pictures that lie beside items, published once for all languages."""

from pathlib import Path

from ..changes import signature
from ..models import Site
from ..models.draft import Draft, Drafts, digest


def draft_pictures(root: Path, site: Site) -> Drafts:
    for item in site.attractions.values():
        if item.picture:
            path = root / item.kind / item.slug / item.picture
            yield Draft(f"media/{item.kind}/{item.slug}/{item.picture}", digest(signature(path.stat())), path.read_bytes)
