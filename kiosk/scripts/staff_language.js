/** Screens for the staff are written in the staff's languages only. */

/**
 * Speak one of them, before such a screen is shown; the invitation speaks its own language again.
 *
 * @param {import("./screen.js").Screen} screen
 * @returns {Promise<void>} Never fails: without a connection the screen comes as it is.
 */
export async function speakToStaff(screen) {
  const { dataset, lang } = document.documentElement;
  const spoken = (dataset.staffLanguages ?? "").split(" ");
  const preferred = navigator.languages.map((code) => code.split("-")[0] ?? "");
  const best = preferred.find((code) => spoken.includes(code)) ?? spoken[0];
  if (best && !spoken.includes(lang)) await screen.speak(best).catch(() => {});
}
