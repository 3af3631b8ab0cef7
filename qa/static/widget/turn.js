/* Turn: one question and its answer, from the first event to the last. */

const NOTE_OF_WARNING = {
  extractive_fallback: "extractive",
  llm_unavailable: "extractive",
  llm_timeout: "extractive",
  llm_rubbish: "extractive",
  statements_dropped: "dropped",
  index_degraded: "degraded",
};

const blankRecord = () => ({ text: "", citations: [], quotes: [], sources: [], disagreements: [], warnings: [] });

class Turn {
  #sentences = [];
  #stop = null;

  /** `asked` is the request without its history; `saved` the rest of a turn kept by `saved()`. */
  constructor(chat, asked, saved = { record: blankRecord(), outcome: "" }) {
    this.chat = chat;
    this.asked = asked;
    this.record = saved.record;
    this.outcome = saved.outcome;
    this.heading = h("h3", { class: "question", part: "question", tabindex: "-1", dir: "auto" }, asked.question);
    this.prose = h("div", { class: "prose", part: "answer", dir: "auto" });
    this.working = h("p", { class: "working", part: "status" });
    this.rest = h("div", { class: "rest" });
    this.node = h("article", { class: "turn", part: "turn" }, this.heading, this.prose, this.working, this.rest);
    if (saved.outcome) this.#finish();
  }

  /** What sessionStorage keeps of it. */
  saved() {
    return { asked: this.asked, record: this.record, outcome: this.outcome };
  }

  /** What the next question is told of it. */
  history() {
    const turns = [{ role: "user", content: this.asked.question }];
    return this.record.text ? [...turns, { role: "assistant", content: this.record.text }] : turns;
  }

  /** Ask, and show each verified sentence as it comes; returns when the answer is complete, stopped or lost. */
  async run(history) {
    this.#begin();
    try {
      const events = this.chat.wire.ask({ ...this.asked, history }, this.#stop.signal);
      for await (const [name, data] of events) this.#take(name, data);
      this.outcome = "done";
    } catch (error) {
      this.outcome = error.name === "AbortError" ? "stopped" : (error.kind ?? "failed");
      this.wait = error.wait;
      if (this.outcome === "failed") console.error(error);
    } finally {
      this.#stop = null;
      this.#finish();
    }
    this.chat.announce(this.#spoken());
  }

  stop() {
    this.#stop?.abort();
  }

  #begin() {
    this.#stop = new AbortController();
    this.record = blankRecord();
    this.outcome = "";
    this.node.setAttribute("aria-busy", "true");
    this.prose.replaceChildren();
    this.rest.replaceChildren();
    this.#sentences = [];
    this.#work("searching");
  }

  #take(name, data) {
    if (name === "answer.status" && data.stage === "writing") this.#work("writing");
    else if (name === "answer.sources") this.#reading(data.sources);
    else if (name === "answer.text.delta") this.#sentence(data.offset, data.delta);
    else if (name === "answer.citation.added") this.#cite(data.citation, data.quotes);
    else if (name === "answer.completed") this.#complete(data.answer);
  }

  #work(key, values) {
    this.working.textContent = this.chat.say(key, values);
  }

  #reading(sources) {
    this.record.sources = sources;
    const outlets = [...new Set(sources.map((source) => source.publisher).filter(Boolean))];
    if (outlets.length > 0) this.#work("reading", { outlets: outlets.slice(0, 4).join(", ") });
  }

  #sentence(offset, text) {
    this.record.text = slicePoints(this.record.text, 0, offset) + text;
    const node = h("span", { class: "sentence" }, text);
    this.#sentences.push({ offset, node });
    this.prose.append(node);
    this.chat.follow(this);
  }

  #cite(citation, quotes) {
    const known = new Set(this.record.quotes.map((quote) => quote.id));
    this.record.quotes.push(...quotes.filter((quote) => !known.has(quote.id)));
    this.record.citations.push(citation);
    this.#chip(citation);
  }

  #chip(citation) {
    const { say, callout } = this.chat;
    const { label } = citation;
    const quotes = () => citation.quote_ids.map((id) => quoteAndSource(this.record, id)).filter(Boolean);
    const publisher = quotes()[0]?.[1].publisher;
    const name = publisher ? say("quoteFrom", { label, source: publisher }) : say("quote", { label });
    const more = { part: "chip", "aria-expanded": "false", "aria-haspopup": "dialog" };
    const chip = button("chip", label, null, name, more);
    callout.attach(chip, () => quotes().map(([quote, source]) => quoteBlock(this.chat, quote, source, label)));
    const sentence = this.#sentences.findLast(({ offset }) => offset <= citation.start)?.node;
    if (sentence) withChip(sentence, chip);
  }

  /** Take the whole record; what is on the screen stays there, with its focus, unless the record says otherwise. */
  #complete(record) {
    const shown = JSON.stringify([this.record.text, this.record.citations]);
    this.record = record;
    if (shown !== JSON.stringify([record.text, record.citations])) this.#rewrite();
  }

  #rewrite() {
    const { text, citations } = this.record;
    this.prose.replaceChildren();
    this.#sentences = [];
    let at = 0;
    for (const citation of citations) {
      const node = h("span", { class: "sentence" }, slicePoints(text, at, citation.end));
      this.#sentences.push({ offset: at, node });
      this.prose.append(node);
      this.#chip(citation);
      at = citation.end;
    }
    this.prose.append(text.slice(unitAt(text, at)));
  }

  #finish() {
    if (!this.prose.hasChildNodes()) this.#rewrite();
    this.node.removeAttribute("aria-busy");
    this.node.dataset.mode = this.record.mode ?? "";
    this.working.textContent = "";
    const { chat, record } = this;
    const parts = [this.#notes(), ...disagreementCards(chat, record), proofList(chat, record), this.#actions()];
    this.rest.replaceChildren(...parts.filter(Boolean));
    this.chat.follow(this);
  }

  /** The words for all that was not plain sailing, each once. */
  #noteWords() {
    const { say } = this.chat;
    const { status, reason, mode, warnings = [] } = this.record;
    if (this.outcome !== "done") return [say(this.outcome, { wait: this.wait || 10 })];
    const keys = warnings.map((warning) => NOTE_OF_WARNING[warning.code]);
    if (status === "no_answer") keys.unshift(reason ?? "not_in_articles");
    else if (mode === "extractive") keys.unshift("extractive");
    if (status === "partial") keys.unshift("partial");
    const told = keys.filter((key) => key && !(key === "extractive" && status === "no_answer"));
    return [...new Set(told)].map((key) => say(key));
  }

  #notes() {
    const words = this.#noteWords();
    return words.length > 0 && h("div", { class: "note", part: "note" }, ...words.map((word) => h("p", {}, word)));
  }

  #actions() {
    const { say } = this.chat;
    const whole = this.outcome === "done" && this.record.status === "answered" && this.record.mode !== "extractive";
    const buttons = [
      !whole && button("button", say("retry"), () => this.chat.retry(this)),
      this.record.reason === "outside_dates" && button("button", say("allDates"), () => this.chat.retryAllDates(this)),
      this.record.id && feedback(this.chat, this.record.id),
    ];
    return h("div", { class: "actions" }, ...buttons);
  }

  #spoken() {
    const notes = this.#noteWords().join(" ");
    if (!this.record.text) return notes;
    return `${this.chat.say("announce", { text: this.record.text, count: this.record.quotes.length })} ${notes}`.trim();
  }
}

/** Put a chip at the end of a sentence, on one line with its last word. */
function withChip(sentence, chip) {
  const text = sentence.textContent;
  const cut = text.lastIndexOf(" ") + 1;
  if (text.length - cut > 24) return sentence.append(chip);
  sentence.replaceChildren(text.slice(0, cut), h("span", { class: "tail" }, text.slice(cut), chip));
}
