"""What mkdocs does beside its own work: the parts of Material's frame that only serve its script leave the shell.

HueCity's pages run without that script, so its drawer and search switches, dialog and inline snippets would be dead
weight on every page, and some of them are invalid HTML or fail accessibility checks.
"""

import re
from typing import Any

DEAD_PARTS = (
    r"<script\b.*?</script>",
    r'<input class="md-toggle"[^>]*>',
    r'<label class="md-overlay"[^>]*></label>',
    r'<div data-md-component="(?:skip|announce)">\s*</div>',
    r'<div class="md-dialog".*?</div>\s*</div>',
    r"<meta name=\"generator\"[^>]*>",
)


def on_post_page(output: str, **_: Any) -> str:
    """The rendered sample page without its dead parts and without the blank lines they leave."""
    for pattern in DEAD_PARTS:
        output = re.sub(pattern, "", output, flags=re.S)
    return re.sub(r"\n\s*\n+", "\n", output)
