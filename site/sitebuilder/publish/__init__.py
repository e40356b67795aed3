"""Writing files: the only part that changes anything on disk below dist/, or where the site is published to."""
