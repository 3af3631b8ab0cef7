/* The article page: marks the quote that the address names, `#start-end` in code points of the article's text. */

const LONG_QUOTE = 500; // a whole passage, as a search finds it, is marked more faintly

function markQuote() {
  for (const mark of document.querySelectorAll("mark")) mark.replaceWith(mark.textContent);
  const range = /^#(\d{1,9})-(\d{1,9})$/.exec(location.hash);
  if (!range) return;
  document.body.classList.toggle("passage-marked", range[2] - range[1] > LONG_QUOTE);
  for (const paragraph of document.querySelectorAll("[data-at]")) {
    const [start, end] = range.slice(1).map((point) => Number(point) - Number(paragraph.dataset.at));
    paragraph.replaceChildren(...marked(paragraph.textContent, start, end));
  }
  document.querySelector("mark")?.scrollIntoView({ block: "center" });
}

addEventListener("hashchange", markQuote);
markQuote();
