/* Keys that save a reader's hand: "/" goes to the search field; Escape closes what is open. Where filters have a column
   of their own they stand open. Pages work without. */
"use strict";
(() => {
  const facets = [...document.querySelectorAll("body.on-statements details.facet")];
  const wide = window.matchMedia("screen and (min-width: 76rem)");
  const arrange = () => {
    for (const one of facets) {
      if (wide.matches) one.removeAttribute("name"); // several may stand open
      one.open = wide.matches;
      if (!wide.matches) one.setAttribute("name", "facet");
    }
  };
  const column = () => wide.matches && facets.length > 0;
  arrange();
  wide.addEventListener("change", arrange);
  const typing = (target) => target.closest && target.closest("input, select, textarea, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && !column()) {
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
    if (column()) return;
    for (const open of document.querySelectorAll("details.facet[open]")) {
      if (!open.contains(event.target)) open.open = false;
    }
  });
})();
