/**
 * Records a text in the browser, and sends it with the page's own form, as a file that was chosen.
 *
 * All that it says stands in the page (`data-…`). A recording that could not be saved stays here.
 */
import { RATE, record } from "./recorder.js";
import { wordsIn } from "./trimming.js";
import { wavOf } from "./wav.js";

/** Seconds: the server takes no more. */
const LONGEST = 60;

/** Milliseconds between two looks at the clock. */
const TICK = 200;

/** What loudness is called, from which level on; 0 to 1. */
const QUIET = 0.02;
const LOUD = 0.7;

/** Which fault of the microphone is told how; anything else did not work. */
const FAULTS = /** @type {Record<string, string>} */ ({
  NotAllowedError: "refused",
  SecurityError: "refused",
  NotFoundError: "without",
  NotReadableError: "without",
});

/** @template {HTMLElement} T @param {ParentNode} page @param {string} name @returns {T} */
function part(page, name) {
  const found = page.querySelector(`[data-${name}]`);
  if (!found) throw new Error(`the page has no ${name}`);
  return /** @type {T} */ (found);
}

/** Seconds as people here write them. @param {number} seconds */
function inWords(seconds) {
  return seconds.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
}

/** @param {HTMLFormElement} form */
function openDesk(form) {
  const status = part(form, "status");
  const button = /** @type {HTMLButtonElement} */ (part(form, "record"));
  const now = part(form, "now");
  const made = part(form, "result");
  const hear = /** @type {HTMLAudioElement} */ (part(form, "hear"));
  const download = /** @type {HTMLAnchorElement} */ (part(form, "download"));
  const untrimmed = /** @type {HTMLInputElement} */ (part(form, "untrimmed"));
  const level = /** @type {HTMLMeterElement} */ (part(form, "level"));
  const loudness = part(form, "loudness");
  const file = /** @type {HTMLInputElement} */ (form.elements.namedItem("file"));

  /** @type {import("./recorder.js").Take | null} */
  let take = null;
  /** What was recorded, and which part of it holds the words. @type {{ samples: Float32Array, words: { from: number, to: number } } | null} */
  let kept = null;
  let isAsking = false;

  /** @param {string} which @param {Record<string, string>} [values] */
  function say(which, values = {}) {
    const words = status.dataset[which] ?? "";
    status.textContent = words.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  }

  /** @param {"start" | "again" | "stop"} what */
  function label(what) {
    part(button, "label").textContent = button.dataset[what] ?? "";
    button.dataset.state = what === "stop" ? "recording" : "ready";
  }

  /** @param {number} heard */
  function showLevel(heard) {
    level.value = Math.min(100, Math.sqrt(heard) * 120);
    const name = heard < QUIET ? "quiet" : heard > LOUD ? "loud" : "fine";
    loudness.textContent = loudness.dataset[name] ?? "";
  }

  /** Count the seconds until it stops; a minute is enough. @returns {{ stop: () => boolean }} */
  function count() {
    const seconds = part(form, "seconds");
    const begun = performance.now();
    let isOver = false;
    const show = () => {
      const gone = Math.floor((performance.now() - begun) / 1000);
      seconds.textContent = (seconds.dataset.said ?? "{n}").replace("{n}", String(gone));
      isOver = gone >= LONGEST - 1;
      if (isOver) take?.stop();
    };
    show();
    const timer = setInterval(show, TICK);
    return {
      stop: () => {
        clearInterval(timer);
        return isOver;
      },
    };
  }

  async function begin() {
    if (isAsking) return;
    isAsking = true;
    forget();
    say("asking");
    try {
      take = await record(showLevel);
    } finally {
      isAsking = false;
    }
    say("recording");
    label("stop");
    now.hidden = false;
    const clock = count();
    let isOver = false;
    try {
      const samples = await take.samples;
      isOver = clock.stop();
      keep(samples.subarray(0, LONGEST * RATE), isOver);
    } finally {
      clock.stop();
      take = null;
      now.hidden = true;
      label("again");
    }
  }

  /** @param {Float32Array} samples @param {boolean} isOver */
  function keep(samples, isOver) {
    const words = wordsIn(samples, RATE);
    if (!words) return say("silent");
    kept = { samples, words };
    untrimmed.checked = false;
    const [all, rest] = [samples.length / RATE, (words.to - words.from) / RATE];
    const isCut = all - rest >= 0.1;
    part(form, "choice").hidden = !isCut;
    offer();
    const told = { n: inWords(rest), all: inWords(all) };
    say(isOver ? "over" : isCut ? "cut" : "made", told);
    hear.focus();
  }

  /** Let it be heard, kept, and sent with the form. */
  function offer() {
    if (!kept) return;
    const { samples, words } = kept;
    const chosen = untrimmed.checked ? samples : samples.subarray(words.from, words.to);
    const sound = new File([wavOf(chosen, RATE)], download.download, { type: "audio/wav" });
    URL.revokeObjectURL(hear.src);
    hear.src = URL.createObjectURL(sound);
    download.href = hear.src;
    const files = new DataTransfer();
    files.items.add(sound);
    file.files = files.files;
    made.hidden = false;
  }

  function forget() {
    kept = null;
    made.hidden = true;
    hear.pause();
    file.value = "";
  }

  button.addEventListener("click", () => {
    if (take) return take.stop();
    begin().catch((fault) => {
      label(kept ? "again" : "start");
      say(FAULTS[fault?.name] ?? "broken");
      if (!kept) part(form, "file").setAttribute("open", "");
    });
  });
  untrimmed.addEventListener("change", offer);
  file.addEventListener("change", () => {
    // Another file was chosen by hand: what was recorded is not what would be saved.
    kept = null;
    made.hidden = true;
    status.textContent = "";
  });
  form.addEventListener("submit", (event) => {
    if (!kept) return;
    event.preventDefault();
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    say("saving");
    const pressed = /** @type {HTMLButtonElement | null} */ (event.submitter);
    send(pressed?.value === "next" ? "next" : "done")
      .catch(() => say("unsent"))
      .finally(() => {
        form.ariaBusy = "false";
      });
  });

  /** Send it, and go on; what the server has against it is shown here, and the recording stays. @param {"next" | "done"} then */
  async function send(then) {
    const body = new FormData(form);
    body.set("then", then);
    const answer = await fetch(location.href, { method: "POST", body, redirect: "manual" });
    if (answer.type === "opaqueredirect") return location.assign(form.dataset[then] ?? "");
    if (answer.status === 401) return say("out");
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const told = page.querySelector("[data-faults]");
    const revision = page.querySelector('input[name="revision"]');
    if (!told || !(revision instanceof HTMLInputElement)) {
      // A page that is no form of ours: the token that this one carries belongs to a session that is over.
      return say(answer.status === 400 ? "out" : "unsent");
    }
    /** @type {HTMLInputElement} */ (form.elements.namedItem("revision")).value = revision.value;
    const faults = part(document, "faults");
    faults.replaceChildren(...told.children);
    for (const one of faults.querySelectorAll("[data-without]")) one.remove();
    status.textContent = "";
    /** @type {HTMLElement | null} */ (faults.querySelector("[tabindex]"))?.focus();
  }
}

const form = document.querySelector("form[data-recorder]");
if (form instanceof HTMLFormElement) {
  const canRecord = "mediaDevices" in navigator && "MediaRecorder" in globalThis;
  const desk = part(form, "desk");
  desk.hidden = false;
  part(form, "unscripted").hidden = true;
  if (!form.querySelector(".form-error")) part(form, "file").removeAttribute("open");
  if (canRecord) openDesk(form);
  else {
    part(desk, "record").hidden = true;
    const status = part(desk, "status");
    status.textContent = status.dataset.without ?? "";
    part(form, "file").setAttribute("open", "");
  }
}
