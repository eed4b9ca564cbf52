/** Times of the hand, in milliseconds. Pilots change them here and nowhere else. */

/** A second press on the same control within this is a tremor, not a wish. */
export const REPEAT = 500;

/** A press this soon after a new screen was meant for the old one. */
export const AFTER_SCREEN = 600;

/** How long after a press the browser's own click for it may still arrive. */
export const LATE_CLICK = 500;

/** How long a pulse may be taken back before it is sent. */
export const TAKE_BACK = 4_000;

/** How long an unfinished interview stays on a relative's own phone. */
export const DRAFT = 20 * 60 * 60 * 1000;

/** How long a phone waits to be told what to seal to; without it, an answer goes out as it is. */
export const KEY_REPLY = 10_000;

/** How long a page waits for another one that is sending. */
export const TURN = 30_000;

/** Sending: the longest wait for a reply, and the shortest and longest pause between tries. */
export const REPLY = 20_000;
export const SHORTEST_PAUSE = 1000;
export const LONGEST_PAUSE = 5 * 60 * 1000;

/** Where more than so many wait, the longest rest between two. */
export const FEW = 3;
export const BREATH = 4_000;

/** How long the disk may take over an answer before it waits in memory as well. */
export const DISK = 15_000;

/** How often the service may fail over one answer before the others are sent past it. */
export const STUMBLES = 2;
