/** Whether, and how fast, the tablet is answered with switches. */
import { one } from "../../survey/pages/scripts/parts.js";
import { connectSwitches } from "./switches.js";

/** @param {import("./corner.js").Host} host */
export function chooseSwitches({ screen }) {
  screen.tell("corner_switches", (made) => {
    const part = screen.part("switches");
    connectSwitches(part);
    one(made, "[data-heading]").after(part);
  });
}
