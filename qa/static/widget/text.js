/* Text: offsets on the wire count code points, JavaScript counts UTF-16 units. */

/** The UTF-16 index of a code point index, kept inside the text. */
function unitAt(text, point) {
  let unit = 0;
  for (; point > 0 && unit < text.length; point -= 1) unit += text.codePointAt(unit) > 0xffff ? 2 : 1;
  return unit;
}

/** The code points [start, end) of a text. */
function slicePoints(text, start, end) {
  return text.slice(unitAt(text, start), unitAt(text, end));
}

/** A line as nodes, its code points [start, end) inside <mark>; offsets outside the line are cut off. */
function marked(line, start, end) {
  const from = unitAt(line, start);
  const to = unitAt(line, end);
  return from < to ? [line.slice(0, from), h("mark", { part: "mark" }, line.slice(from, to)), line.slice(to)] : [line];
}

/** An article's lines as paragraphs, the code points [start, end) of the whole marked. */
function paragraphs(text, start, end) {
  let at = 0;
  return text.split("\n").map((line) => {
    const offset = at;
    at += [...line].length + 1;
    return line.trim() && h("p", { dir: "auto" }, ...marked(line, start - offset, end - offset));
  });
}
