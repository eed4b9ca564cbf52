/** How large things are in millimetres: a box is matched to a bank card, and all else follows. */
import { onButtons, one, say } from "../../survey/pages/scripts/parts.js";
import { kept } from "./kept.js";

/** A bank card in millimetres. */
const CARD = { width: 85.6, height: 54 };

/** Pixels a millimetre: what the layout is drawn for, the least and most there is, one press. */
const USUAL = 6;
const LEAST = 4;
const MOST = 8;
const STEP = 0.1;

/** How far the layout follows. */
const SMALLEST = 0.8;
const LARGEST = 1.6;

/** Draw everything as large as this tablet was found to need. */
export function applySize() {
  const scale = Math.min(Math.max(pixelsPerMm() / USUAL, SMALLEST), LARGEST);
  document.documentElement.style.fontSize = `${scale * 100}%`;
}

/** @param {import("./corner.js").Host} host */
export function calibrate({ screen, menu }) {
  const room = screen.tell("corner_size");
  const card = one(room, ".card");
  let found = pixelsPerMm();

  /** @param {number} wanted */
  function draw(wanted) {
    found = Math.min(Math.max(Math.round(wanted * 10) / 10, LEAST), MOST);
    card.style.width = `${CARD.width * found}px`;
    card.style.height = `${CARD.height * found}px`;
    const number = new Intl.NumberFormat(document.documentElement.lang).format(found);
    say(room, "found", { number });
  }

  onButtons(room, {
    smaller: () => draw(found - STEP),
    larger: () => draw(found + STEP),
    fits() {
      kept.keep("px_per_mm", found);
      applySize();
      menu();
    },
  });
  draw(found);
}

function pixelsPerMm() {
  const found = kept.read("px_per_mm");
  return typeof found === "number" && found >= LEAST && found <= MOST ? found : USUAL;
}
