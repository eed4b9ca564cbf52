/** Ready-made parts of the page with their words: scripts hold no text of their own. */

/** @typedef {(name: string) => HTMLElement} Parts Gives a fresh copy of the part named so. */

/**
 * The parts in `places`; an earlier place wins over a later one.
 *
 * @param {...ParentNode} places
 * @returns {Parts}
 */
export function partsIn(...places) {
  return (name) => {
    const selector = `template[data-part="${name}"]`;
    const found = places.map((place) => place.querySelector(selector)).find(Boolean);
    if (!(found instanceof HTMLTemplateElement)) throw new Error(`there is no part ${name}`);
    const part = found.content.firstElementChild;
    return /** @type {HTMLElement} */ (document.importNode(/** @type {Element} */ (part), true));
  };
}

/**
 * The element `selector` finds in `place`; one that must be there.
 *
 * @param {ParentNode} place
 * @param {string} selector
 * @returns {HTMLElement}
 */
export function one(place, selector) {
  const found = place.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`there is no ${selector}`);
  return found;
}

/**
 * Put `text` into each slot of that name in `place`.
 *
 * @param {ParentNode} place
 * @param {string} name
 * @param {string} text
 */
export function fill(place, name, text) {
  for (const slot of place.querySelectorAll(`[data-slot="${name}"]`)) slot.textContent = text;
}

/**
 * The sentence a slot brings along in `data-text`, with `{names}` replaced.
 *
 * @param {ParentNode} place
 * @param {string} name
 * @param {Record<string, string | number>} values
 */
export function say(place, name, values) {
  const sentence = one(place, `[data-slot="${name}"]`).dataset.text ?? "";
  fill(place, name, withValues(sentence, values));
}

/**
 * The same for a sentence that is said in as many ways as its language counts in: each stands in
 * an attribute named as `Intl.PluralRules` calls it, such as `data-one`.
 *
 * @param {ParentNode} place
 * @param {string} name
 * @param {number} count
 */
export function sayCount(place, name, count) {
  const ways = one(place, `[data-slot="${name}"]`).dataset;
  const way = new Intl.PluralRules(document.documentElement.lang).select(count);
  fill(place, name, withValues(ways[way] ?? ways.other ?? "", { count }));
}

/** @param {string} sentence @param {Record<string, string | number>} values */
function withValues(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (all, key) => String(values[key] ?? all));
}

/**
 * Call the action that a pressed button's value names.
 *
 * @param {HTMLElement | Document} root
 * @param {Record<string, (button: HTMLButtonElement) => void>} actions
 * @param {AbortSignal} [signal] Ends it.
 */
export function onButtons(root, actions, signal) {
  const listen = (/** @type {Event} */ event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (button && Object.hasOwn(actions, button.value)) actions[button.value]?.(button);
  };
  root.addEventListener("click", listen, { signal });
}
