// The page of field reports (list).
import { start } from "../account/form.js";

start();
