// The upload page: shows the chosen file's name, lights up while a file hovers, and says that it is being sent.
"use strict";
document.querySelectorAll("[data-sheet-upload]").forEach((form) => {
  const drop = form.querySelector("[data-drop]");
  const input = drop.querySelector("input");
  const name = drop.querySelector("[data-name]");
  ["dragenter", "dragover"].forEach((kind) => drop.addEventListener(kind, () => drop.classList.add("aj-over")));
  ["dragleave", "drop"].forEach((kind) => drop.addEventListener(kind, () => drop.classList.remove("aj-over")));
  input.addEventListener("change", () => {
    const file = input.files[0];
    if (!file) return;
    name.textContent = `${file.name} · ${(file.size / 1048576).toFixed(1)} MB`;
    drop.classList.add("aj-filled");
  });
  form.addEventListener("submit", () => {
    const button = form.querySelector("[data-busy]");
    button.disabled = true;
    button.textContent = button.dataset.busy;
  });
});
