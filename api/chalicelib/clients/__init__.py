"""The services outside: each with a real client and a local twin that needs no network."""
