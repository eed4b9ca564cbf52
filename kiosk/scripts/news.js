/** What the staff should know, on the invitation: that answers wait here, or can no longer be taken. */
import { one, say } from "../../survey/pages/scripts/parts.js";

/**
 * @typedef {object} News
 * @property {() => void} tell Say how it is now.
 */

/**
 * @param {import("./screen.js").Screen} screen
 * @param {import("../../survey/pages/scripts/outbox.js").Outbox} outbox
 * @param {import("./room.js").Room} room
 * @returns {News}
 */
export function makeNews(screen, outbox, room) {
  const place = one(document, ".news");

  /** @param {string} name @param {number} count */
  function line(name, count) {
    const part = screen.part(name);
    say(part, "count", { count });
    return part;
  }

  return {
    tell() {
      // What waits in memory only is the most urgent: the tablet must stay on.
      const trouble = outbox.fleeting() > 0 ? null : room.trouble();
      const lines = trouble ? [screen.part(trouble)] : [];
      if (!trouble && outbox.waiting() > 0) lines.push(line("unsent_here", outbox.waiting()));
      if (outbox.aside() > 0) lines.push(line("refused_here", outbox.aside()));
      place.replaceChildren(...lines);
    },
  };
}
