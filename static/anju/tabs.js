"use strict";
// Tabs wrap where they are many. Unfold would move them into a menu, and measures before the page has its width.
document.addEventListener("DOMContentLoaded", () => document.getElementById("tabs-dropdown")?.removeAttribute("id"));
