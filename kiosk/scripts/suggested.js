/** What became of ideas, told where they are given: after the thanks. */
import { fill } from "../../survey/pages/scripts/parts.js";

/**
 * Show the newest answered idea, where there is one in the language spoken now.
 *
 * @param {HTMLElement} room
 * @param {import("./screen.js").Screen} screen
 * @param {import("./server.js").Round | null} round The round that was answered.
 */
export function tellSuggested(room, screen, round) {
  const { lang } = document.documentElement;
  const told = round?.suggested?.find(({ said }) => lang in said);
  if (!told) return;
  const part = screen.part("suggested");
  fill(part, "said", told.said[lang] ?? "");
  fill(part, "answer", told.answer[lang] ?? "");
  room.append(part);
}
