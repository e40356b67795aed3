// The page that fills the wallet from a bank account.
import { moveMoney } from "./moving.js";

moveMoney("topup", "/wallet/topups");
