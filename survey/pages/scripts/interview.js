/**
 * The pages behind a link. The plain form becomes a conversation, one question a screen; it is left
 * untouched until all of that stands, and if anything fails, it simply stays what it was. Every page
 * sends what still waits on this phone from before.
 */
import { fieldsOf, forgetBehind, forgetTheExpired, makeDrawer, markOf, restore } from "./draft.js";
import { makeOutbox } from "./outbox.js";
import { onButtons, one, partsIn } from "./parts.js";
import { askForKey, inTurn, isEmpty, makePhoneQueue, sendWaiting, waitingCodes } from "./phone.js";
import { watchPresses } from "./press.js";
import { showReceipt } from "./receipt_code.js";
import { makeStage } from "./stage.js";
import { freeze, newId, today } from "./submission.js";
import { leadThrough } from "./walk.js";

const DISPLAY = { screen: "page", script: "on" };
const CONTACTS = ["daily", "weekly", "monthly", "rarely"];
const WORKS_ONCE = "p-";

/** The link's code is the third part of `/s/<code>/...`. */
const code = location.pathname.split("/")[2] ?? "";
const said = new URLSearchParams(location.search);
const day = said.get("day") ?? today();
const offersReceipts = said.has("receipt");
const areFew = said.has("few");
const contactSaid = CONTACTS.find((name) => name === said.get("contact")) ?? null;

/** What this phone knows when the page comes. @typedef {{ mark: string | null, waits: boolean }} Known */

/** @param {HTMLElement} sheet @param {Known} known */
function begin(sheet, { mark, waits }) {
  const form = /** @type {HTMLFormElement} */ (one(sheet, "form.interview"));
  const presses = watchPresses(document, undefined, failed.signal);
  const part = partsIn(form);
  const stage = makeStage(form, part, { changed: presses.settle, isNewPage: true });
  const footer = part("draft");
  const drawer = makeDrawer(mark, form.dataset);
  if (waits) drawer.forget(); // it was sealed before it could be forgotten
  const draft = drawer.read();
  const id = draft?.id ?? newId();
  const contact = contactSaid ?? draft?.contact ?? null;
  const { version = "" } = form.dataset;
  /** @type {import("./sealing.js").Sealing | undefined} */
  let key;
  const keyCame = askForKey().then((told) => {
    key = told;
  });
  let isSealed = waits;
  let isSent = false;
  let isDone = false;
  let isRefused = false;
  const queue = makePhoneQueue(code, () => key, { kept: sealed, refused });
  const outbox = makeOutbox(() => code, { troubled, queue, alone });
  restore(form, draft?.fields ?? []);
  sheet.append(footer);
  footer.hidden = true;
  const walk = leadThrough(
    stage,
    sheet,
    { finished: () => send("finished"), stopping: () => tell("stop"), moved: keep },
    { place: draft?.place },
  );

  /** @param {string} [body] */
  function keep(body) {
    const fields = fieldsOf(form);
    const said = contact ?? undefined;
    const isKept = drawer.keep({ id, place: walk.place(), fields, contact: said, sealed: body });
    footer.hidden = !isKept;
  }

  /** Only what is sealed stays. */
  function sealed() {
    isSealed = true;
    drawer.forget();
  }

  function refused() {
    isRefused = true;
  }

  /** @param {"finished" | "stopped"} outcome */
  function send(outcome) {
    const body = freeze(form, walk, { outcome, day, contact, display: DISPLAY });
    keep(body);
    deliver(body);
  }

  /** @param {string} body */
  async function deliver(body) {
    tell("sending");
    await keyCame;
    isSent = true;
    const parcel = { id, body, version, code };
    await outbox.put(parcel);
    end();
  }

  /** @param {() => Promise<void>} sending */
  async function alone(sending) {
    await inTurn(sending);
    if (isSealed && (await isEmpty(queue))) end(); // another page may have sent it
  }

  /** Nothing waits any more. */
  function end() {
    if (isDone) return;
    isDone = true;
    drawer.forget();
    form.reset();
    tell(isRefused ? "refused" : "thanks");
  }

  /** @param {import("./outbox.js").Trouble} trouble */
  function troubled(trouble) {
    if (isDone) return;
    if (trouble === "locked") tell("closed");
    else tell(isSealed ? "waiting" : "unsent");
  }

  /** A screen without the footer: there is no draft, or the screen asks about it itself. */
  function tell(/** @type {string} */ name) {
    footer.hidden = true;
    const screen = stage.tell(name);
    if (areFew) showAmongFew(screen);
    if (offersReceipts && isSent) showReceipt(screen, id); // what waited before has another id
  }

  /** @param {string} name What is told of it. */
  function forget(name) {
    drawer.forget();
    form.reset();
    tell(name);
  }

  onButtons(sheet, {
    keep: () => send("stopped"),
    forget: () => forget("goodbye"),
    discard: () => forget("discarded"),
    retry() {
      tell("sending");
      outbox.now();
    },
    resume: walk.begin,
    restart() {
      drawer.forget();
      location.reload();
    },
  });

  if (waits) {
    tell("sending");
    outbox.now();
  } else if (draft?.sealed) deliver(draft.sealed);
  else if (draft?.fields.length) stage.tell("resume");
  else walk.begin();
}

/** Where somebody may guess whose answers they are, nothing else is promised. @param {HTMLElement} screen */
function showAmongFew(screen) {
  for (const told of screen.querySelectorAll("[data-among]")) {
    /** @type {HTMLElement} */ (told).hidden = told.getAttribute("data-among") !== "few";
  }
}

/**
 * Where no interview is: the first page, or one that tells why there is none, so that nothing which
 * was begun can be gone on with.
 *
 * @param {Known} known
 */
function passBy({ mark, waits }) {
  const isFirst = document.querySelector("form.begin") !== null;
  if (!isFirst) forgetBehind(mark);
  const isUsedThen = isFirst && code.startsWith(WORKS_ONCE);
  if (waits) sendWaiting(code, () => isUsedThen && location.reload());
}

const failed = new AbortController();
const page = one(document, "main.sheet");
const title = document.title;
forgetTheExpired();
const mark = await markOf(code).catch(() => null);
const codes = await waitingCodes().catch(() => new Set());
const known = { mark, waits: codes.has(code) };
for (const other of codes) if (other !== code) sendWaiting(other);
const sheet = /** @type {HTMLElement} */ (page.cloneNode(true));
if (!page.querySelector("form.interview")) passBy(known);
else {
  try {
    page.replaceWith(sheet);
    one(sheet, ".opening").remove();
    begin(sheet, known);
  } catch (fault) {
    failed.abort();
    sheet.replaceWith(page);
    document.title = title;
    console.error(fault);
  }
}
