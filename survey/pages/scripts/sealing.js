/** Closing an answer so that only the server can open it: HPKE, as docs/protocol.md says. */
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from "@hpke/core";

const VERSION = 1;
const INFO = "lydhoer sealed submission 1";

export const SEALED = "application/vnd.lydhoer.sealed+json";

/**
 * @typedef {object} Sealing What to seal to.
 * @property {string} key The key's id.
 * @property {string} public A point of P-256 in base64.
 *
 * @typedef {object} Outside What stands outside the seal and is bound to it.
 * @property {string} id
 * @property {number} [round] Left out behind a link, which has but one.
 * @property {string} version
 */

/**
 * The body to send: `submission` sealed, as JSON. Fails where the browser has no cryptography.
 *
 * @param {Sealing} to
 * @param {Outside} outside
 * @param {string} submission
 */
export async function seal(to, { id, round, version }, submission) {
  const suite = new CipherSuite({
    kem: new DhkemP256HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new Aes256Gcm(),
  });
  const recipientPublicKey = await suite.kem.deserializePublicKey(bytesOf(to.public));
  const sender = await suite.createSenderContext({ recipientPublicKey, info: utf8(INFO) });
  const bound = [VERSION, id, to.key, round, version].join("\n");
  const sealed = await sender.seal(utf8(submission), utf8(bound));
  const ciphertext = base64(sealed);
  const enc = base64(sender.enc);
  return JSON.stringify({ sealed_version: VERSION, key: to.key, round, version, enc, ciphertext });
}

/** @param {string} text */
function utf8(text) {
  return new TextEncoder().encode(text).buffer;
}

/** @param {string} text Base64. */
function bytesOf(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer;
}

/** In the alphabet for addresses, without padding. @param {ArrayBuffer} buffer */
function base64(buffer) {
  const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte));
  return btoa(letters.join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
