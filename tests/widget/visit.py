"""What a test does in the reader's stead, by the names that a reader sees or hears."""

from __future__ import annotations

from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

WATCH = """
window.__said = [];
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`POLICY ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""


@dataclass(slots=True)
class Visit:
    """One visit of a page with the widget on it.

    Attributes:
        page: The browser's page.
        home: The service's address.
        faults: What must not happen: policy violations, errors of our scripts, requests to other servers.
        welcome_elsewhere: Addresses besides `home` that the page may ask, for pages of other origins.
    """

    page: Page
    home: str
    faults: list[str] = field(default_factory=list)
    welcome_elsewhere: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.page.add_init_script(WATCH)
        self.page.on("console", lambda message: self._hear(message.text))
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.context.on("request", lambda request: self._see(request.url))

    def _hear(self, text: str) -> None:
        if "POLICY" in text or "Content Security Policy" in text or "Trusted" in text:
            self.faults.append(text)

    def _see(self, url: str) -> None:
        if not url.startswith((f"{self.home}/", *self.welcome_elsewhere)):
            self.faults.append(f"request: {url[:200]}")

    def open(self, path: str = "/") -> Visit:
        """Open a page of the service and wait until the chat, where there is one, can be used."""
        self.page.goto(self.home + path)
        return self

    @property
    def chat(self) -> Locator:
        """The chat, whatever page it stands on."""
        return self.page.locator("quotidian-chat")

    @property
    def field(self) -> Locator:
        """Where the question is written."""
        return self.chat.locator("textarea")

    @property
    def turn(self) -> Locator:
        """The latest question and its answer."""
        return self.chat.locator(".turn").last

    @property
    def prose(self) -> Locator:
        """The latest answer's sentences."""
        return self.turn.locator(".prose")

    @property
    def chips(self) -> Locator:
        """The citations of the latest answer."""
        return self.turn.locator(".chip")

    @property
    def callout(self) -> Locator:
        """The quotes behind a chip."""
        return self.chat.locator(".callout")

    @property
    def panel(self) -> Locator:
        """The panel with the whole article."""
        return self.chat.locator("dialog")

    def button(self, name: str) -> Locator:
        """The button of that name, in the chat."""
        return self.chat.get_by_role("button", name=name, exact=True)

    def ask(self, question: str) -> Visit:
        """Write a question and send it."""
        self.field.fill(question)
        self.field.press("Enter")
        return self

    def answered(self) -> Visit:
        """Wait until nothing is being written."""
        expect(self.turn).not_to_have_attribute("aria-busy", "true")
        expect(self.button("Ask")).to_be_visible()
        return self

    def marked(self) -> str:
        """Return the words that are highlighted, one line for each paragraph."""
        return "\n".join(self.page.locator("mark").all_text_contents())

    def barriers(self, only: str | None = None) -> list[str]:
        """Return what axe finds wrong with the page as it is now, by all its rules or one."""
        found = Axe().run(self.page, options={"runOnly": [only]} if only else None).response["violations"]
        return [
            f"{each['id']}: {node['html'][:160]} ({node['failureSummary'][:200]})" for each in found for node in each["nodes"]
        ]
