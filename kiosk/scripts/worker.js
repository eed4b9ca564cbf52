/**
 * The tablet's worker: serves a whole release of the page from the tablet itself, and what the
 * rounds need. It touches nothing that is sent, and nothing it does not know.
 */
import { CONTENT, FRESH, releaseCache } from "./caches.js";
import { inPart } from "./part_of_file.js";

/**
 * @typedef {object} Release Written before this script by the server.
 * @property {string} id
 * @property {string} language Where the browser prefers none of ours.
 * @property {Record<string, string>} pages What the page in each language must hold.
 * @property {Record<string, string>} files The same for each file, by address.
 *
 * @typedef {Event & { waitUntil: (work: Promise<unknown>) => void }} Lasting
 * @typedef {Event & { request: Request, respondWith: (reply: Promise<Response>) => void }} Asking
 */

const worker = /** @type {any} */ (globalThis);
const release = /** @type {Release} */ (worker.release);
const own = releaseCache(release.id);

/** All of it or nothing: the browser itself holds each file against what it must hold. */
async function takeIn() {
  const cache = await caches.open(own);
  const pages = Object.entries(release.pages).map(([code, digest]) => [pageOf(code), digest]);
  const all = [...pages, ...Object.entries(release.files)];
  try {
    await Promise.all(
      all.map(async ([address = "", integrity = ""]) => {
        const reply = await fetch(address, { integrity, credentials: "omit", cache: "no-cache" });
        if (!reply.ok) throw new Error(`${address} was answered with ${reply.status}`);
        await cache.put(address, reply);
      }),
    );
  } catch (fault) {
    await caches.delete(own);
    throw fault;
  }
}

/** Older releases go only now, when no page uses them. */
async function takeOver() {
  for (const name of await caches.keys()) {
    if (name !== own && name !== CONTENT) await caches.delete(name);
  }
  await worker.clients.claim();
}

/** @param {string} language */
function pageOf(language) {
  return `/k/?lang=${language}`;
}

/** The page's language: the one asked for, else the first the browser prefers. @param {URL} url */
function languageOf(url) {
  const wanted = [url.searchParams.get("lang") ?? "", ...worker.navigator.languages];
  const codes = wanted.map((code) => code.split("-")[0] ?? "");
  return codes.find((code) => code in release.pages) ?? release.language;
}

/** What the tablet has of it, else what the server says. @param {string} name @param {Request} request @param {string} [address] */
async function keptElseAsked(name, request, address = request.url) {
  const cache = await caches.open(name);
  const found = await cache.match(address, { ignoreVary: true });
  return found ? inPart(found, request.headers.get("Range")) : fetch(request);
}

/**
 * Who answers which address; the first that fits.
 *
 * @type {{ fits: (url: URL) => boolean, answer: (request: Request, url: URL) => Promise<Response> }[]}
 */
const ANSWERS = [
  {
    fits: ({ pathname }) => pathname === "/k/",
    answer: (request, url) => keptElseAsked(own, request, pageOf(languageOf(url))),
  },
  {
    fits: ({ pathname }) => pathname in release.files,
    answer: (request) => keptElseAsked(own, request),
  },
  {
    fits: ({ pathname }) => /^\/(i|images|static)\/|\.wav$/.test(pathname),
    answer: (request) => keptElseAsked(CONTENT, request),
  },
];

/** @param {Asking} event */
function answer(event) {
  const { request } = event;
  const url = new URL(request.url);
  const isOurs = request.method === "GET" && url.origin === worker.location.origin;
  if (!isOurs || request.cache === FRESH) return;
  const known = ANSWERS.find(({ fits }) => fits(url));
  if (known) event.respondWith(known.answer(request, url));
}

worker.addEventListener("install", (/** @type {Lasting} */ event) => event.waitUntil(takeIn()));
worker.addEventListener("activate", (/** @type {Lasting} */ event) => event.waitUntil(takeOver()));
worker.addEventListener("message", () => worker.skipWaiting());
worker.addEventListener("fetch", answer);
