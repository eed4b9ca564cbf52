/** Times of the tablet, in milliseconds. Pilots change them here and nowhere else. */

/** Silence after which the tablet asks whether anybody is there, and how long it waits then. */
export const SILENCE = 120_000;
export const ANSWER = 60_000;

/** How long the last screen stays. */
export const THANKS = 20_000;

/** How long the tablet waits for a reply before it says that there is no connection. */
export const SAVING = 5_000;

/** Reading aloud: after the question, after each answer, and the usual words a minute. */
export const PAUSE = 600;
export const BETWEEN = 250;
export const WORDS = 150;

/** The event that says that something is being heard: who listens is not silent. */
export const HEARD = "heard";

/** How often an idle tablet asks what there is to ask. */
export const REFRESH = 60_000;

/** Bytes set aside on the disk: twenty of the longest answers, sealed. */
export const RESERVED = 1_400_000;

/** Bytes that must be free besides, where the browser says how many there are. */
export const ROOM = 2_000_000;

/** Within how long the staff knock, how long a wrong PIN locks, how long the screen is wiped. */
export const KNOCK = 3_000;
export const LOCKED = 60_000;
export const CLEANING = 30_000;

/** How often what waits is tried, whatever else has happened. */
export const SENDING = 60_000;

/** The longest wait for anything the tablet fetches. */
export const REPLY = 10_000;

/** Scanning: the rest after a choice, the rounds without one after which it stops, and how long a
 * field in which nobody writes any more is left alone. */
export const SCAN_PAUSE = 1000;
export const SCAN_ROUNDS = 3;
export const WRITING = 20_000;
