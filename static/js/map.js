// Maps, and what makes a place quicker to choose. Each map stands beside a list or fields that say the same: without this
// script there is no map, and nothing is missing. The words are the page's own.
(() => {
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

  // A field that narrows a long list. The options are taken away and put back: a phone shows also those that are hidden.
  document.querySelectorAll("[data-narrows]").forEach((row) => {
    const list = document.getElementById(row.dataset.narrows);
    const field = row.querySelector("input");
    const FEW = 8;
    if (!list || list.options.length <= FEW) return;
    const groups = [...list.children].map((child) => [child, child.tagName === "OPTGROUP" ? [...child.children] : null]);
    const fits = (option, words) => option.selected || option.value === "" || fold(option.textContent).includes(words);
    row.hidden = false;
    field.addEventListener("input", () => {
      const words = fold(field.value.trim());
      const kept = [];
      groups.forEach(([child, options]) => {
        if (options === null) {
          if (fits(child, words)) kept.push(child);
          return;
        }
        const left = options.filter((option) => fits(option, words));
        child.replaceChildren(...left);
        if (left.length) kept.push(child);
      });
      list.replaceChildren(...kept);
      const found = [...list.options].filter((option) => option.value !== "" && fold(option.textContent).includes(words));
      if (words && found.length === 1) {
        list.value = found[0].value;
        list.dispatchEvent(new Event("change", { bubbles: true }));
      }
    });
    // The whole list goes with the form, whatever was looked for.
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
  });

  const box = document.querySelector("[data-map]");
  const frame = document.querySelector("[data-map-frame]");
  if (!box || !frame || !window.L) return;
  const L = window.L;
  const words = box.dataset;
  const stored = document.getElementById("kartans-punkter");
  const all = stored ? JSON.parse(stored.textContent) : [];
  const points = all.filter((one) => !one.line);
  const SWEDEN = [[55.3, 11], [69.1, 24.2]];
  const CLOSE = 15;

  frame.hidden = false;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(box, { zoomControl: false, attributionControl: false, zoomAnimation: !calm, fadeAnimation: !calm, inertia: !calm, maxZoom: 19, zoomSnap: box.dataset.tiles ? 1 : 0.25 });
  L.control.zoom({ zoomInTitle: words.closer, zoomOutTitle: words.farther }).addTo(map);
  box.setAttribute("role", "application");
  map.fitBounds(SWEDEN);

  if (words.tiles) {
    // Who serves the pictures may ask which site they are for, never which page.
    L.tileLayer(words.tiles, { maxZoom: 19, attribution: "", referrerPolicy: "strict-origin" }).addTo(map);
    const source = document.createElement("span");
    source.textContent = `${words.attribution}. `;
    frame.querySelector(".map-frame__source").prepend(source);
  }

  // --- What lies on it ---------------------------------------------------------------------------------
  const toLatLng = ([longitude, latitude]) => [latitude, longitude];
  const layers = L.featureGroup().addTo(map);
  // A node and not a text: what is given as text is read as HTML, and these are names that people have written.
  const named = (label) => {
    const node = document.createElement("span");
    node.textContent = label;
    return node;
  };
  all
    .filter((one) => one.line)
    .forEach((way) => {
      const line = L.polyline(way.line.map(toLatLng), { className: "map__line" }).bindTooltip(named(way.label)).addTo(layers);
      line.getElement()?.setAttribute("tabindex", "-1");
    });
  const list = words.chooses ? document.getElementById(words.chooses) : null;
  const press = (point) => {
    if (!list) {
      if (point.url && document.querySelector(point.url)) window.location.hash = point.url;
      return;
    }
    if (![...list.options].some((option) => option.value === String(point.pk))) return;
    list.value = String(point.pk);
    list.dispatchEvent(new Event("change", { bubbles: true }));
    say(point.label);
  };
  points.forEach((point) => {
    const at = [point.latitude, point.longitude];
    const parts = [];
    const hasOutline = point.outline && point.outline.length;
    // Without pictures behind it the whole municipality is shown, where an area is too small to be seen.
    if (hasOutline && !words.tiles) parts.push(L.circleMarker(at, { radius: 8, className: `map__point map__point--${point.kind}` }));
    if (hasOutline) parts.push(L.polygon(point.outline.map(toLatLng), { className: "map__area" }));
    else if (point.radius) parts.push(L.circle(at, { radius: point.radius, className: "map__area" }));
    if (!hasOutline) parts.push(L.circleMarker(at, { radius: 8, className: `map__point map__point--${point.kind}` }));
    parts.forEach((part) => {
      part.bindTooltip(named(point.label)).addTo(layers);
      // Each is a stop without a name to who tabs, and the list says the same: only the map itself is one.
      part.getElement()?.setAttribute("tabindex", "-1");
      part.on("click", (event) => {
        // In an area a press says both which and where; on a point only which.
        if (part instanceof L.CircleMarker && !(part instanceof L.Circle)) L.DomEvent.stopPropagation(event);
        press(point);
      });
    });
  });

  let border = null;
  // Where nothing lies behind, only the border says where in the municipality a point is. A way is seen by its shape.
  const showsAll = () => border && !words.tiles && !area && !all.some((one) => one.line);
  const fit = () => {
    if (showsAll()) map.fitBounds(L.latLngBounds([]).extend(border.getBounds()).extend(layers.getBounds()), { padding: [12, 12] });
    else if (chosen) map.setView(chosen.getLatLng(), Math.max(map.getZoom(), CLOSE));
    else if (isLine && area) map.fitBounds(area.getBounds(), { maxZoom: CLOSE, padding: [24, 24] });
    else if (layers.getLayers().length) map.fitBounds(layers.getBounds(), { maxZoom: CLOSE, padding: [24, 24] });
    else if (border) map.fitBounds(border.getBounds());
  };
  fetch(words.outline, { headers: { Accept: "application/json" } })
    .then((answer) => (answer.ok ? answer.json() : { rings: [] }))
    .then(({ rings }) => {
      if (!rings.length) return;
      border = L.polygon(rings.map((ring) => ring.map(toLatLng)), { className: "map__border", interactive: false }).addTo(map);
      border.bringToBack();
      fit();
    })
    .catch(() => {});

  // --- Choosing a position ------------------------------------------------------------------------------
  let chosen = null;
  const status = frame.querySelector("[data-map-status]");
  const say = (text) => {
    if (status) status.textContent = text;
  };
  const latitude = document.getElementById("id_latitude");
  const longitude = document.getElementById("id_longitude");
  const isPicking = "picks" in words && latitude && longitude;
  const written = (number) => number.toFixed(5).replace(".", ",");
  const number = (field) => Number.parseFloat(field.value.replace(",", "."));
  const radius = document.getElementById("id_radius");
  let circle = null;

  const show = (goThere) => {
    const at = [number(latitude), number(longitude)];
    [chosen, circle].forEach((layer) => layer && layer.remove());
    chosen = circle = null;
    if (at.some(Number.isNaN) || Math.abs(at[0]) > 90) return;
    chosen = L.circleMarker(at, { radius: 10, className: "map__chosen", interactive: false }).addTo(map);
    const metres = "draws" in words && radius ? Number.parseInt(radius.value, 10) : 0;
    if (metres > 0) circle = L.circle(at, { radius: metres, className: "map__area", interactive: false }).addTo(map);
    if (goThere && words.tiles) map.setView(at, Math.max(map.getZoom(), CLOSE));
    else if (goThere) map.panInside(at, { padding: [24, 24] });
  };
  const set = (at, goThere) => {
    latitude.value = at ? written(at.lat) : "";
    longitude.value = at ? written(at.lng) : "";
    // Whoever keeps the draft hears of it.
    latitude.dispatchEvent(new Event("change", { bubbles: true }));
    show(goThere);
    say(at ? `${words.picks} ${latitude.value} ${longitude.value}` : words.cleared);
  };

  // --- Drawing an area ----------------------------------------------------------------------------------
  // The border of an area, or with ``line`` a way: then every press adds to it.
  const corners = "draws" in words ? document.getElementById(words.corners || "id_outline") : null;
  const isLine = "line" in words;
  const draw = frame.querySelector("[data-map-draw]");
  let area = null;
  const lines = () => corners.value.split("\n").filter((line) => line.trim());
  // Its points too: the first is seen before there is a line.
  const way = (all) =>
    L.featureGroup([
      L.polyline(all, { className: "map__line", interactive: false }),
      ...all.map((at) => L.circleMarker(at, { radius: 5, className: "map__chosen", interactive: false })),
    ]);
  const showArea = () => {
    if (!corners) return;
    if (area) area.remove();
    const ring = lines().map((line) => line.trim().split(/[;,]?\s+/).map((part) => Number.parseFloat(part.replace(",", "."))));
    const whole = ring.filter((corner) => corner.length === 2 && !corner.some(Number.isNaN));
    const shape = isLine ? way(whole) : L.polygon(whole, { className: "map__area map__area--drawn", interactive: false });
    area = whole.length ? shape.addTo(map) : null;
  };
  const setCorners = (wanted) => {
    corners.value = wanted.join("\n");
    corners.dispatchEvent(new Event("change", { bubbles: true }));
    showArea();
    say(`${words.draws} ${wanted.length}`);
  };
  const isDrawing = () => corners && (isLine || (draw && draw.getAttribute("aria-pressed") === "true"));
  const take = (at) => {
    if (isDrawing()) setCorners([...lines(), `${at.lat.toFixed(5)}, ${at.lng.toFixed(5)}`]);
    else if (isPicking) set(at, false);
  };

  if (isPicking || corners) {
    const cross = document.createElement("div");
    cross.className = "map__cross";
    cross.setAttribute("aria-hidden", "true");
    box.append(cross);
    map.on("click", (event) => take(event.latlng));
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target !== box) return;
      event.preventDefault();
      take(map.getCenter());
    });
  }
  if (isPicking) {
    [latitude, longitude, radius].forEach((field) => field && field.addEventListener("input", () => show(true)));
    frame.querySelector("[data-map-clear]").addEventListener("click", () => set(null, false));
    show(false);

    // Asked only when somebody presses, and then the browser asks too.
    const locate = frame.querySelector("[data-map-locate]");
    locate.hidden = !("geolocation" in navigator);
    locate.addEventListener("click", () => {
      say(locate.dataset.waiting);
      navigator.geolocation.getCurrentPosition(
        (found) => set({ lat: found.coords.latitude, lng: found.coords.longitude }, true),
        () => say(locate.dataset.failed),
        { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 },
      );
    });
  }
  if (corners) {
    if (draw) draw.addEventListener("click", () => draw.setAttribute("aria-pressed", String(!isDrawing())));
    frame.querySelector("[data-map-undo]").addEventListener("click", () => setCorners(lines().slice(0, -1)));
    corners.addEventListener("input", showArea);
    showArea();
    if (area && !chosen) map.fitBounds(area.getBounds(), { maxZoom: CLOSE, padding: [24, 24] });
  }

  fit();
  // A map in a folded part has no size until it is opened.
  const folded = box.closest("details");
  if (folded) {
    folded.addEventListener("toggle", () => {
      map.invalidateSize();
      fit();
    });
  }
})();
