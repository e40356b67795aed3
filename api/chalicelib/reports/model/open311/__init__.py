"""Open311 GeoReport v2 in pure functions: what a client asks for, and the documents that answer it."""
