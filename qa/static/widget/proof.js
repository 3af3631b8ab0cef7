/* Proof: quotes as a reader sees them, in the callout, under the answer and in the two halves of a disagreement. */

/** A quote with its outlet and date, and the ways into its article; `label` is its number in the answer. */
function quoteBlock(chat, quote, source, label) {
  const tools = [readButton(chat, quote, source, label), copyButton(chat, quote, source)];
  return h(
    "figure",
    { class: "quote", part: "quote" },
    label && h("span", { class: "number", "aria-hidden": "true" }, label),
    h("blockquote", { dir: "auto", lang: source.language }, quote.text),
    h("figcaption", {}, h("span", { class: "credit" }, chat.credit(source)), h("span", { class: "tools" }, ...tools)),
  );
}

function readButton(chat, quote, source, label) {
  const read = () => {
    chat.callout.hide();
    chat.reader.open(quote, source);
  };
  const name = label && `${chat.say("read")}, ${chat.say("quote", { label })}`;
  return button("link", chat.say("read"), read, name);
}

function copyButton(chat, quote, source) {
  const { say } = chat;
  const copy = async () => {
    const words = (await copied(citationText(chat, quote, source))) ? "copied" : "notCopied";
    node.textContent = say(words);
    chat.announce(say(words));
    setTimeout(() => (node.textContent = say("copy")), 2000);
  };
  const node = button("link", say("copy"), copy);
  return node;
}

/** The quote as one pastes it: “…” — headline, outlet, date, address. */
function citationText(chat, quote, source) {
  const where = [source.title, source.publisher, chat.day(source.published_at), webAddress(source.url)];
  return `“${quote.text}” — ${where.filter(Boolean).join(", ")}`;
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** The quotes in the order of the citations, each once, under the number that cites it first; not those on a card. */
function proofList(chat, record) {
  const seen = new Set((record.disagreements ?? []).flatMap(({ sides }) => sides.flatMap((side) => side.quote_ids)));
  const items = record.citations.flatMap(({ label, quote_ids }) =>
    quote_ids
      .filter((id) => !seen.has(id) && seen.add(id))
      .map((id) => quoteAndSource(record, id))
      .filter(Boolean)
      .map(([quote, source]) => h("li", {}, quoteBlock(chat, quote, source, label))),
  );
  if (items.length === 0) return null;
  return h("section", { class: "proof", part: "proof" }, h("h4", {}, chat.say("proof")), h("ol", {}, ...items));
}

/** Both sides of each value on which the articles differ. */
function disagreementCards(chat, record) {
  return (record.disagreements ?? []).map(({ about, sides }) =>
    h(
      "section",
      { class: "disagreement", part: "disagreement" },
      h("h4", {}, chat.say("disagree")),
      h("p", { class: "about", dir: "auto" }, about),
      h("ul", {}, ...sides.map((side) => h("li", { part: "side" }, ...sideOf(chat, record, side)))),
    ),
  );
}

function sideOf(chat, record, { value, quote_ids }) {
  const quotes = quote_ids.map((id) => quoteAndSource(record, id)).filter(Boolean);
  const blocks = quotes.map(([quote, source]) => quoteBlock(chat, quote, source, labelOf(record, quote)));
  return [h("p", { class: "value", dir: "auto" }, value), ...blocks];
}

function labelOf(record, quote) {
  return record.citations.find(({ quote_ids }) => quote_ids.includes(quote.id))?.label;
}

function quoteAndSource(record, id) {
  const quote = record.quotes.find((one) => one.id === id);
  const source = quote && record.sources.find((one) => one.article_id === quote.article_id);
  return source && [quote, source];
}
