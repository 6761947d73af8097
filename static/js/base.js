// Small comforts behind login. Every page works without them.
(() => {
  const errors = document.querySelector("[data-error-summary]");
  if (errors) errors.focus();

  // A second click shows that the first was heard. The server decides what a repeated form means.
  document.addEventListener("submit", (event) => {
    const pressed = event.submitter;
    if (!pressed || event.defaultPrevented) return;
    pressed.setAttribute("aria-busy", "true");
  });

  // A page that comes back from the browser's memory is not busy any more.
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("button[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  });

  // A passkey that was refused or cancelled: the form is still there, and so are the other ways in.
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    const region = document.getElementById("meddelanden");
    const text = document.createElement("p");
    const box = document.createElement("div");
    text.textContent = "Passnyckeln kunde inte användas. Försök igen, eller välj ett annat sätt.";
    box.className = "ds-alert";
    box.dataset.color = "danger";
    box.setAttribute("role", "alert");
    box.append(text);
    region.replaceChildren(box);
  });

  const menu = document.querySelector(".account-menu");
  if (!menu) return;
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
})();
