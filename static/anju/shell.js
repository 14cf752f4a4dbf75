"use strict";
// Small repairs of the shell, for keyboards and for who hears the page instead of seeing it.
(() => {
  // Tabs wrap where they are many. Unfold would move them into a menu, and measures before the page has its width.
  document.addEventListener("DOMContentLoaded", () => {
    document.getElementById("tabs-dropdown")?.removeAttribute("id");
    document.getElementById("main")?.setAttribute("role", "main");
  });

  // Select2's box takes its name from what is chosen in it, and has none while it is empty.
  const name = () => {
    for (const select of document.querySelectorAll("select.select2-hidden-accessible")) {
      const words = select.labels?.[0]?.innerText || select.closest("td")?.className.match(/field-(\w+)/)?.[1] || select.name;
      const box = select.nextElementSibling;
      for (const part of box?.querySelectorAll("[role=combobox], [role=textbox]") || []) {
        part.removeAttribute("aria-labelledby");
        part.setAttribute("aria-label", words.trim());
      }
    }
  };
  // Boxes come when Select2 is ready, and with each row that is added.
  const isBox = (node) => node.nodeType === 1 && (node.matches(".select2") || node.querySelector(".select2"));
  const watch = new MutationObserver((changes) => {
    if (changes.some((change) => [...change.addedNodes].some(isBox))) name();
  });
  document.addEventListener("DOMContentLoaded", () => watch.observe(document.body, { childList: true, subtree: true }));
})();
