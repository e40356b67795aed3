// How reports are told in the rows and details of their desk.
import { say } from "../account/form.js";

export const placeOf = ({ address, ward }) => [address, ward && say(`ward-${ward}`, "", ward)].filter(Boolean).join(", ") || "–";

// Late now, or late once and no longer.
export function lateness({ is_late, is_open, state, due_at }) {
  if (is_open && state !== "returned" && due_at * 1000 <= Date.now()) return "late-now";
  return is_late ? "late-before" : "";
}
