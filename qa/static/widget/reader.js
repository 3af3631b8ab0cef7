/* Reader: the panel with the whole article, open at the quote. */

class Reader {
  #opened = null;

  constructor(chat) {
    this.chat = chat;
    this.body = h("div", { class: "article", tabindex: "0", role: "group" });
    this.tools = h("footer", { class: "tools" });
    this.node = h(
      "dialog",
      { class: "reader", part: "panel", "aria-labelledby": "headline", onclick: (event) => this.#beside(event) },
      button("icon close", icon(ICONS.close), () => this.close(), chat.say("close")),
      this.body,
      this.tools,
    );
  }

  close() {
    this.node.close();
  }

  /** Close on a click that fell on the page behind the panel. */
  #beside(event) {
    if (event.target === this.node) this.close();
  }

  /** Show the article of `source` with `quote` marked and scrolled to. */
  async open(quote, source) {
    const { say, wire } = this.chat;
    this.#opened = quote;
    this.#fill(source, h("p", { class: "working" }, say("loadingArticle")));
    this.tools.replaceChildren();
    if (!this.node.open) this.node.showModal();
    try {
      const article = await wire.json(`v1/articles/${encodeURIComponent(quote.article_id)}`);
      if (this.#opened === quote) this.#show(article, quote, source);
    } catch {
      const retry = button("button", say("retry"), () => this.open(quote, source));
      if (this.#opened === quote) this.#fill(source, h("p", { class: "note" }, say("noArticle"), " ", retry));
    }
  }

  #show(article, quote, source) {
    const place = standing(article.text, quote);
    const warning = place ? null : h("p", { class: "note", role: "status" }, this.chat.say("corrected"));
    this.#fill(source, warning, ...paragraphs(article.text, ...(place ?? [0, 0])));
    this.tools.replaceChildren(...this.#tools(quote, source, place));
    this.body.querySelector("mark")?.scrollIntoView({ block: "center" });
  }

  #fill(source, ...text) {
    const { say } = this.chat;
    const head = [
      h("p", { class: "credit" }, this.chat.credit(source)),
      h("h2", { id: "headline", dir: "auto" }, source.title || say("untitled")),
      source.author && h("p", { class: "byline", dir: "auto" }, source.author),
    ];
    const article = h("article", { lang: source.language }, ...head, h("div", { class: "body" }, ...text));
    this.body.setAttribute("aria-label", source.title || say("untitled"));
    this.body.replaceChildren(article);
    this.body.scrollTop = 0;
  }

  #tools(quote, source, place) {
    const { say, wire } = this.chat;
    const page = new URL(`articles/${encodeURIComponent(quote.article_id)}`, wire.base);
    if (place) page.hash = place.join("-");
    const links = [outLink(quote.url ?? source.url, say("original")), outLink(page.href, say("printable"))];
    return [copyButton(this.chat, quote, source), ...links.filter(Boolean)];
  }
}

/** Where the quote stands in this text, in code points: as it says, or where its words are now; else null. */
function standing(text, quote) {
  if (slicePoints(text, quote.start, quote.end) === quote.text) return [quote.start, quote.end];
  const unit = text.indexOf(quote.text);
  if (unit < 0) return null;
  const start = [...text.slice(0, unit)].length;
  return [start, start + [...quote.text].length];
}
