import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { findBrowser } from "../../scripts/browser.mjs";
import type { MusterServer } from "../server";

/** What a page did that a page of Muster never does; each is one sentence. */
export type Misdeeds = {
  dialogs: string[];
  /** Requests to any other origin. */
  outbound: string[];
  /** Violations of the content security policy. */
  violations: string[];
  /** Warnings, errors and uncaught exceptions. */
  complaints: string[];
};

/** Chromium's own: its impatience, and that a page which is not there was answered 404. */
const EXPECTED =
  /was preloaded using link preload but not used|Failed to load resource: the server responded with a status of 404/;

/** A Chromium in which `cookie` is signed in; everything its pages do wrong is written down. */
export class WatchedBrowser {
  readonly misdeeds: Misdeeds = { dialogs: [], outbound: [], violations: [], complaints: [] };

  private constructor(
    private readonly browser: Browser,
    private readonly context: BrowserContext,
    readonly page: Page,
    private readonly server: MusterServer,
  ) {}

  static async open(server: MusterServer, cookie: string | null): Promise<WatchedBrowser> {
    const executablePath = await findBrowser();
    const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
    const browser = await chromium.launch({ args, ...(executablePath && { executablePath }) });
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB", timezoneId: "UTC" });
    const watched = new WatchedBrowser(browser, context, await context.newPage(), server);
    await watched.watch();
    if (cookie !== null) {
      const [name = "", value = ""] = cookie.split(/=(.*)/s);
      await context.addCookies([{ name, value, url: server.origin }]);
    }
    return watched;
  }

  /** One more page of the same browser. */
  another(): Promise<Page> {
    return this.context.newPage();
  }

  /** Opens a path and waits until it has its data. */
  async visit(path: string): Promise<void> {
    await this.page.goto(this.server.origin + path);
    await this.page.locator("main").first().waitFor();
    await this.page.waitForLoadState("networkidle", { timeout: 1_500 }).catch(() => {});
  }

  /** Where characters that hide or reorder text stand in the page as themselves, in its texts, titles and labels. */
  hidden(): Promise<string[]> {
    return this.page.evaluate(() => {
      const hides = /[^\P{C}\n\r\t\u200d]|[\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]/u;
      const found: string[] = hides.test(document.title) ? ["the title of the page"] : [];
      const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        const parent = text.parentElement;
        if (!hides.test(text.nodeValue ?? "") || parent?.closest("script, style, textarea")) continue;
        found.push(`<${parent?.tagName.toLowerCase()} class="${parent?.className.toString().slice(0, 60)}">`);
      }
      for (const element of document.querySelectorAll("[title], [aria-label], [data-hint], [alt]")) {
        for (const name of ["title", "aria-label", "data-hint", "alt"]) {
          if (hides.test(element.getAttribute(name) ?? ""))
            found.push(`${name} of <${element.tagName.toLowerCase()} class="${element.className.toString().slice(0, 60)}">`);
        }
      }
      return found;
    });
  }

  async close(): Promise<void> {
    await this.browser.close();
  }

  private async watch(): Promise<void> {
    const { misdeeds, context, server } = this;
    context.on("dialog", (dialog) => {
      misdeeds.dialogs.push(`${dialog.type()} ${dialog.message()}`);
      void dialog.dismiss();
    });
    const see = (url: string) => {
      const { protocol, origin } = new URL(url);
      if (protocol === "data:" || protocol === "blob:") return;
      if (origin.replace(/^ws/, "http") !== server.origin) misdeeds.outbound.push(url.slice(0, 200));
    };
    context.on("request", (request) => see(request.url()));
    context.on("page", (page) => page.on("websocket", (socket) => see(socket.url())));
    this.page.on("websocket", (socket) => see(socket.url()));
    context.on("console", (message) => {
      if (["error", "warning"].includes(message.type()) && !EXPECTED.test(message.text()))
        misdeeds.complaints.push(`${message.text().slice(0, 300)} (${new URL(this.page.url()).pathname})`);
    });
    context.on("weberror", (error) => misdeeds.complaints.push(`uncaught: ${error.error().message}`));
    await context.exposeBinding("noteViolation", (_, violated: string) => misdeeds.violations.push(violated));
    await context.exposeBinding("hostileTextRan", (_, how: string) => misdeeds.dialogs.push(`a script ran: ${how}`));
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
        (window as unknown as { noteViolation(what: string): void }).noteViolation(
          `${violatedDirective} ${blockedURI} ${sample} at ${location.pathname}`,
        ),
      );
    });
  }
}
