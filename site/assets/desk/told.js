// How late a report is, as its desk tells it.

// Late now, or late once and no longer.
export function lateness({ is_late, is_open, state, due_at }) {
  if (is_open && state !== "returned" && due_at * 1000 <= Date.now()) return "late-now";
  return is_late ? "late-before" : "";
}
