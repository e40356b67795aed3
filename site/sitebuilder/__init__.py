"""The site builder: turns content/ and locales/ into the pages of dist/."""
