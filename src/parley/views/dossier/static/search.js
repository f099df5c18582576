/* Search in the dossier. The index lies in search/*.js as scripts: a page opened from disk may load nothing else.
   What pages say reaches the screen as text nodes only. */
"use strict";
const search = (() => {
  const PAGE = 20; // passages shown at a time
  const LONG = 700; // characters of a passage that are shown at once
  const WORD = /[\p{L}\p{N}\u0300-\u036f]+/gu;
  const waiting = new Map();
  const loaded = new Map();

  /* The data of a file, loaded once. */
  const load = (file) => {
    if (!loaded.has(file)) {
      loaded.set(file, new Promise((resolve, reject) => {
        waiting.set(file, resolve);
        const script = document.createElement("script");
        script.src = `search/${file}.js`;
        script.onerror = () => { loaded.delete(file); reject(new Error(script.src)); };
        document.head.append(script);
      }));
    }
    return loaded.get(file);
  };
  const give = (file, data) => waiting.get(file)?.(data);

  const fold = (word) =>
    word.toLowerCase().normalize("NFD").replace(/([a-z])[\u0300-\u036f]+/g, "$1").normalize("NFC");
  const tokens = (text) => [...text.matchAll(WORD)]
    .map((found) => ({ word: fold(found[0]), start: found.index, end: found.index + found[0].length }));

  /* Terms of a query: words that must stand together; `prefix` where the last is only a beginning. */
  const terms = (query) => {
    const out = new Map();
    for (const [whole, phrase, star, word] of query.matchAll(/"([^"]*)"(\*?)|([^\s"]+)/g)) {
      const text = word ?? phrase;
      const found = tokens(text).map((token) => token.word);
      const prefix = word === undefined ? star === "*" : /[\p{L}\p{N}]\*+$/u.test(word);
      if (found.length) out.set(whole, { words: found, prefix });
    }
    return [...out.values()];
  };

  const unpacked = (packed) => {
    let at = 0;
    return packed.split(" ").map((step) => (at += parseInt(step, 36)));
  };

  /* The last of ascending `firsts` that is not beyond `value`. */
  const place = (firsts, value) => {
    let [low, high] = [0, firsts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (firsts[middle] <= value) low = middle; else high = middle - 1;
    }
    return low;
  };

  /* The passages that hold a word, or any word that begins so. */
  const holding = async (contents, word, prefix) => {
    const firsts = contents.words;
    const out = new Set();
    for (let i = place(firsts, word); i < firsts.length; i++) {
      for (const [held, packed] of await load(`words-${i}`)) {
        if (held === word || (prefix && held.startsWith(word))) for (const n of unpacked(packed)) out.add(n);
      }
      if (!prefix || !(firsts[i + 1]?.startsWith(word))) break;
    }
    return out;
  };

  /* The passages that hold all words of all terms, the newest page first. Whether they stand together is seen in the text. */
  const candidates = async (contents, asked) => {
    const sets = [];
    for (const { words, prefix } of asked) {
      for (let i = 0; i < words.length; i++) {
        sets.push(await holding(contents, words[i], prefix && i === words.length - 1));
      }
    }
    sets.sort((one, other) => one.size - other.size);
    return [...sets[0]].filter((n) => sets.every((set) => set.has(n))).sort((a, b) => a - b);
  };

  /* Where the terms stand in a text: [start, end] in order; null where one does not. */
  const places = (text, asked) => {
    const held = tokens(text);
    const out = [];
    for (const { words, prefix } of asked) {
      const last = words.length - 1;
      const fits = (at) => words.every((word, i) => i === last && prefix
        ? held[at + i].word.startsWith(word) : held[at + i].word === word);
      const before = out.length;
      for (let at = 0; at + last < held.length; at++) {
        if (fits(at)) out.push([held[at].start, held[at + last].end]);
      }
      if (out.length === before) return null;
    }
    out.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
    const joined = [];
    for (const [start, end] of out) {
      const before = joined[joined.length - 1];
      if (before && start < before[1]) before[1] = Math.max(before[1], end); else joined.push([start, end]);
    }
    return joined;
  };

  const passage = async (contents, number) => {
    const file = place(contents.texts, number);
    const { pages, passages } = await load(`texts-${file}`);
    const [page, start, text] = passages[number - contents.texts[file]];
    const [address, title, outlet, day, language] = pages[page];
    return { start, text, address, title, outlet, day, language };
  };

  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  /* A passage with its words marked; of a long one what stands around the first of them. */
  const quoted = ({ text, language }, spans) => {
    const from = text.length > LONG ? Math.max(0, text.lastIndexOf(" ", Math.max(0, spans[0][0] - 120))) : 0;
    const to = text.length > LONG ? Math.max(spans[0][1], from + LONG) : text.length;
    const shown = element("p", { class: "words-of", dir: "auto", lang: language });
    let at = from;
    if (from > 0) shown.append("… ");
    for (const [start, end] of spans) {
      if (end > to) break;
      shown.append(text.slice(at, start), element("mark", { class: "found" }, text.slice(start, end)));
      at = end;
    }
    shown.append(text.slice(at, to));
    if (to < text.length) shown.append(" …");
    return shown;
  };

  const hit = (found, spans) => {
    const words = spans.map((span) => span.join("-")).join(",");
    const link = element("a", { href: `${found.address}?w=${words}#b${found.start}` }, element("bdi", {}, found.title));
    const where = element("p", { class: "quiet" }, element("span", { dir: "auto" }, found.outlet), `, ${found.day}`);
    return element("li", { class: "hit" }, element("h2", {}, link), quoted(found, spans), where);
  };

  const start = () => {
    const form = document.getElementById("searching");
    const [field, told, list, more] = ["query", "told", "hits", "more"].map((id) => document.getElementById(id));
    let turn = 0;
    let rest = null; // shows what follows

    const amount = (n) => `${n.toLocaleString("en")} ${n === 1 ? "passage holds" : "passages hold"}`;

    const show = async (query) => {
      const mine = ++turn;
      list.replaceChildren();
      list.removeAttribute("data-of"); // the query whose hits are all there
      more.hidden = true;
      const asked = terms(query);
      if (!asked.length) {
        told.textContent = query.trim() ? "This holds no word to look for." : "";
        list.setAttribute("data-of", query);
        return;
      }
      told.textContent = "Searching …";
      const contents = await load("contents");
      const all = contents.passages ? await candidates(contents, asked) : [];
      const together = asked.some((term) => term.words.length > 1);
      let at = 0;
      let shown = 0;
      rest = async () => {
        const before = shown;
        while (at < all.length && shown < before + PAGE) {
          const found = await passage(contents, all[at]);
          if (mine !== turn) return;
          const spans = places(found.text, asked);
          at += 1;
          if (spans) { list.append(hit(found, spans)); shown += 1; }
        }
        more.hidden = at >= all.length;
        const bound = at < all.length && together;
        const total = bound ? `At most ${amount(shown + all.length - at)}` : amount(shown + all.length - at);
        told.textContent = shown ? `${total} ${query}${more.hidden ? "" : `; ${shown} are shown`}, the newest pages first.`
          : `No passage holds ${query}.`;
        if (before) list.children[before]?.querySelector("a").focus();
      };
      await rest();
      if (mine === turn) list.setAttribute("data-of", query);
    };

    const failed = (error) => { told.textContent = `The index of this dossier cannot be read: ${error.message}`; };
    const asked = () => {
      try { return decodeURIComponent(location.hash.replace(/^#q=/, "").replaceAll("+", " ")); } catch { return ""; }
    };
    const follow = () => {
      if (location.hash && !location.hash.startsWith("#q=")) return;
      field.value = asked();
      show(field.value).catch(failed);
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const address = `#q=${encodeURIComponent(field.value)}`;
      if (location.hash === address) follow(); else location.hash = address;
    });
    more.addEventListener("click", () => rest?.().catch(failed));
    window.addEventListener("hashchange", follow);
    document.getElementById("unscripted").hidden = true;
    form.hidden = false;
    follow();
    if (!location.hash) field.focus();
  };
  document.addEventListener("DOMContentLoaded", start);
  return { give };
})();
