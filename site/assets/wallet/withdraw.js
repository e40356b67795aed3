// The page that sends money from the wallet to a bank account.
import { moveMoney } from "./moving.js";

moveMoney("withdrawal", "/wallet/withdrawals");
