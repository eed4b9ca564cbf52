/** Text size, contrast and sound, chosen by the one who answers and forgotten when she is done. */
import { onButtons, one } from "../../survey/pages/scripts/parts.js";

/** What each tool sets on the page, and what is told of it with the answers. */
const CHOICES = {
  large: { name: "text", on: "large" },
  contrast: { name: "contrast", on: "high" },
  quiet: { name: "sound", on: "off" },
};

/**
 * @typedef {object} Comfort
 * @property {() => Record<string, string>} display The settings in use, for the submission.
 * @property {() => boolean} isQuiet
 * @property {() => void} reset
 */

/** @returns {Comfort} */
export function makeComfort() {
  const settings = document.documentElement.dataset;
  const tools = one(document, ".tools");

  /** @param {keyof typeof CHOICES} choice @param {boolean} wanted */
  function set(choice, wanted) {
    const { name, on } = CHOICES[choice];
    if (wanted) settings[name] = on;
    else delete settings[name];
    one(tools, `[value="${choice}"]`).setAttribute("aria-pressed", String(wanted));
  }

  /** @param {keyof typeof CHOICES} choice */
  const toggle = (choice) => set(choice, !(CHOICES[choice].name in settings));

  onButtons(tools, {
    large: () => toggle("large"),
    contrast: () => toggle("contrast"),
    quiet: () => toggle("quiet"),
  });
  return {
    display: () => ({
      screen: "kiosk",
      text_size: settings.text ?? "normal",
      contrast: settings.contrast ?? "normal",
      sound: settings.sound ?? "on",
    }),
    isQuiet: () => "sound" in settings,
    reset() {
      for (const choice of ["large", "contrast", "quiet"]) {
        set(/** @type {keyof typeof CHOICES} */ (choice), false);
      }
    },
  };
}
