// The home of a wallet.
import { showWallet } from "./purse.js";

showWallet({});
