/**
 * Asks the browser for a passkey, or to make one, and sends what it answers with the page's form.
 *
 * The form holds what the server wants (`data-passkey` is "get" or "create", `data-options` its
 * conditions), a hidden field for the answer, and a place to say what went wrong.
 */

/** @param {string} text base64url @returns {Uint8Array<ArrayBuffer>} */
function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

/** @param {ArrayBuffer | null | undefined} buffer @returns {string} base64url */
function written(buffer) {
  const letters = Array.from(new Uint8Array(buffer ?? new ArrayBuffer(0)), (byte) =>
    String.fromCharCode(byte),
  );
  return btoa(letters.join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @param {{ id: string }[]} list */
function credentials(list = []) {
  return list.map((one) => ({
    ...one,
    type: /** @type {const} */ ("public-key"),
    id: bytes(one.id),
  }));
}

/** @param {any} options @returns {Promise<object>} what the server is told of a new passkey */
async function create(options) {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: credentials(options.excludeCredentials),
  };
  const made = /** @type {PublicKeyCredential} */ (
    await navigator.credentials.create({ publicKey })
  );
  const response = /** @type {AuthenticatorAttestationResponse} */ (made.response);
  return {
    ...named(made),
    response: {
      attestationObject: written(response.attestationObject),
      clientDataJSON: written(response.clientDataJSON),
      transports: response.getTransports?.() ?? [],
    },
    extensions: JSON.stringify(made.getClientExtensionResults()),
  };
}

/** @param {any} options @returns {Promise<object>} what the server is told of one that was used */
async function get(options) {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    allowCredentials: credentials(options.allowCredentials),
  };
  const found = /** @type {PublicKeyCredential} */ (await navigator.credentials.get({ publicKey }));
  const response = /** @type {AuthenticatorAssertionResponse} */ (found.response);
  return {
    ...named(found),
    response: {
      authenticatorData: written(response.authenticatorData),
      clientDataJSON: written(response.clientDataJSON),
      signature: written(response.signature),
      userHandle: written(response.userHandle),
    },
    assertionClientExtensions: JSON.stringify(found.getClientExtensionResults()),
  };
}

/** @param {PublicKeyCredential} one */
function named(one) {
  return { id: one.id, rawId: written(one.rawId), type: one.type };
}

/** @type {Record<string, (options: any) => Promise<object>>} */
const WAYS = { create, get };

const form = document.querySelector("form[data-passkey]");
if (form instanceof HTMLFormElement) {
  const ask = async () => {
    const answer = await WAYS[form.dataset.passkey ?? ""]?.(JSON.parse(form.dataset.options ?? ""));
    /** @type {HTMLInputElement} */ (form.elements.namedItem("credential")).value =
      JSON.stringify(answer);
    form.submit();
  };
  const failed = () => {
    for (const hidden of document.querySelectorAll(".passkey-failed")) {
      hidden.removeAttribute("hidden");
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask().catch(failed);
  });
  ask().catch(failed);
}
