import type { Browser, Locator } from "@playwright/test";

/** What the tests of a project operate pages with. */
export type By = "pointer" | "keyboard";

/** More keys than this to one place are too many. */
const MOST_KEYS = 60;
const PATIENCE_MS = 10_000;

/**
 * From now on every locator of this process is operated by keys alone: what a test clicks, ticks, fills or presses is first
 * reached with Tab and the arrows, must show that it has the focus, and then gets Enter, Space or letters.
 */
export async function withoutPointer(browser: Browser): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const locators = Object.getPrototypeOf(page.locator("body")) as Locator;
  await context.close();
  Object.assign(locators, {
    async click(this: Locator, { modifiers = [] }: { modifiers?: string[] } = {}) {
      await reach(this);
      const key = await this.evaluate(keyOf);
      if (key !== null) await this.page().keyboard.press([...modifiers, key].join("+"));
    },
    async check(this: Locator) {
      await reach(this);
      if (!(await this.isChecked())) await this.page().keyboard.press("Space");
    },
    async fill(this: Locator, text: string) {
      await reach(this);
      const { keyboard } = this.page();
      await keyboard.press("ControlOrMeta+A");
      await keyboard.press("Delete");
      if (text !== "") await keyboard.insertText(text);
    },
    async press(this: Locator, key: string) {
      await reach(this);
      await this.page().keyboard.press(key);
    },
    async focus(this: Locator) {
      await reach(this);
    },
    // Whoever has no pointer rests with the focus.
    async hover(this: Locator) {
      await reach(this);
    },
  });
}

/** Goes to an element key by key, as somebody without a pointer does; from far away only the last part of the way. */
async function reach(locator: Locator): Promise<void> {
  await locator.waitFor({ timeout: PATIENCE_MS });
  await locator.evaluate(comeNear);
  const { keyboard } = locator.page();
  const began = Date.now();
  const pressed: string[] = [];
  let waits = 0;
  while (pressed.length < MOST_KEYS) {
    const step = await locator.evaluate(stepTo, pressed.slice(-4));
    if (step === "here") {
      const faint = await locator.evaluate(withoutIndicator);
      if (faint !== null && Date.now() - began < PATIENCE_MS && waits++ < 20) continue;
      if (faint !== null) throw new Error(`${locator} is reached by keys, but nothing shows it: ${faint}`);
      return;
    }
    if (step === "disabled") {
      if (Date.now() - began > PATIENCE_MS) throw new Error(`${locator} stays disabled`);
      await locator.page().waitForTimeout(50);
      continue;
    }
    if (step.startsWith("never")) throw new Error(`${locator} is not reached by keys: ${step}`);
    pressed.push(step);
    await keyboard.press(step);
  }
  throw new Error(`${locator} is not reached by ${MOST_KEYS} keys, at last ${pressed.slice(-6).join(", ")}`);
}

/** In the page: puts the focus a few stops before `element`, unless it is about there or in the same list. */
function comeNear(element: Element): void {
  const NEAR = 8;
  const active = document.activeElement;
  const within = element.closest("[role=dialog], [role=alertdialog], [role=menu], [role=listbox]") ?? document.body;
  if (within !== document.body && within.contains(active)) return;
  const rows = element.closest("[role=table], [role=grid], [role=radiogroup], [role=tablist]");
  if (rows?.contains(active)) return;
  const stops = [...within.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary, [tabindex]")].filter(
    (stop) => stop.tabIndex >= 0 && !stop.matches(":disabled") && stop.checkVisibility({ visibilityProperty: true }),
  );
  const before = stops.filter((stop) => stop.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
  const from = stops.indexOf(active as HTMLElement);
  if (from >= 0 && Math.abs(from - before.length) <= NEAR) return;
  const start = before.filter((stop) => !stop.contains(element)).at(-3);
  if (start) start.focus();
}

/** In the page: the key that leads from the focus towards `element`, "here", "disabled", or "never" with a reason. */
function stepTo(element: Element, last: string[]): string {
  const FOCUSABLE =
    "a[href], button, input, select, textarea, summary, [tabindex], [role=option], [role=menuitem], [role=menuitemradio], [role=menuitemcheckbox]";
  const labelled = element instanceof HTMLLabelElement ? element.control : null;
  const target =
    labelled ??
    (element.matches(FOCUSABLE) ? element : null) ??
    element.querySelector<HTMLElement>(FOCUSABLE) ??
    element.closest<HTMLElement>(FOCUSABLE);
  if (!(target instanceof HTMLElement || target instanceof SVGElement)) return "never: nothing in it takes the focus";
  const active = document.activeElement ?? document.body;
  const described = active.getAttribute("aria-activedescendant");
  const at = described ? (document.getElementById(described) ?? active) : active;
  if (at === target) return "here";
  if (target.matches(":disabled")) return "disabled";
  const follows = (at.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

  const list = target.closest("[role=menu], [role=listbox], [role=radiogroup], [role=tablist]");
  const inList = list !== null && (list.contains(at) || (list.id !== "" && active.getAttribute("aria-controls") === list.id));
  if (inList && !target.matches("input:not([type=radio])")) {
    if (at === active && !list.contains(at)) return "ArrowDown";
    const across = list.matches("[role=tablist]") && list.getAttribute("aria-orientation") !== "vertical";
    const forward = across ? "ArrowRight" : "ArrowDown";
    const back = across ? "ArrowLeft" : "ArrowUp";
    return at === list || follows ? forward : back;
  }
  // Rows share one place in the Tab order; the arrows go from one to the next.
  const rows = target.closest("[role=table], [role=grid], [role=list]");
  if (target.tabIndex < 0 && rows?.contains(at) && at !== target) return follows ? "ArrowDown" : "ArrowUp";
  const tab = active === document.body || follows ? "Tab" : "Shift+Tab";
  // There and back again, twice: the Tab order leaves it out.
  const other = tab === "Tab" ? "Shift+Tab" : "Tab";
  if (last.join() === [tab, other, tab, other].join() && active !== document.body)
    return `never: between ${active.tagName} and its neighbour Tab goes past it`;
  return tab;
}

/** In the page: the key that does what a click does, or null where reaching it is all. */
function keyOf(element: Element): string | null {
  const active = document.activeElement ?? document.body;
  if (active.matches("input[type=checkbox], [role=checkbox], [role=switch], input[type=radio], [role=radio]")) {
    return active.matches("[role=radio], input[type=radio]") && (active as HTMLInputElement).checked ? null : "Space";
  }
  if (element.matches("[role=option]")) return "Enter";
  if (active.matches("input:not([type=submit], [type=button]), textarea, select, [role=slider], [role=spinbutton]")) return null;
  return "Enter";
}

/** In the page: how the focused element looks where nothing marks it, or null. */
function withoutIndicator(): string | null {
  const active = document.activeElement as HTMLElement;
  const marked = (element: Element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0) || boxShadow !== "none";
  };
  // A list marks the choice by its ground, a field that is drawn by its neighbours is marked on them.
  if (active.matches("[role^=menuitem], [role=option], [data-highlighted], [aria-activedescendant]")) return null;
  const around = [
    active,
    active.parentElement,
    active.nextElementSibling,
    active.previousElementSibling,
    active.firstElementChild,
    active.closest("[role=row], tr, li"),
  ];
  if (around.some((element) => element && marked(element))) return null;
  return active.outerHTML.slice(0, 160);
}
