/* The front page: the archive's size and dates, and a search that answers while one types. */

const PAUSE_MS = 180;
const byId = (id) => document.getElementById(id);
const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
const number = new Intl.NumberFormat(document.documentElement.lang);
let search = new AbortController();
let pause = 0;

async function showExtent() {
  const { articles, published_from: from, published_to: to, sources = [] } = await (await fetch("v1/archive")).json();
  const parts = [
    `${number.format(articles)} ${articles === 1 ? "article" : "articles"}`,
    from && to && day.formatRange(new Date(from), new Date(to)),
    sources.length > 1 ? `${number.format(sources.length)} outlets` : sources[0],
  ];
  byId("extent").textContent = parts.filter(Boolean).join("  ·  ");
}

async function find(query) {
  search.abort();
  search = new AbortController();
  if (!query) return show([], "");
  try {
    const response = await fetch(`v1/search?${new URLSearchParams({ q: query, limit: 8 })}`, { signal: search.signal });
    if (!response.ok) return show([], "The search is resting. Try again in a moment.");
    const { hits } = await response.json();
    show(hits, countWords(hits.length), query);
  } catch (error) {
    if (error.name !== "AbortError") show([], "The archive cannot be reached.");
  }
}

function countWords(count) {
  if (count === 0) return "Nothing like that here.";
  return `${count} ${count === 1 ? "passage" : "passages"}, nearest first`;
}

function show(hits, words, query = "") {
  byId("guide").hidden = words !== "";
  byId("found").textContent = words;
  byId("hits").replaceChildren(...hits.map((hit) => hitItem(hit, query)));
}

function hitItem(hit, query) {
  const href = `articles/${encodeURIComponent(hit.article_id)}#${hit.start}-${hit.end}`;
  const date = hit.published_at && h("time", { datetime: hit.published_at }, day.format(new Date(hit.published_at)));
  return h(
    "li",
    {},
    h("h3", {}, h("a", { href, dir: "auto" }, hit.title || "Untitled")),
    h("p", { class: "credit" }, hit.publisher && h("bdi", {}, hit.publisher), date),
    h("p", { class: "passage", dir: "auto" }, ...withTerms(hit.text, query)),
  );
}

/** The passage with the words of the query in bold. */
function withTerms(text, query) {
  const terms = new Set(query.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu));
  return text.split(/([\p{L}\p{N}]+)/u).map((piece) => (terms.has(piece.toLowerCase()) ? h("b", {}, piece) : piece));
}

function listen() {
  const field = byId("query");
  byId("search").addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => find(field.value.trim()), PAUSE_MS);
  });
}

listen();
showExtent().catch(() => (byId("extent").textContent = "The archive cannot be reached."));
