/**
 * The page behind a link: makes the plain form a conversation, one question a screen. The form is
 * left untouched until all of it stands; if anything fails, it simply stays what it was.
 */
import { fieldsOf, forgetDraft, keepDraft, readDraft, restore } from "./draft.js";
import { makeOutbox } from "./outbox.js";
import { onButtons, one, partsIn } from "./parts.js";
import { watchPresses } from "./press.js";
import { makeStage } from "./stage.js";
import { freeze, newId, today } from "./submission.js";
import { leadThrough } from "./walk.js";

const DISPLAY = { screen: "page", script: "on" };

/** The link's code is the third part of `/s/<code>/...`. */
const code = location.pathname.split("/")[2] ?? "";
const day = new URLSearchParams(location.search).get("day") ?? today();

/** @param {HTMLElement} sheet */
function begin(sheet) {
  const form = /** @type {HTMLFormElement} */ (one(sheet, "form.interview"));
  const presses = watchPresses(document, undefined, failed.signal);
  const stage = makeStage(form, partsIn(form), { changed: presses.settle, isNewPage: true });
  const draft = readDraft(form.dataset.version ?? "");
  const id = draft?.id ?? newId();
  const outbox = makeOutbox(() => code, { troubled });
  restore(form, draft?.fields ?? []);
  const walk = leadThrough(
    stage,
    sheet,
    { finished: () => send("finished"), stopping: () => stage.tell("stop"), moved: keep },
    { place: draft?.place },
  );

  /** @param {string} [sealed] */
  function keep(sealed) {
    const { version = "" } = form.dataset;
    keepDraft({ id, version, place: walk.place(), fields: fieldsOf(form), sealed });
  }

  /** @param {"finished" | "stopped"} outcome */
  function send(outcome) {
    const body = freeze(form, walk, { outcome, day, display: DISPLAY });
    keep(body);
    deliver(body);
  }

  /** @param {string} body */
  async function deliver(body) {
    stage.tell("sending");
    const fate = await outbox.put({ id, body });
    forgetDraft();
    stage.tell(fate === "kept" ? "thanks" : "refused");
  }

  /** @param {import("./outbox.js").Trouble} trouble */
  function troubled(trouble) {
    stage.tell(trouble === "locked" ? "closed" : "unsent");
  }

  function forget() {
    forgetDraft();
    stage.tell("goodbye");
  }

  onButtons(sheet, {
    keep: () => send("stopped"),
    forget,
    retry() {
      stage.tell("sending");
      outbox.now();
    },
    resume: walk.begin,
    restart() {
      forgetDraft();
      location.reload();
    },
  });

  if (draft?.sealed) deliver(draft.sealed);
  else if (draft?.fields.length) stage.tell("resume");
  else walk.begin();
}

const failed = new AbortController();
const page = one(document, "main.sheet");
const title = document.title;
const sheet = /** @type {HTMLElement} */ (page.cloneNode(true));
try {
  page.replaceWith(sheet);
  one(sheet, ".opening").remove();
  begin(sheet);
} catch (fault) {
  failed.abort();
  sheet.replaceWith(page);
  document.title = title;
  console.error(fault);
}
