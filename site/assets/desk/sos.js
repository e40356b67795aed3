// The desk of calls for help, where nothing else stands.
import { showOwn } from "../account/own.js";
import { followCalls, ROOT, showCalls } from "./calls.js";

showOwn({ [ROOT]: showCalls }, followCalls);
