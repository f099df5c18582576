/* Keys that save a hand. A key of one letter presses what carries it in aria-keyshortcuts: in a listing that of the
   row that has the focus, else the only one on the page. "/" goes to the search field; Escape closes what is open.
   They do nothing while somebody types, and can be turned off. Pages work without. */
"use strict";
(() => {
  const off = () => document.cookie.split("; ").includes("parley-keys=off");
  const typing = (target) => target.closest && target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]");
  const rows = () => [...document.querySelectorAll("form.decide[data-row]")];
  const rowOf = (form) => document.getElementById(form.dataset.row);
  const at = () => rows().findIndex((form) => rowOf(form)?.contains(document.activeElement));

  const walk = (by) => {
    const all = rows(), here = at();
    const next = all[here < 0 ? (by > 0 ? 0 : all.length - 1) : here + by];
    if (next) next.querySelector("button").focus();
    return all.length > 0;
  };
  const press = (key) => {
    const all = rows(), here = at();
    const inside = all.length ? (here < 0 ? null : all[here]) : document;
    const found = inside && [...inside.querySelectorAll(`[aria-keyshortcuts~="${key}"]`)].find((one) => one.checkVisibility());
    if (!found) return false;
    if (found.matches("summary")) unfold(found.parentElement); else found.click();
    return true;
  };
  const unfold = (details) => {
    details.open = true;
    details.querySelector("input:not([type=hidden]), select, textarea").focus();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") {
      const open = document.querySelector("details.facet[name][open]") ?? event.target.closest?.("details.form[open]");
      if (open) { open.open = false; open.querySelector("summary").focus(); }
      return;
    }
    if (typing(event.target) || off() || document.querySelector("[popover]:popover-open")) return;
    if (event.key === "/") {
      const field = document.getElementById("seek");
      if (field) { event.preventDefault(); field.focus(); field.select(); }
    } else if (/^[jkarenu?]$/.test(event.key)) {
      const done = "jk".includes(event.key) && rows().length ? walk(event.key === "j" ? 1 : -1) : press(event.key);
      if (done) event.preventDefault();
    }
  });
  document.addEventListener("click", (event) => {
    for (const open of document.querySelectorAll("details.facet[name][open]")) {
      if (!open.contains(event.target)) open.open = false;
    }
  });
  /* On a wide window the filters of statements have a column of their own: there several stand open at once. */
  const facets = document.querySelectorAll(".on-statements details.facet");
  const wide = matchMedia("screen and (min-width: 76rem)");
  const arrange = () => {
    for (const one of facets) {
      if (wide.matches) one.removeAttribute("name"); else one.setAttribute("name", "facet");
      one.open = wide.matches;
    }
  };
  arrange();
  wide.addEventListener("change", arrange);
  /* What an address points into is opened; what was decided in place is told aloud. */
  const pointed = () => {
    const one = location.hash && document.getElementById(location.hash.slice(1));
    if (one && one.matches("details.form")) unfold(one);
  };
  addEventListener("hashchange", pointed);
  pointed();
  document.addEventListener("htmx:afterSettle", (event) => {
    const state = event.detail.elt?.querySelector?.(".reviewed");
    document.getElementById("told-aloud").textContent = state ? state.textContent : "Not decided";
  });
})();
