/* Feedback: thumbs for one answer, and an optional comment once one is given. */

function feedback(chat, answerId) {
  const { say } = chat;
  const send = async (body) => {
    try {
      await chat.wire.post(`v1/answers/${encodeURIComponent(answerId)}/feedback`, body);
      chat.announce(say("thanks"));
      return true;
    } catch {
      chat.announce(say("notSent"));
      return false;
    }
  };
  const thumb = (rating, name) => {
    const give = (event) => rate(rating, event.currentTarget);
    return button(`icon ${rating}`, icon(ICONS.thumb), give, name, { "aria-pressed": "false" });
  };
  const thumbs = [thumb("up", say("helpful")), thumb("down", say("unhelpful"))];
  const node = h("div", { class: "feedback", part: "feedback" }, ...thumbs);
  const rate = async (rating, given) => {
    if (!(await send({ rating }))) return;
    for (const other of thumbs) other.setAttribute("aria-pressed", String(other === given));
    node.querySelector("form")?.remove();
    node.append(commentForm(say, (comment) => send({ rating, comment })));
  };
  return node;
}

/** A form for a few words; once they are sent it gives way to thanks. */
function commentForm(say, send) {
  const words = say("comment");
  const field = h("input", { type: "text", maxlength: "1000", "aria-label": words, placeholder: words });
  const submit = async (event) => {
    event.preventDefault();
    if (!field.value.trim() || !(await send(field.value.trim()))) return;
    form.replaceChildren(h("p", { class: "thanks", tabindex: "-1" }, say("thanks")));
    form.firstChild.focus();
  };
  const form = h("form", { onsubmit: submit }, field, h("button", { class: "button", type: "submit" }, say("send")));
  return form;
}
