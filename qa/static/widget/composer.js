/* Composer: the question field, its dates, and the one button that asks or stops. */

class Composer {
  #busy = false;

  constructor(chat) {
    const { say } = chat;
    this.chat = chat;
    this.field = h("textarea", {
      rows: "1",
      maxlength: "2000",
      "aria-label": say("placeholder"),
      placeholder: say("placeholder"),
      onkeydown: (event) => this.#key(event),
      oninput: () => this.#grow(),
    });
    this.button = h("button", { class: "ask", part: "ask", type: "submit" }, say("ask"));
    this.from = this.#dateField();
    this.to = this.#dateField();
    this.range = h("summary", {}, say("dates"));
    this.node = h(
      "form",
      { class: "composer", part: "composer", onsubmit: (event) => this.#submit(event) },
      h("div", { class: "line" }, this.field, this.button),
      this.#dates(),
    );
  }

  /** The earliest and latest day as the request names them; a day that was not given is left out. */
  limits() {
    const days = [this.from.value, this.to.value];
    const [first, last] = days.every(Boolean) ? days.sort() : days;
    return {
      ...(first && { published_after: `${first}T00:00:00Z` }),
      ...(last && { published_before: `${last}T23:59:59Z` }),
    };
  }

  clearDates() {
    this.from.value = this.to.value = "";
    this.#name();
  }

  set busy(busy) {
    this.#busy = busy;
    this.button.textContent = this.chat.say(busy ? "stop" : "ask");
    this.button.classList.toggle("stop", busy);
  }

  focus() {
    this.field.focus();
  }

  #submit(event) {
    event.preventDefault();
    if (this.#busy) return this.chat.stop();
    const question = this.field.value.trim();
    if (!question) return this.focus();
    this.field.value = "";
    this.#grow();
    this.chat.ask(question);
  }

  #key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (!this.#busy) this.node.requestSubmit();
  }

  #grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
  }

  #dateField() {
    return h("input", { type: "date", onchange: () => this.#name() });
  }

  #dates() {
    const { say } = this.chat;
    const clear = button("link", say("clear"), () => this.clearDates());
    const fields = [h("label", {}, say("from"), " ", this.from), h("label", {}, say("to"), " ", this.to), clear];
    return h("details", { class: "dates", part: "dates" }, this.range, h("div", {}, ...fields));
  }

  /** Put the dates that are set on the closed control. */
  #name() {
    const { say, day } = this.chat;
    const { published_after: after, published_before: before } = this.limits();
    const [from, to] = [day(after), day(before)];
    if (from && to) this.range.textContent = `${from} – ${to}`;
    else this.range.textContent = from ? say("since", { from }) : to ? say("until", { to }) : say("dates");
  }
}
