/**
 * The tablet's sealing and, to look inside, opening: reads tasks as JSON from standard input and
 * prints what came of them. `ekm` in a task stands in for the dice of a seal.
 */
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from "@hpke/core";
import { seal } from "../../survey/pages/scripts/sealing.js";

const suite = new CipherSuite({
  kem: new DhkemP256HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});
const utf8 = new TextEncoder();
const bytes = (hex) => Uint8Array.from(Buffer.from(hex, "hex")).buffer;
const unpacked = (text) => Uint8Array.from(Buffer.from(text, "base64url")).buffer;

async function open({ seed, info, id, sealed }) {
  const { privateKey } = await suite.kem.deriveKeyPair(bytes(seed));
  const { sealed_version, key, round, version } = sealed;
  const context = await suite.createRecipientContext({
    recipientKey: privateKey,
    enc: unpacked(sealed.enc),
    info: utf8.encode(info).buffer,
  });
  const bound = utf8.encode([sealed_version, id, key, round, version].join("\n")).buffer;
  return new TextDecoder().decode(await context.open(unpacked(sealed.ciphertext), bound));
}

const WORK = {
  async seal({ to, outside, submission, ekm }) {
    globalThis.ekm = ekm ? bytes(ekm) : undefined;
    return JSON.parse(await seal(to, outside, submission));
  },
  open,
};

let given = "";
for await (const part of process.stdin) given += part;
const done = [];
for (const task of JSON.parse(given)) done.push(await WORK[task.what](task));
process.stdout.write(JSON.stringify(done));
