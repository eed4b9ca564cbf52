/**
 * The tablet's page as the editor shows it in a frame: a draft's interview, one question first.
 *
 * It pairs with nothing, keeps nothing and sends nothing. Whoever embeds the page says in its
 * address which document to show; only one of ours, in the editor's own room, is taken.
 */
import { onButtons, one, partsIn } from "../../survey/pages/scripts/parts.js";
import { watchPresses } from "../../survey/pages/scripts/press.js";
import { makeStage } from "../../survey/pages/scripts/stage.js";
import { leadThrough } from "../../survey/pages/scripts/walk.js";
import { makeComfort } from "./comfort.js";
import { makeReading } from "./reading.js";
import { makeScanning } from "./scanning.js";
import { makeScreen } from "./screen.js";
import { makeScrollable } from "./scrolling.js";
import { addKeypads } from "./session.js";

const ROOM = "/admin/questionnaires/";

const asked = new URLSearchParams(location.search);
makeComfort();
if (asked.get("text") === "large") one(document, '.tools [value="large"]').click();
if (asked.get("contrast") === "high") one(document, '.tools [value="contrast"]').click();
const presses = watchPresses(document, () => {});
const scanning = makeScanning();
const screen = makeScreen(settle);
const reading = makeReading(screen);
let walk = new AbortController();

function settle() {
  presses.settle();
  reading.look();
  scanning.restart();
}

/** Where the document is; null for what is not ours to show. */
function address() {
  const [place, language, wording] = ["document", "lang", "wording"].map((name) => asked.get(name));
  const url = new URL(`${place}/${language}/${wording}`, location.origin);
  return url.origin === location.origin && url.pathname.startsWith(ROOM) ? url.pathname : null;
}

/** @returns {Promise<HTMLFormElement | null>} */
async function fetchForm() {
  const from = address();
  if (!from) return null;
  const reply = await fetch(from, { credentials: "same-origin", redirect: "error" });
  if (!reply.ok) return null;
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  const form = page.querySelector("form.interview");
  return form && /** @type {HTMLFormElement} */ (document.importNode(form, true));
}

/** Show the interview, at the question that was asked for. */
async function begin() {
  walk.abort();
  walk = new AbortController();
  const form = await fetchForm().catch(() => null);
  if (!form) return void screen.tell("away");
  let look = () => {};
  screen.show(form);
  const stage = makeStage(form, partsIn(form), {
    top: screen.corner,
    // The first screen takes no focus: somebody is writing in the page around the frame.
    isNewPage: true,
    changed() {
      settle();
      look();
    },
  });
  addKeypads(stage.steps, screen);
  look = makeScrollable(one(form, ".middle"), screen.part("updown"));
  const { signal } = walk;
  const at = stage.steps.findIndex((step) => step.dataset.question === asked.get("question"));
  const ends = { finished: () => last("thanks"), stopping: () => void stage.tell("stop") };
  const place = at < 0 ? undefined : { at, passed: [] };
  const { begin: show } = leadThrough(stage, document.body, ends, { signal, place });
  onButtons(form, { keep: () => last("thanks"), forget: () => last("goodbye") }, signal);
  show();
}

/** @param {string} name */
function last(name) {
  walk.abort();
  screen.tell(name);
}

onButtons(document, { home: begin, again: begin });
document.addEventListener("contextmenu", (event) => event.preventDefault());
begin();
