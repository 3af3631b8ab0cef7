/* Launch: runs once, when the script tag is read. The service is where the script came from. */

const SCRIPT = document.currentScript;
const HOME = new URL(".", SCRIPT?.src ?? document.baseURI).href;

/** Copy the script tag's `data-…` settings to a launcher, unless the page has a chat of its own. */
function launch() {
  if (SCRIPT?.dataset.launcher === "off" || document.querySelector("quotidian-chat")) return;
  const settings = ["api", "lang", "theme", "storage", "strings"].map((name) => [name, SCRIPT?.dataset[name]]);
  document.body.append(h("quotidian-chat", { launcher: true, ...Object.fromEntries(settings) }));
}

if (!customElements.get("quotidian-chat")) {
  customElements.define("quotidian-chat", QuotidianChat);
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", launch);
  else launch();
}
