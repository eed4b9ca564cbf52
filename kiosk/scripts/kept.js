/**
 * What the staff have set on this tablet, and what the server said last, kept on its disk; nothing
 * of a respondent is among it. A browser that keeps nothing has the tablet's own values.
 */

const PREFIX = "lydhoer.";

/** @typedef {"languages" | "px_per_mm" | "pin_tries" | "here"} Name */

export const kept = {
  /** What was kept under that name, or null. @param {Name} name @returns {any} */
  read(name) {
    try {
      return JSON.parse(localStorage.getItem(PREFIX + name) ?? "null");
    } catch {
      return null;
    }
  },

  /** @param {Name} name @param {unknown} value */
  keep(name, value) {
    try {
      localStorage.setItem(PREFIX + name, JSON.stringify(value));
    } catch {
      // It is so until the page is loaded anew.
    }
  },

  /** @param {Name} name */
  forget(name) {
    try {
      localStorage.removeItem(PREFIX + name);
    } catch {
      // What could not be kept needs no forgetting.
    }
  },
};
