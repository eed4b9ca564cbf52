/** Taking the tablet away from its centre: asked about first, and never while answers wait. */
import { onButtons, one, say } from "../../survey/pages/scripts/parts.js";
import { unpair } from "./corner_server.js";
import { Refused } from "./server.js";

/** @param {import("./corner.js").Host} host */
export function askUnpair({ screen, outbox, tell, signal, unpaired }) {
  if (outbox.waiting() > 0) {
    screen.tell("corner_waits", (made) => say(made, "count", { count: outbox.waiting() }));
    return;
  }
  const room = screen.tell("corner_unpair");
  const complaint = one(room, '[data-slot="complaint"]');
  onButtons(room, {
    async unpair() {
      await tell();
      const left = await unpair().then(() => true, isUnknown);
      if (signal.aborted) return;
      if (left) unpaired();
      else complaint.textContent = complaint.dataset.away ?? "";
    },
  });
}

/** True when the server does not know this tablet anyway. @param {unknown} fault */
function isUnknown(fault) {
  return fault instanceof Refused && [401, 403].includes(fault.status);
}
