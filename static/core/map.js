/* The one map (apps/core/maps): points, ways and areas on a plain canvas. Words and data come with the page. */
(() => {
  "use strict";
  /* Colour and shape by class; the order is that of the legend (templates/core/map_key.html, map.css). */
  const COLOURS = [1, 3, 2, 6, 5, 4];
  const SHAPES = ["circle", "square", "triangle", "diamond", "plus", "wedge"];
  const STEPS = [10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005];
  const CHINA = [[18, 74], [53, 135]];

  function corners(shape, { x, y }, r) {
    const p = {
      square: [[-1, -1], [1, -1], [1, 1], [-1, 1]],
      triangle: [[0, -1.25], [1.2, 0.9], [-1.2, 0.9]],
      wedge: [[-1.2, -0.9], [1.2, -0.9], [0, 1.25]],
      diamond: [[0, -1.35], [1.35, 0], [0, 1.35], [-1.35, 0]],
      plus: [[-0.4, -1.2], [0.4, -1.2], [0.4, -0.4], [1.2, -0.4], [1.2, 0.4], [0.4, 0.4], [0.4, 1.2], [-0.4, 1.2],
        [-0.4, 0.4], [-1.2, 0.4], [-1.2, -0.4], [-0.4, -0.4]],
    }[shape];
    return p.map(([a, b]) => [x + a * r, y + b * r]);
  }

  /* A circle marker that is drawn in the shape of its class, so that a black-and-white print still reads. */
  const Mark = L.CircleMarker.extend({
    _updatePath() {
      const shape = this.options.shape;
      if (!shape || shape === "circle") { L.CircleMarker.prototype._updatePath.call(this); return; }
      const canvas = this._renderer;
      if (!canvas._drawing || this._empty()) return;
      const context = canvas._ctx;
      context.beginPath();
      corners(shape, this._point, this._radius).forEach(([x, y], i) => (i ? context.lineTo(x, y) : context.moveTo(x, y)));
      context.closePath();
      canvas._fillStroke(context, this);
    },
  });

  class PlainMap {
    constructor(figure) {
      this.figure = figure;
      this.config = JSON.parse(document.getElementById(figure.dataset.map).textContent);
      this.words = this.config.words;
      this.plain = figure.querySelector(".aj-map-plain");
      this.said = figure.querySelector(".aj-map-said");
      this.marks = new Map();
      this.at = -1;
      this.map = L.map(this.plain, {
        preferCanvas: true, zoomControl: false, maxZoom: 22, zoomSnap: 0.5, worldCopyJump: true,
        fadeAnimation: false, zoomAnimation: false, markerZoomAnimation: false,
      });
      this.map.attributionControl.setPrefix(false);
      this.map.fitBounds(CHINA);
      this.furnish();
      if (this.config.place) this.placing();
      this.listen();
      this.load();
    }

    colour(name) { return getComputedStyle(this.figure).getPropertyValue(name).trim(); }

    fill(text, values) { return text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all); }

    say(text, bad = false) {
      this.said.textContent = text;
      this.said.classList.toggle("aj-map-bad", bad);
    }

    /* Zoom, everything, scale, north, graticule; tiles where the settings name them. */
    furnish() {
      const { map, words } = this;
      L.control.zoom({ position: "topleft", zoomInTitle: words.in, zoomOutTitle: words.out }).addTo(map);
      const bar = this.plain.querySelector(".leaflet-control-zoom");
      const whole = L.DomUtil.create("a", "aj-map-whole", bar);
      whole.href = "#"; whole.title = words.whole; whole.role = "button"; whole.setAttribute("aria-label", words.whole);
      whole.innerHTML = '<svg viewBox="0 0 18 18" aria-hidden="true"><path d="M2 6V2h4M12 2h4v4M16 12v4h-4M6 16H2v-4"/></svg>';
      L.DomEvent.on(whole, "click", (event) => { L.DomEvent.stop(event); this.whole(); });
      L.control.scale({ imperial: false, position: "bottomleft", maxWidth: 120 }).addTo(map);
      const north = L.control({ position: "topright" });
      north.onAdd = () => {
        const box = L.DomUtil.create("div", "aj-map-north");
        box.title = words.north;
        box.innerHTML = '<svg viewBox="0 0 14 18" aria-hidden="true"><path d="M7 0l6 17-6-4-6 4z"/></svg><span aria-hidden="true">N</span>';
        return box;
      };
      north.addTo(map);
      if (this.config.tiles) L.tileLayer(this.config.tiles, { attribution: this.config.attribution, maxNativeZoom: 19, maxZoom: 22 }).addTo(map);
      map.createPane("grid").style.zIndex = 250;
      map.getPane("grid").style.pointerEvents = "none";
      this.gridCanvas = L.canvas({ pane: "grid" });
      this.grid = L.layerGroup().addTo(map);
      map.on("moveend resize", () => this.graticule());
    }

    graticule() {
      const bounds = this.map.getBounds();
      const { x: width, y: height } = this.map.getSize();
      const across = bounds.getEast() - bounds.getWest();
      const wide = (STEPS.find((one) => across / one >= Math.max(2, width / 260)) ?? STEPS.at(-1));
      const digits = Math.max(0, Math.ceil(-Math.log10(wide)));
      const far = bounds.pad(0.5); /* so that no line ends in sight while the map is moved */
      const style = { color: this.colour("--aj-line-strong"), weight: 1, interactive: false, renderer: this.gridCanvas };
      const write = (at, text, where) => L.marker(at, {
        interactive: false, keyboard: false, pane: "grid",
        icon: L.divIcon({ className: "aj-map-degree", iconSize: [0, 0], iconAnchor: where, html: `<span>${text}</span>` }),
      }).addTo(this.grid);
      this.grid.clearLayers();
      for (let i = Math.ceil(far.getWest() / wide); i * wide < far.getEast(); i += 1) {
        const lng = i * wide;
        L.polyline([[far.getNorth(), lng], [far.getSouth(), lng]], style).addTo(this.grid);
        const x = this.map.latLngToContainerPoint([0, lng]).x;
        if (x > 130 && x < width - 60) write([bounds.getSouth(), lng], `${lng.toFixed(digits)}°`, [-3, 16]);
      }
      for (let i = Math.ceil(far.getSouth() / wide); i * wide < far.getNorth(); i += 1) {
        const lat = i * wide;
        L.polyline([[lat, far.getWest()], [lat, far.getEast()]], style).addTo(this.grid);
        const y = this.map.latLngToContainerPoint([lat, 0]).y;
        if (y > 60 && y < height - 24) write([lat, bounds.getEast()], `${lat.toFixed(digits)}°`, [52, 15]);
      }
    }

    style(properties, shown = false) {
      const index = this.config.classes.indexOf(properties.class);
      const ink = this.colour("--aj-ink");
      const tone = index < 0 ? ink : this.colour(`--aj-chart-${COLOURS[index]}`);
      return {
        tone,
        mark: {
          shape: SHAPES[index] ?? "circle", radius: (index < 0 ? 5 : properties.front ? 10 : 6) + (shown ? 4 : 0), fillColor: tone, fillOpacity: 1,
          color: shown ? ink : this.colour("--aj-card"), weight: shown ? 3 : 1.5,
        },
        path: { color: tone, weight: shown ? 5 : index < 0 ? 1 : 2, opacity: index < 0 ? 0.5 : 0.9, fillOpacity: index < 0 ? 0.12 : 0.3, dashArray: index > 0 ? `${2 + 4 * index} 4` : null },
      };
    }

    async load() {
      try {
        let data = this.config.data;
        if (!data && this.config.url) {
          const answer = await fetch(this.config.url, { credentials: "same-origin", headers: { Accept: "application/json" } });
          if (!answer.ok) throw new Error(String(answer.status));
          data = await answer.json();
        }
        this.draw(data ?? { type: "FeatureCollection", features: [] });
      } catch (error) {
        this.say(this.words.failed, true);
        console.error("map", error);
      }
      this.plain.setAttribute("aria-busy", "false");
      this.figure.dataset.ready = "yes";
    }

    draw(data) {
      this.layer = L.geoJSON(data, {
        pointToLayer: (feature, at) => new Mark(at, this.style(feature.properties).mark),
        style: (feature) => (feature.geometry.type === "Point" ? {} : this.style(feature.properties).path),
        onEachFeature: (feature, layer) => {
          layer.bindPopup(() => this.about(feature), { maxWidth: 260, autoPanPadding: [48, 24] });
          layer.on("popupopen", () => this.shown(feature, layer));
          layer.on("popupclose", () => this.restyle(layer));
          this.marks.set(String(feature.id), layer);
        },
      }).addTo(this.map);
      /* Areas lie under places, and what the places are counted from (without a class) over them. */
      this.layer.eachLayer((one) => {
        if (!(one instanceof Mark)) one.bringToBack();
        else if (one.feature.properties.front || !this.config.classes.includes(one.feature.properties.class)) one.bringToFront();
      });
      /* From west to east, so that N and P walk over the map as one reads it. */
      this.order = [...this.marks.values()].filter((one) => one.getLatLng).sort((a, b) => a.getLatLng().lng - b.getLatLng().lng);
      if (!this.marks.size && !this.config.place) this.say(this.words.empty);
      this.whole();
    }

    whole() {
      const bounds = this.layer?.getBounds();
      const pin = this.pin?.getLatLng();
      if (pin) bounds?.extend(pin);
      if (bounds?.isValid()) this.map.fitBounds(bounds, { padding: [40, 40], maxZoom: this.config.nearest });
      else if (this.config.centre) this.map.setView(this.config.centre, 14);
      else this.map.fitBounds(CHINA);
    }

    about({ properties }) {
      const box = document.createElement("div");
      const put = (tag, text) => { if (text) box.appendChild(Object.assign(document.createElement(tag), { textContent: text })); };
      put("b", properties.label);
      put("span", this.config.labels[properties.class]);
      put("span", properties.text);
      if (properties.url) box.appendChild(Object.assign(document.createElement("a"), { textContent: this.words.open, href: properties.url }));
      return box;
    }

    restyle(layer, shown = false) {
      const style = this.style(layer.feature.properties, shown);
      if (layer instanceof Mark) { layer.setRadius(style.mark.radius); layer.setStyle(style.mark); } else layer.setStyle(style.path);
    }

    shown(feature, layer) {
      this.restyle(layer, true);
      layer.bringToFront();
      this.at = this.order.indexOf(layer);
      const close = this.plain.querySelector(".leaflet-popup-close-button");
      if (close) { close.setAttribute("aria-label", this.words.close); close.title = this.words.close; }
      const label = [feature.properties.label, this.config.labels[feature.properties.class], feature.properties.text].filter(Boolean).join(" · ");
      this.say(this.at < 0 ? label : this.fill(this.words.at, { index: this.at + 1, count: this.order.length, label }));
      document.querySelectorAll(".aj-map-on").forEach((row) => row.classList.remove("aj-map-on"));
      document.querySelectorAll(`[data-map-show="${CSS.escape(String(feature.id))}"]`).forEach((one) => (one.closest("tr") ?? one).classList.add("aj-map-on"));
    }

    show(layer) {
      const at = layer.getLatLng ? layer.getLatLng() : layer.getBounds().getCenter();
      if (!this.map.getBounds().pad(-0.1).contains(at)) this.map.panTo(at, { animate: false });
      layer.openPopup(at);
    }

    step(by) {
      if (!this.order?.length) return;
      const from = this.at < 0 && by < 0 ? 0 : this.at;
      this.show(this.order[(from + by + this.order.length) % this.order.length]);
    }

    /* A click, or Enter at the cross in the middle, writes the two inputs; what is typed there moves the pin. */
    placing() {
      const [latitude, longitude, datum] = this.config.place.map((selector) => (selector ? document.querySelector(selector) : null));
      this.inputs = { latitude, longitude, datum };
      const cross = L.DomUtil.create("div", "aj-map-cross", this.plain);
      cross.innerHTML = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 1v9M12 14v9M1 12h9M14 12h9"/></svg>';
      const typed = () => {
        const at = [latitude.value, longitude.value].map((text) => (text.trim() ? Number(text) : NaN));
        const known = at.every(Number.isFinite) && Math.abs(at[0]) <= 90 && Math.abs(at[1]) <= 180;
        if (known && (!datum || datum.value === "wgs84")) this.setPin(at);
      };
      [latitude, longitude, datum].forEach((input) => input?.addEventListener("change", () => { typed(); if (this.pin) this.map.panTo(this.pin.getLatLng()); }));
      typed();
      this.map.on("click", ({ latlng }) => this.place(latlng));
    }

    setPin(at) {
      if (this.pin) { this.pin.setLatLng(at); return; }
      const html = '<svg viewBox="-16 -38 32 40" aria-hidden="true"><path d="M0 0C-4-12-12-16-12-25a12 12 0 0124 0C12-16 4-12 0 0zM0-29a4 4 0 100 8 4 4 0 000-8z" fill-rule="evenodd"/></svg>';
      const icon = L.divIcon({ className: "aj-map-pin", html, iconSize: [32, 40], iconAnchor: [16, 38] });
      this.pin = L.marker(at, { icon, draggable: true, title: this.words.pin, alt: this.words.pin }).addTo(this.map);
      this.pin.on("dragend", () => this.place(this.pin.getLatLng()));
    }

    place(at) {
      const { lat, lng } = at.wrap();
      const written = { latitude: lat.toFixed(6), longitude: lng.toFixed(6) };
      if (this.inputs.datum) this.inputs.datum.value = "wgs84";
      this.inputs.latitude.value = written.latitude;
      this.inputs.longitude.value = written.longitude;
      this.setPin([lat, lng]);
      Object.values(this.inputs).forEach((input) => input?.dispatchEvent(new Event("input", { bubbles: true })));
      this.say(this.fill(this.words.placed, written));
    }

    listen() {
      this.plain.addEventListener("keydown", (event) => {
        if (event.target !== this.plain || event.ctrlKey || event.metaKey || event.altKey) return;
        const key = event.key.toLowerCase();
        if (key === "n") this.step(1);
        else if (key === "p") this.step(-1);
        else if (key === "enter" && this.config.place) this.place(this.map.getCenter());
        else return;
        event.preventDefault();
      });
      document.addEventListener("click", (event) => {
        const button = event.target.closest("[data-map-show]");
        const layer = button && this.marks.get(button.dataset.mapShow);
        if (!layer) return;
        event.preventDefault();
        this.show(layer);
        this.plain.scrollIntoView({ block: "nearest" });
      });
      const repaint = () => { this.graticule(); this.layer?.eachLayer((one) => this.restyle(one)); };
      new MutationObserver(repaint).observe(document.documentElement, { attributeFilter: ["class"] });
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
      new ResizeObserver(() => this.map.invalidateSize()).observe(this.plain);
    }
  }

  const start = () => document.querySelectorAll("[data-map]").forEach((figure) => new PlainMap(figure));
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start); else start();
})();
