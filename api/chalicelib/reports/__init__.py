"""Field reports: a citizen shows a problem, the right agency answers in time, everybody can see it."""
