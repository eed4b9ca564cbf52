/** The tablet beside the words: shown anew when something is saved, or shown another way. */

/** @returns {{ anew: (key: string) => void }} `key` names the question in work. */
export function makeLook() {
  const form = document.querySelector("form[data-look]");
  const frame = document.querySelector('iframe[name="look"]');
  if (!(form instanceof HTMLFormElement && frame instanceof HTMLIFrameElement)) {
    return { anew: () => {} };
  }

  const [asking, shown] = [form, frame];

  /** In place of what is shown: going back in the browser must not go through each of them. */
  function show() {
    const how = new URLSearchParams(/** @type {any} */ (new FormData(asking)));
    shown.contentWindow?.location.replace(`${asking.action}?${how}`);
  }

  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  return {
    anew(key) {
      const field = form.elements.namedItem("question");
      if (key && field instanceof HTMLInputElement) field.value = key;
      show();
    },
  };
}
