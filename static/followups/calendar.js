/* A month that does not fit: today is in view when the page opens. */
for (const today of document.querySelectorAll(".fu-month .fu-today")) {
  const table = today.closest(".aj-scroll-x"), name = today.parentElement.firstElementChild;
  table.scrollLeft = today.offsetLeft - name.offsetWidth - (table.clientWidth - name.offsetWidth) / 2;
}
