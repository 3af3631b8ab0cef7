/* Wire: the HTTP contract, and what can go wrong on the way. */

const TROUBLE_OF_STATUS = { 400: "invalid", 403: "refused", 413: "invalid", 422: "invalid", 429: "busy", 503: "busy" };

/** Why there is no answer; `kind` is a key of the words, `wait` the seconds that the server asks for, if it does. */
class Trouble extends Error {
  constructor(kind, wait = 0) {
    super(kind);
    this.kind = kind;
    this.wait = wait;
  }
}

/** What the events of a `text/event-stream` body carry, as `[name, data]`; comments are skipped. */
async function* serverEvents(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (let rest = ""; ; ) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (rest + value).split(/\r?\n\r?\n/);
      rest = blocks.pop();
      for (const block of blocks) {
        const data = eventField(block, "data:");
        if (data) yield [eventField(block, "event:"), JSON.parse(data)];
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

/** One field of an event. Lines end at line feeds only: news may hold a bare U+2028, where `^` and `$` break. */
function eventField(block, name) {
  const lines = block.split(/\r?\n/).filter((line) => line.startsWith(name));
  return lines.map((line) => line.slice(name.length).replace(/^ /, "")).join("\n");
}

/** The service at one address. Every method throws `Trouble`, and an aborted one an `AbortError`. */
class Wire {
  constructor(base) {
    this.base = base;
  }

  async json(path) {
    return (await this.#fetch(path)).json();
  }

  post(path, body) {
    return this.#send(path, body, "application/json");
  }

  /** The events of one answer; ends after `answer.completed`. */
  async *ask(question, signal) {
    const response = await this.#send("v1/answers", { ...question, stream: true }, "text/event-stream", signal);
    try {
      for await (const [name, data] of serverEvents(response.body)) {
        if (name === "answer.failed") throw new Trouble(TROUBLE_OF_STATUS[data.problem?.status] ?? "failed");
        yield [name, data];
        if (name === "answer.completed") return;
      }
    } catch (error) {
      throw error instanceof Trouble || signal.aborted ? error : new Trouble("cut");
    }
    throw new Trouble("cut");
  }

  #send(path, body, accept, signal) {
    const headers = { "Content-Type": "application/json", Accept: accept };
    return this.#fetch(path, { method: "POST", headers, body: JSON.stringify(body), signal });
  }

  async #fetch(path, options) {
    let response;
    try {
      response = await fetch(new URL(path, this.base), options);
    } catch (error) {
      throw error.name === "AbortError" ? error : new Trouble("offline");
    }
    if (response.ok) return response;
    throw new Trouble(TROUBLE_OF_STATUS[response.status] ?? "failed", Number(response.headers.get("Retry-After")) || 0);
  }
}
