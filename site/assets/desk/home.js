// The home of the staff desks: for whom they are, the API says at each of them again.
import { find, say } from "../account/form.js";
import { showOwn } from "../account/own.js";

showOwn({ "/me": ({ role, has_second_factor }) => {
  const why = !["staff", "admin"].includes(role) ? say("not-allowed") : has_second_factor ? "" : say("second-factor-missing");
  find("[data-not-staff]").textContent = why;
  find("[data-not-staff]").hidden = !why;
  find("[data-desks]").hidden = Boolean(why);
} });
