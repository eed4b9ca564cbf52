/** The token that makes this tablet known; it and what the staff set are all its disk keeps. */

const NAME = "lydhoer.device";

export const device = {
  token: () => localStorage.getItem(NAME) ?? "",
  /** @param {string} token */
  keep: (token) => localStorage.setItem(NAME, token),
  forget: () => localStorage.removeItem(NAME),
};
