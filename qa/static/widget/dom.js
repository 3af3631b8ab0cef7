/* DOM: elements out of text nodes only. Whatever a string holds, it is shown and never parsed. */

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes, `on…` listeners, and children; null, false and empty children are left out. */
function h(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (value != null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child != null && child !== false && child !== ""));
  return node;
}

/** A button of a kind that the style sheet knows; `name` is what it is called where its content does not say. */
function button(kind, content, onclick, name, more) {
  return h("button", { class: kind, type: "button", "aria-label": name, onclick, ...more }, content);
}

/** A 20-unit line drawing, hidden from assistive technology. */
function icon(path) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  svg.append(document.createElementNS(SVG, "path"));
  svg.firstChild.setAttribute("d", path);
  return svg;
}

/** `url` when a browser would fetch it; null for `javascript:`, `data:` and all else that it would run. */
function webAddress(url) {
  try {
    const { protocol, href } = new URL(url);
    return protocol === "https:" || protocol === "http:" ? href : null;
  } catch {
    return null;
  }
}

/** A link that leaves the page in a new tab and tells nothing; null when the address is not one to follow. */
function outLink(url, ...children) {
  const href = webAddress(url);
  return href && h("a", { href, target: "_blank", rel: "noopener noreferrer nofollow" }, ...children);
}
