/** Which of the languages asked in are offered on this tablet. */
import { onButtons, one } from "../../survey/pages/scripts/parts.js";
import { kept } from "./kept.js";

/** @typedef {import("./server.js").Here} Here */

/**
 * What this tablet offers of all that is asked here. A choice that leaves nothing counts for none.
 *
 * @param {Here} here
 * @returns {Here}
 */
export function offered(here) {
  const languages = chosen(here.languages);
  const rounds = here.rounds.map((round) => ({
    ...round,
    languages: round.languages.filter((code) => languages.includes(code)),
  }));
  return { ...here, languages, rounds };
}

/** @param {string[]} asked */
function chosen(asked) {
  const wanted = kept.read("languages");
  const left = Array.isArray(wanted) ? asked.filter((code) => wanted.includes(code)) : asked;
  return left.length > 0 ? left : asked;
}

/** @param {import("./corner.js").Host} host */
export function chooseLanguages({ screen, here }) {
  const asked = here?.languages ?? [];
  const part = screen.part("languages");
  part.className = "choices";
  for (const button of part.querySelectorAll("button")) {
    if (!asked.includes(button.lang)) button.remove();
  }
  const room = screen.tell("corner_languages", (made) => one(made, ".controls").before(part));
  const complaint = one(room, '[data-slot="complaint"]');
  mark();

  function mark() {
    for (const button of part.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(chosen(asked).includes(button.lang)));
    }
  }

  onButtons(part, {
    language({ lang }) {
      const now = chosen(asked);
      const next = now.includes(lang) ? now.filter((code) => code !== lang) : [...now, lang];
      complaint.textContent = next.length > 0 ? "" : (complaint.dataset.last ?? "");
      if (next.length > 0) kept.keep("languages", next);
      mark();
    },
  });
}
