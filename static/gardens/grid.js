/* Arrow keys move between the plots of a zone; without the script Tab does. */
(function () {
  "use strict";
  const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  document.addEventListener("keydown", (event) => {
    const step = STEPS[event.key], cell = event.target.closest("[data-grid] a, [data-grid] input");
    if (!step || !cell || event.ctrlKey || event.metaKey || event.altKey) return;
    const place = cell.closest("td"), rows = [...place.closest("tbody").rows];
    let row = rows.indexOf(place.parentElement), column = place.cellIndex, next = null;
    while (!next) {
      row += step[0];
      column += step[1];
      if (!rows[row] || !rows[row].cells[column] || column < 1) return;
      next = rows[row].cells[column].querySelector("a, input");
    }
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
})();
