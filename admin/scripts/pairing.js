/** Looks every few seconds whether a tablet is connected, as the page's button does when pressed. */

const EVERY = 3_000;
const AT_MOST = 10 * 60_000;

/**
 * Open the page anew once its tablet is connected, or its code no longer works.
 *
 * @param {Document} page
 */
export function watchPairing(page) {
  const steps = /** @type {HTMLElement | null} */ (page.querySelector("[data-pairing]"));
  const address = steps?.dataset.pairing;
  if (!address) return;
  const until = Date.now() + AT_MOST;
  const timer = setInterval(async () => {
    if (Date.now() > until) clearInterval(timer);
    else if (!(await stillWaits(address))) {
      clearInterval(timer);
      location.reload();
    }
  }, EVERY);
}

/**
 * Without an answer, nothing is known, so it still waits.
 *
 * @param {string} address
 */
async function stillWaits(address) {
  try {
    const answer = await fetch(address, { headers: { accept: "application/json" } });
    if (!answer.ok) return true;
    return (await answer.json()).state === "waits";
  } catch {
    return true;
  }
}
