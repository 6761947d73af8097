// Rows that move and go without the page being loaded anew. Without this script each is a page of its own.
(() => {
  // The server says the new order. Only the rows that stand elsewhere are moved, so that what somebody has typed
  // in another row stays.
  document.addEventListener("rows:moved", (event) => {
    const { list, order } = event.detail;
    const rows = document.getElementById(list);
    const button = document.activeElement;
    if (!rows) return;
    const last = rows.querySelector(":scope > .row--new");
    order.map((id) => document.getElementById(id)).forEach((row) => row && rows.insertBefore(row, last));
    if (!(button instanceof HTMLElement) || !rows.contains(button)) return;
    // At the end of the list the arrow that was pressed is hidden: go on from the other one.
    const shown = (one) => getComputedStyle(one).visibility !== "hidden";
    const pair = button.parentElement.querySelectorAll("button");
    (shown(button) ? button : [...pair].find(shown))?.focus();
  });

  // A button pressed twice is answered twice, with the same row: it stands there once.
  document.addEventListener("htmx:load", (event) => {
    const row = event.detail.elt;
    if (!row.matches("li.row[id]")) return;
    document.querySelectorAll(`[id="${row.id}"]`).forEach((one) => one !== row && one.remove());
  });

  // The button that was pressed is gone with its row: go on from the list.
  document.addEventListener("rows:removed", (event) => {
    const rows = document.getElementById(event.detail.list);
    const next = rows && (rows.querySelector(".row--new a, .row--new input") || rows.querySelector("a, button"));
    if (next) next.focus();
  });

  // What has been typed and not saved is not thrown away by a link pressed by mistake.
  const typed = new Set();
  const formOf = (event) => event.target.closest("main form[method='post']");
  document.addEventListener("input", (event) => {
    if (formOf(event)) typed.add(formOf(event));
  });
  document.addEventListener("submit", (event) => typed.delete(formOf(event)));
  window.addEventListener("beforeunload", (event) => {
    if ([...typed].some((form) => form.isConnected)) event.preventDefault();
  });
})();
