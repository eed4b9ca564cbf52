/** Questions can be dragged to another place, as an extra: the buttons move them too. */

/** @param {HTMLElement} list */
export function dragQuestions(list) {
  /** @type {HTMLElement | null} */
  let dragged = null;

  const items = () => /** @type {HTMLElement[]} */ ([...list.children]);

  for (const item of items()) {
    if (item.querySelector(".draft-moves")) item.draggable = true;
  }
  list.addEventListener("dragstart", ({ target }) => {
    dragged = itemOf(target);
    dragged?.classList.add("dragged");
  });
  list.addEventListener("dragover", (event) => {
    const over = itemOf(event.target);
    if (!dragged || !over) return;
    event.preventDefault();
    const { top, height } = over.getBoundingClientRect();
    if (event.clientY < top + height / 2) over.before(dragged);
    else over.after(dragged);
  });
  list.addEventListener("drop", (event) => event.preventDefault());
  list.addEventListener("dragend", () => {
    if (!dragged) return;
    dragged.classList.remove("dragged");
    send(dragged, items().indexOf(dragged));
    dragged = null;
  });

  /** @param {EventTarget | null} target */
  function itemOf(target) {
    const item = target instanceof Element ? target.closest("[data-question]") : null;
    return item instanceof HTMLElement && item.parentElement === list ? item : null;
  }
}

/** Send it as its button would, with the place instead of a direction. @param {HTMLElement} item @param {number} place */
function send(item, place) {
  const button = item.querySelector('button[name="to"]');
  if (!(button instanceof HTMLButtonElement)) return;
  button.value = String(place);
  button.form?.requestSubmit(button);
}
