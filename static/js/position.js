// The position of the device, asked for only when somebody presses the button. Without this script the place is words.
(() => {
  document.querySelectorAll("[data-position]").forEach((box) => {
    const form = box.closest("form");
    const latitude = form.elements.namedItem("latitude");
    const longitude = form.elements.namedItem("longitude");
    const words = box.querySelector("[data-position-words]");
    const get = box.querySelector("[data-position-get]");
    const drop = box.querySelector("[data-position-drop]");
    if (!("geolocation" in navigator) || !latitude || !longitude) return;
    box.hidden = false;

    const show = (text) => {
      words.textContent = text;
      drop.hidden = latitude.value === "";
    };
    const changed = () => form.dispatchEvent(new Event("change", { bubbles: true }));

    get.addEventListener("click", () => {
      get.setAttribute("aria-busy", "true");
      show(box.dataset.waiting);
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          get.removeAttribute("aria-busy");
          latitude.value = coords.latitude.toFixed(5);
          longitude.value = coords.longitude.toFixed(5);
          show(box.dataset.got.replace("{m}", Math.round(coords.accuracy)));
          changed();
        },
        (error) => {
          get.removeAttribute("aria-busy");
          show(error.code === error.PERMISSION_DENIED ? box.dataset.denied : box.dataset.failed);
        },
        { enableHighAccuracy: true, timeout: 15000, maximumAge: 10000 },
      );
    });
    drop.addEventListener("click", () => {
      latitude.value = longitude.value = "";
      show("");
      changed();
      get.focus();
    });
    // A draft that was restored, or a point that has a position already.
    window.addEventListener("load", () => show(latitude.value ? box.dataset.has : ""));
  });
})();
