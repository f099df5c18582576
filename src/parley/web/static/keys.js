/* Keys that save a reader's hand: "/" goes to the search field; Escape closes what is open. Pages work without. */
"use strict";
(() => {
  const typing = (target) => target.closest && target.closest("input, select, textarea, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      const open = document.querySelector("details.facet[open]");
      if (open) { open.open = false; open.querySelector("summary").focus(); }
      return;
    }
    if (typing(event.target)) return;
    if (event.key === "/") {
      const field = document.getElementById("seek");
      if (field) { event.preventDefault(); field.focus(); field.select(); }
    }
  });
  document.addEventListener("click", (event) => {
    for (const open of document.querySelectorAll("details.facet[open]")) {
      if (!open.contains(event.target)) open.open = false;
    }
  });
})();
