// Signing with a passkey: asks the server for a question about this very text, lets the passkey answer it, sends the form.
(() => {
  const form = document.querySelector(".sign-form");
  const area = form && form.querySelector("[data-passkey]");
  const button = document.getElementById("sign-with-passkey");
  if (!area || !button || !window.webauthnJSON || !window.webauthnJSON.supported()) return;
  area.hidden = false;

  const say = (text) => {
    const box = document.createElement("div");
    const words = document.createElement("p");
    box.className = "ds-alert";
    box.dataset.color = "danger";
    box.setAttribute("role", "alert");
    words.textContent = text;
    box.append(words);
    area.querySelectorAll(".ds-alert").forEach((old) => old.remove());
    area.prepend(box);
  };

  const ask = async () => {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    const response = await fetch(form.dataset.challengeUrl, { method: "POST", body });
    if (!response.ok) throw new Error(String(response.status));
    return response.json();
  };

  button.addEventListener("click", async () => {
    button.setAttribute("aria-busy", "true");
    try {
      const { challenge, options } = await ask();
      const credential = await window.webauthnJSON.get(options);
      form.elements.credential.value = JSON.stringify({ challenge, credential });
      form.submit();
    } catch {
      button.removeAttribute("aria-busy");
      say(form.dataset.failed);
    }
  });
})();
