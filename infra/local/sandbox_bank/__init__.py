"""A bank for laptops and tests: a real HTTP server that keeps books, signs its answers, and fails when it is told to."""
