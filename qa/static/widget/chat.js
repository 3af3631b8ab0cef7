/* Chat: the custom element. It holds the conversation and hands its parts words, wire, callout and reader. */

const ICONS = {
  close: "M5 5l10 10M15 5L5 15",
  restart: "M10 4v12M4 10h12",
  thumb: "M3 9h3.5v8H3zM6.5 9l3.4-6.2c1.5 0 2.3 1 2.1 2.3L11.6 8h4.2c1 0 1.6.9 1.4 1.8l-1.3 6c-.2.7-.8 1.2-1.5 1.2H6.5",
};

const HEADROOM_PX = 24;

const sheet = new CSSStyleSheet();
sheet.replaceSync(CHAT_CSS + QUOTES_CSS);

class QuotidianChat extends HTMLElement {
  #turns = [];
  #asking = null;
  #followed = 0;

  connectedCallback() {
    if (this.shadowRoot) return;
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
    this.#settle();
    this.#build();
    this.#restore();
    if (this.#turns.length === 0) this.#suggest();
  }

  disconnectedCallback() {
    this.stop();
  }

  /** Ask in a new turn. */
  ask(question) {
    this.#run(new Turn(this, { question, ...this.composer.limits() }));
  }

  /** Ask a turn's question again, in its place. */
  retry(turn) {
    this.#run(turn);
    turn.heading.focus({ preventScroll: true });
  }

  retryAllDates(turn) {
    this.composer.clearDates();
    turn.asked = { question: turn.asked.question };
    this.retry(turn);
  }

  stop() {
    this.#asking?.stop();
  }

  /** Say something once to those who listen rather than look. */
  announce(text) {
    this.spoken.textContent = "";
    requestAnimationFrame(() => (this.spoken.textContent = text));
  }

  /** Outlet and date, each kept from turning the text around it. */
  credit(source) {
    const date = source.published_at && h("time", { datetime: source.published_at }, this.day(source.published_at));
    const outlet = source.publisher && h("bdi", { class: "outlet" }, source.publisher);
    return [outlet, outlet && date && " · ", date].filter(Boolean);
  }

  /** Bring a growing turn's question to the top of the log, unless the reader has scrolled since. */
  follow(turn) {
    if (turn !== this.#turns.at(-1) || (this.#followed && Math.abs(this.log.scrollTop - this.#followed) > 2)) return;
    this.log.scrollTop = turn.heading.offsetTop - HEADROOM_PX;
    this.#followed = this.log.scrollTop;
  }

  #settle() {
    const language = this.getAttribute("lang") || this.closest("[lang]")?.lang || document.documentElement.lang || "en";
    const dates = new Intl.DateTimeFormat(knownLanguage(language), { dateStyle: "medium", timeZone: "UTC" });
    this.say = wordsFor(language, parsed(this.getAttribute("strings")));
    this.day = (moment) => (moment ? dates.format(new Date(moment)) : "");
    this.wire = new Wire(new URL(this.getAttribute("api") || HOME, document.baseURI));
    this.callout = new Callout();
    this.reader = new Reader(this);
  }

  #build() {
    const { say } = this;
    this.composer = new Composer(this);
    this.spoken = h("div", { class: "spoken", role: "status" });
    const greeting = [h("p", { class: "lead" }, say("welcome")), h("p", {}, say("welcomeMore"))];
    this.welcome = h("div", { class: "welcome", part: "welcome" }, ...greeting);
    const name = { role: "group", "aria-label": say("conversation") };
    this.log = h("div", { class: "log", part: "log", tabindex: "0", ...name }, this.welcome);
    this.chat = h(
      "section",
      { class: "chat", part: "chat", "aria-labelledby": "title" },
      this.#header(),
      this.log,
      this.composer.node,
      h("p", { class: "footnote", part: "footnote" }, say("footnote")),
    );
    this.shadowRoot.append(this.chat, this.reader.node, this.spoken);
    if (this.hasAttribute("launcher")) this.#launcher();
    this.#listen();
  }

  #header() {
    const { say } = this;
    const more = { title: say("restart"), hidden: true };
    this.fresh = button("icon", icon(ICONS.restart), () => this.#restart(), say("restart"), more);
    const name = h("div", {}, h("h2", { id: "title", part: "title" }, say("title")), h("p", {}, say("tagline")));
    return h("header", { class: "head", part: "header" }, name, this.fresh);
  }

  /** A button that opens the chat as a window in the page's corner. */
  #launcher() {
    const { say } = this;
    const more = { part: "launcher", "aria-expanded": "false" };
    this.opener = button("launcher", say("open"), () => this.#open(this.chat.hidden), null, more);
    this.chat.querySelector(".head").append(button("icon", icon(ICONS.close), () => this.#open(false), say("close")));
    this.chat.setAttribute("role", "dialog");
    this.chat.hidden = true;
    this.shadowRoot.append(this.opener);
  }

  #open(open) {
    this.chat.hidden = !open;
    this.opener.setAttribute("aria-expanded", String(open));
    (open ? this.composer : this.opener).focus();
  }

  #listen() {
    const place = () => this.callout.place();
    this.shadowRoot.addEventListener("scroll", place, true);
    addEventListener("scroll", place, { passive: true });
    addEventListener("resize", place);
    document.addEventListener("pointerdown", (event) => this.callout.dismiss(event));
    this.shadowRoot.addEventListener("keydown", (event) => event.key === "Escape" && this.#escape(event));
  }

  #escape(event) {
    if (this.reader.node.open) return;
    if (this.callout.open) this.callout.hide();
    else if (this.opener && !this.chat.hidden) this.#open(false);
    else return;
    event.stopPropagation();
  }

  async #run(turn) {
    this.stop();
    if (!this.#turns.includes(turn)) this.#add(turn);
    const before = this.#turns.slice(0, this.#turns.indexOf(turn));
    this.#asking = turn;
    this.composer.busy = true;
    await turn.run(before.flatMap((earlier) => earlier.history()).slice(-12));
    if (this.#asking !== turn) return;
    this.#asking = null;
    this.composer.busy = false;
    this.#keep();
  }

  #add(turn) {
    this.welcome.hidden = true;
    this.fresh.hidden = false;
    this.#turns.push(turn);
    this.log.append(turn.node);
    this.#followed = 0;
    this.follow(turn);
  }

  #restart() {
    this.stop();
    for (const turn of this.#turns) turn.node.remove();
    this.#turns = [];
    this.#keep();
    this.welcome.hidden = false;
    this.fresh.hidden = true;
    this.composer.focus();
    this.#suggest();
  }

  /** First questions from the archive; without them the welcome stands alone. */
  async #suggest() {
    if (this.suggestions) return;
    try {
      const { suggestions = [] } = await this.wire.json("v1/archive");
      if (suggestions.length === 0) return;
      const items = suggestions.slice(0, 4).map((question) => h("li", {}, this.#suggestion(question)));
      this.suggestions = h("ul", {}, ...items);
      this.welcome.append(h("h3", {}, this.say("suggestions")), this.suggestions);
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
    }
  }

  #suggestion(question) {
    const ask = () => {
      this.ask(question);
      this.#turns.at(-1).heading.focus({ preventScroll: true });
    };
    return button("suggestion", question, ask, null, { part: "suggestion", dir: "auto" });
  }

  get #drawer() {
    return this.getAttribute("storage") === "off" ? null : `quotidian ${this.wire.base}`;
  }

  #keep() {
    try {
      if (this.#drawer) sessionStorage.setItem(this.#drawer, JSON.stringify(this.#turns.map((turn) => turn.saved())));
    } catch {
      /* a page may forbid storage, or have filled it: the conversation then lasts as long as the page */
    }
  }

  #restore() {
    try {
      const saved = JSON.parse((this.#drawer && sessionStorage.getItem(this.#drawer)) ?? "[]");
      for (const { asked, ...rest } of saved) this.#add(new Turn(this, asked, rest));
    } catch {
      /* the same, or what was kept is of another version */
    }
  }
}

function parsed(json) {
  try {
    return JSON.parse(json ?? "{}");
  } catch {
    console.warn("quotidian-chat: the strings attribute is not JSON and is left out");
    return {};
  }
}

/** The language tag, or English where it is not one. */
function knownLanguage(tag) {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? "en";
  } catch {
    return "en";
  }
}
