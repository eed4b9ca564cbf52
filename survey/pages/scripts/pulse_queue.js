/**
 * Where a pulse waits when it cannot be sent: on the phone's disk, sealed. It is fetched after the
 * page stands, for the first tap needs none of it.
 */
import { inTurn, isEmpty, makePhoneQueue, sendWaiting, waitingCodes } from "./phone.js";

export { inTurn, isEmpty, makePhoneQueue };

/** Send what waits on this phone from other links. @param {string} code The one that is open. */
export async function sendOthers(code) {
  const codes = await waitingCodes().catch(() => new Set());
  for (const other of codes) if (other !== code) sendWaiting(other);
}
