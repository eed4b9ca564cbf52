/** What the tablet keeps so that it can work alone: one cache a release, and one for the rounds. */

/** Interviews, their pictures and their sound. */
export const CONTENT = "lydhoer.content";

/** The page of one release, whole. @param {string} id */
export const releaseCache = (id) => `lydhoer.release.${id}`;
