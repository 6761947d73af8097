// What somebody writes in a report stays in the browser until the server has it. Without this script nothing is kept
// between visits, and the form works all the same.
(() => {
  const PREFIX = "rapport:";
  const KEPT_MS = 7 * 24 * 60 * 60 * 1000;
  const PROBE_MS = 8000;
  const SKIPPED = new Set(["csrfmiddlewaretoken", "_typist"]);

  const read = (key) => {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  };
  const drafts = () => {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
    } catch {
      return [];
    }
  };
  const forget = (isGone) => drafts().filter((key) => isGone(read(key))).forEach((key) => localStorage.removeItem(key));

  // Old ones go by themselves, and what the server says that it has.
  forget((draft) => !draft || !draft.fields || Date.now() - draft.savedAt > KEPT_MS);
  const stored = document.querySelector("[data-stored-draft]");
  if (stored) forget((draft) => draft.fields.creation_key === stored.dataset.storedDraft);

  // Nothing is left for the next person at the same phone.
  document.querySelectorAll("form[data-forget-drafts]").forEach((form) => {
    form.addEventListener("submit", () => forget(() => true));
  });

  const form = document.querySelector("form[data-draft]");
  const message = document.querySelector("[data-draft-message]");
  if (!form || !message) return;
  const key = PREFIX + form.dataset.draft;

  const kept = (field) =>
    field.name && !SKIPPED.has(field.name) && !["file", "password", "submit", "button"].includes(field.type);
  const fields = () => [...form.elements].filter(kept);
  const values = () => {
    const found = {};
    fields().forEach((field) => {
      if (field.type === "radio") {
        if (field.checked) found[field.name] = field.value;
      } else {
        found[field.name] = field.type === "checkbox" ? field.checked : field.value;
      }
    });
    return found;
  };
  const save = () => {
    try {
      localStorage.setItem(key, JSON.stringify({ savedAt: Date.now(), fields: values() }));
    } catch {
      // Full or forbidden: the form still works.
    }
  };
  const fill = (saved) => {
    fields().forEach((field) => {
      if (!(field.name in saved)) return;
      if (field.type === "radio") field.checked = field.value === saved[field.name];
      else if (field.type === "checkbox") field.checked = saved[field.name] === true;
      else field.value = saved[field.name];
    });
    const more = form.querySelector("details");
    if (more && [...more.querySelectorAll("textarea, input[type='text']")].some((field) => field.value)) more.open = true;
  };
  const say = (text, button) => {
    const words = document.createElement("p");
    words.textContent = text;
    message.replaceChildren(words);
    if (button) message.append(button);
    message.hidden = false;
  };
  const discard = () => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ds-button";
    button.dataset.variant = "secondary";
    button.textContent = message.dataset.discard;
    button.addEventListener("click", () => {
      localStorage.removeItem(key);
      location.reload();
    });
    return button;
  };

  // A form that the server has answered already holds what was typed.
  const draft = read(key);
  if (draft && !("bound" in form.dataset)) {
    fill(draft.fields);
    say(message.dataset.restored, discard());
  }
  form.addEventListener("input", save);
  form.addEventListener("change", save);

  // Ask first whether anybody answers: a form that is sent into nothing is replaced by the browser's own error page.
  let answered = false;
  const someoneAnswers = async () => {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PROBE_MS);
    try {
      const response = await fetch(form.dataset.probe, { cache: "no-store", signal: stop.signal });
      return response.ok;
    } catch {
      return false;
    } finally {
      clearTimeout(timer);
    }
  };
  let asking = false;
  form.addEventListener("submit", async (event) => {
    if (answered) return;
    event.preventDefault();
    save();
    if (asking) return;
    asking = true;
    const pressed = event.submitter;
    if (pressed) pressed.setAttribute("aria-busy", "true");
    answered = await someoneAnswers();
    asking = false;
    if (answered) {
      form.requestSubmit(pressed);
      return;
    }
    if (pressed) pressed.removeAttribute("aria-busy");
    say(message.dataset.offline);
    message.scrollIntoView({ block: "nearest" });
  });
  window.addEventListener("pageshow", () => {
    answered = false;
  });
})();
