/** The tablet: pairing, invitation, one visit after the other, and an outbox for what was said. */
import { makeDisk } from "../../survey/pages/scripts/disk.js";
import { makeOutbox } from "../../survey/pages/scripts/outbox.js";
import { onButtons } from "../../survey/pages/scripts/parts.js";
import { watchPresses } from "../../survey/pages/scripts/press.js";
import { aloneOnThisTablet, makeSealedQueue } from "../../survey/pages/scripts/queue.js";
import { stayAwake } from "./awake.js";
import { makeComfort } from "./comfort.js";
import { makeCorner } from "./corner.js";
import { applySize } from "./corner_size.js";
import { device } from "./device.js";
import { makeLedger } from "./ledger.js";
import { makeNews } from "./news.js";
import { pairTablet } from "./pairing.js";
import { makeProvisions } from "./provisions.js";
import { makeReading } from "./reading.js";
import { makeReleases } from "./release.js";
import { makeReserve } from "./reserve.js";
import { makeRest } from "./rest.js";
import { makeRoom } from "./room.js";
import { saidLast } from "./said_last.js";
import { makeScanning } from "./scanning.js";
import { makeScreen } from "./screen.js";
import { SENDING } from "./settings.js";
import { makeClick } from "./sound.js";
import { makeVisits } from "./visits.js";

const comfort = makeComfort();
const click = makeClick();
const presses = watchPresses(document, () => comfort.isQuiet() || click());
const scanning = makeScanning();
const screen = makeScreen(settle);
const reading = makeReading(screen);
const disk = makeDisk("lydhoer");
const reserve = makeReserve(disk);
const queue = makeSealedQueue(disk, () => rest.here()?.sealing, {
  counted: (shelf) => ledger.count(shelf),
  full: reserve.release,
});
const outbox = makeOutbox(device.token, {
  changed: () => news.tell(),
  queue,
  alone: aloneOnThisTablet,
});
const room = makeRoom(reserve, outbox.fleeting);
const ledger = makeLedger(disk, room.look, outbox.fleeting);
const news = makeNews(screen, outbox, room);
const rest = makeRest(screen, {
  begin: ask,
  heard(here) {
    ledger.tell().then(news.tell);
    provisions.lay(here);
    releases.look(here.release);
  },
  unused: home,
  unknown: pair,
});
const provisions = makeProvisions();
const releases = makeReleases(mayLoadAnew);
const visits = makeVisits(screen, { outbox, comfort, settle, reading, news, home });

/** A new screen: presses wait a moment, what was being read ends, and the light starts over. */
function settle() {
  presses.settle();
  reading.look();
  scanning.restart();
}

/**
 * Ask in that round, if what is said can be kept: that was looked at when the invitation came, and
 * since then with each round of asking the server, so that nobody waits for it now.
 *
 * @param {import("./server.js").Round} round
 */
function ask(round) {
  if (room.trouble()) visits.decline();
  else visits.begin(round, saidLast.day());
}

/** Nobody uses this page, and the disk has all that was said on it. */
function mayLoadAnew() {
  return (rest.isUnused() || !device.token()) && outbox.fleeting() === 0;
}

const corner = makeCorner(screen, { rest, outbox, provisions, room, ledger, home, pair });

/** Everything of the last respondent goes; the invitation comes. */
async function home() {
  visits.end();
  corner.leave();
  comfort.reset();
  reading.reset();
  news.tell();
  room.look().then(news.tell);
  await rest.begin();
}

/** Bind the tablet, for the first time or anew. What waits to be sent stays. */
async function pair() {
  visits.end();
  corner.leave();
  rest.forget();
  news.tell();
  releases.look();
  const paired = await pairTablet(screen);
  await ledger.open(paired.device).catch(() => {});
  device.keep(paired.token);
  outbox.now();
  await home();
}

onButtons(document, { home, again: home });
document.addEventListener("contextmenu", (event) => event.preventDefault());
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  if (outbox.waiting() > 0) home();
  else location.reload();
});
history.replaceState(null, "", location.pathname);

setInterval(outbox.now, SENDING);
applySize();
stayAwake();
if (device.token()) home();
else pair();
outbox.now();
