// One’s own reports.
import { showOwn } from "../account/own.js";

showOwn({});
