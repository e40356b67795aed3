// What every page of a wallet begins with: whose it is, and whether it is open, locked, frozen or needs an identity check.
import { find } from "../account/form.js";
import { instant, showOwn } from "../account/own.js";

export let purse;

function showPurse(shown) {
  purse = shown;
  const now = Date.now() / 1000;
  find("[data-locked]").hidden = !shown.is_locked;
  find("[data-frozen]").hidden = shown.frozen_until <= now;
  find("[data-frozen] span").textContent = instant(shown.frozen_until);
  find("[data-unidentified]").hidden = shown.level > 1;
}

// Shows the page once the wallet and every address of `fills` have answered, each reply given to its function; then calls `then`.
export const showWallet = (fills, then) => showOwn({ "/wallet": showPurse, ...fills }, then);
