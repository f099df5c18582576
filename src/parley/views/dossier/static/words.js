/* Lights up words that a search found: page.html?w=12-17,30-36#b3252 names characters of the paragraph b3252, as it
   is printed. Without this script the paragraph alone is lit. */
"use strict";
(() => {
  const block = document.getElementById(location.hash.slice(1));
  const asked = new URLSearchParams(location.search).get("w") ?? "";
  if (!block?.classList.contains("block") || !/^\d{1,7}-\d{1,7}(,\d{1,7}-\d{1,7}){0,999}$/.test(asked)) return;
  const spans = asked.split(",").map((span) => span.split("-").map(Number));
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT,
    (node) => node.parentElement.closest(".unseen, .reason, .ref") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const nodes = [];
  let length = 0;
  while (walker.nextNode()) {
    nodes.push([walker.currentNode, length]);
    length += walker.currentNode.data.length;
  }
  for (const [node, at] of nodes) {
    const inside = spans.map(([start, end]) => [Math.max(start - at, 0), Math.min(end - at, node.data.length)])
      .filter(([start, end]) => start < end);
    for (const [start, end] of inside.reverse()) { // from the end: what is before keeps its place
      node.splitText(end);
      const words = node.splitText(start);
      const mark = document.createElement("mark");
      mark.className = "found";
      words.replaceWith(mark);
      mark.append(words);
    }
  }
  const first = block.querySelector("mark.found");
  window.addEventListener("load", () => first?.scrollIntoView({ block: "center" })); // after the browser's own scrolling
})();
