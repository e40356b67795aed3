// Passkeys: what the API tells and takes, and what the browser does between the two.
import { send } from "./form.js";

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const refused = { ok: false, status: 0, body: { code: "no-passkey" } }; // whoever closes the device's question has changed nothing

export async function usePasskey({ challenge, rp_id, timeout_ms }) {
  const publicKey = { challenge: bytes(challenge), rpId: rp_id, timeout: timeout_ms, userVerification: "required" };
  const credential = await navigator.credentials.get({ publicKey }).catch(() => null);
  return credential ? send("POST", "/passkey-sessions", { credential: credential.toJSON() }) : refused;
}

export async function addPasskey(name, { challenge, rp_id, user_handle, user_name, timeout_ms, algorithms }) {
  const publicKey = {
    challenge: bytes(challenge), rp: { id: rp_id, name: "HueCity" }, timeout: timeout_ms, attestation: "none",
    user: { id: bytes(user_handle), name: user_name, displayName: user_name },
    pubKeyCredParams: algorithms.map((alg) => ({ type: "public-key", alg })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  };
  const credential = await navigator.credentials.create({ publicKey }).catch(() => null);
  return credential ? send("POST", "/me/passkeys", { name, credential: credential.toJSON() }) : refused;
}
