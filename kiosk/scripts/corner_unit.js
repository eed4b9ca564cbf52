/** Which of the centre's units the tablet stands in. */
import { fill, onButtons, one } from "../../survey/pages/scripts/parts.js";
import { moveTo } from "./corner_server.js";

/** @param {import("./corner.js").Host} host */
export function chooseUnit({ screen, here, renew, menu, signal }) {
  const staff = here?.staff;
  const units = [{ id: 0, name: "" }, ...(staff?.units ?? [])];
  const room = screen.tell("corner_unit", (made) => {
    fill(made, "centre", here?.centre ?? "");
    one(made, ".choices").append(...units.map((unit) => buttonOf(screen, unit, staff?.unit ?? 0)));
  });
  const complaint = one(room, '[data-slot="complaint"]');

  onButtons(room, {
    async unit({ dataset }) {
      const wanted = Number(dataset.unit) || null;
      const done = await moveTo(wanted).then(renew, () => false);
      if (signal.aborted) return;
      if (done === false) complaint.textContent = complaint.dataset.away ?? "";
      else menu();
    },
  });
}

/**
 * @param {import("./screen.js").Screen} screen
 * @param {import("./server.js").Unit} unit
 * @param {number} current
 */
function buttonOf(screen, { id, name }, current) {
  const button = screen.part("corner_unit_choice");
  button.dataset.unit = String(id);
  button.setAttribute("aria-pressed", String(id === current));
  if (name) button.textContent = name;
  return button;
}
