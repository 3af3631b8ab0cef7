/* Callout: the quotes behind a citation chip, on hover, focus or tap. There is one; it moves from chip to chip. */

const LEAVE_MS = 250;
const GAP_PX = 8;

const within = (value, low, high) => Math.max(low, Math.min(value, high));

class Callout {
  #chip = null;
  #pinned = false;
  #leaving = 0;

  constructor() {
    this.node = h("div", {
      class: "callout",
      part: "callout",
      popover: "manual",
      role: "dialog",
      hidden: true,
      onpointerenter: () => clearTimeout(this.#leaving),
      onpointerleave: () => this.#leave(),
      onfocusout: (event) => this.#blur(event),
    });
  }

  get open() {
    return this.#chip !== null;
  }

  /** Make `chip` show what `quotes()` returns: to a pointer or the focus for as long, from click to click for good. */
  attach(chip, quotes) {
    const show = () => this.#show(chip, quotes());
    chip.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && !this.#pinned && show());
    chip.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && this.#leave());
    chip.addEventListener("focus", () => chip.matches(":focus-visible") && show());
    chip.addEventListener("focusout", (event) => this.#blur(event));
    chip.addEventListener("click", () => {
      const again = this.#pinned && this.#chip === chip;
      if (again) return this.hide();
      show();
      this.#pinned = true;
    });
  }

  /** Hide it; the focus goes back to its chip when it was inside. */
  hide() {
    if (!this.#chip) return;
    const chip = this.#chip;
    const inside = this.node.contains(this.node.getRootNode().activeElement);
    this.#chip = null;
    this.#pinned = false;
    chip.setAttribute("aria-expanded", "false");
    if (inside) chip.focus({ preventScroll: true });
    this.node.hidePopover?.();
    this.node.hidden = true;
  }

  /** Hide it when a pointer went down elsewhere. */
  dismiss(event) {
    const path = event.composedPath();
    if (this.#chip && !path.includes(this.node) && !path.includes(this.#chip)) this.hide();
  }

  /** Put it under its chip, or above where there is no room, inside the conversation and the window. */
  place() {
    if (!this.#chip) return;
    const nodes = [this.#chip, this.node, this.#chip.closest(".log")];
    const [chip, box, log] = nodes.map((node) => node.getBoundingClientRect());
    const centred = chip.left + chip.width / 2 - box.width / 2;
    const inLog = within(centred, log.left + GAP_PX, log.right - GAP_PX - box.width);
    const left = within(inLog, GAP_PX, innerWidth - GAP_PX - box.width);
    const fits = chip.bottom + GAP_PX + box.height < innerHeight;
    const top = fits ? chip.bottom + GAP_PX : Math.max(chip.top - GAP_PX - box.height, GAP_PX);
    this.node.style.left = `${left}px`;
    this.node.style.top = `${top}px`;
  }

  #show(chip, quotes) {
    clearTimeout(this.#leaving);
    if (this.#chip === chip) return;
    this.hide();
    this.#chip = chip;
    chip.setAttribute("aria-expanded", "true");
    chip.after(this.node);
    this.node.setAttribute("aria-label", chip.getAttribute("aria-label"));
    this.node.replaceChildren(...quotes);
    this.node.hidden = false;
    this.node.showPopover?.();
    this.place();
  }

  #leave() {
    clearTimeout(this.#leaving);
    this.#leaving = setTimeout(() => !this.#pinned && !this.#focused() && this.hide(), LEAVE_MS);
  }

  #blur(event) {
    const next = event.relatedTarget;
    if (this.#chip && next && next !== this.#chip && !this.node.contains(next)) this.hide();
  }

  #focused() {
    const active = this.node.getRootNode().activeElement;
    return active && (active === this.#chip || this.node.contains(active));
  }
}
