// The page of field reports (send).
import { start } from "../account/form.js";

start();
