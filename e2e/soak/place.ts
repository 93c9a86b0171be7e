/** Where somebody is on a page; each part reads the same as long as nothing moved. */
export type Place = {
  /** What the pointer rests on: its agent where it has one, its first words otherwise. */
  under: string;
  focus: string;
  selected: string;
  scrolled: string;
  menu: string;
  address: string;
  /** Layout shifts that touched the pointer, with what moved. */
  shifts: string;
};

/**
 * Runs in a page before its own scripts. Notes where the pointer is and every layout shift that nobody's input explains, and
 * adds `window.place(anew)`, which answers a Place; with `anew` shifts are counted from now on.
 */
export function watchForShifts(): void {
  type Source = { previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly; node: Node | null };
  type Shift = PerformanceEntry & { sources: Source[]; hadRecentInput: boolean };
  let pointer = { x: -1, y: -1 };
  let touched: string[] = [];
  addEventListener("pointermove", ({ clientX, clientY }) => {
    pointer = { x: clientX, y: clientY };
  });
  const covers = (box: DOMRectReadOnly) =>
    pointer.x >= box.left && pointer.x <= box.right && pointer.y >= box.top && pointer.y <= box.bottom;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as Shift[]) {
      if (entry.hadRecentInput) continue;
      const hit = entry.sources.find(({ previousRect, currentRect }) => covers(previousRect) || covers(currentRect));
      if (hit) touched.push((hit.node instanceof Element ? hit.node : hit.node?.parentElement)?.outerHTML.slice(0, 120) ?? "?");
    }
  }).observe({ type: "layout-shift", buffered: true });

  const nameOf = (element: Element | null): string => {
    const row = element?.closest<HTMLElement>("[data-agent]");
    if (row) return row.dataset.agent ?? "";
    const item = element?.closest("li, [role=listitem], [role^=menuitem], h1")?.cloneNode(true) as Element | undefined;
    // Ages of things go on; which thing it is stays.
    for (const age of item?.querySelectorAll("time") ?? []) age.remove();
    return (item?.textContent ?? element?.tagName ?? "").replace(/\d+\s*(ms|s|min|h|d)\b/g, "").slice(0, 60);
  };
  const place = (anew: boolean): Place => {
    if (anew) touched = [];
    const scrolls = [...document.querySelectorAll("[role=table], main, html")].map((box) => Math.round(box.scrollTop));
    const menu = document.querySelector("[role=menu]")?.getBoundingClientRect();
    return {
      under: nameOf(document.elementFromPoint(pointer.x, pointer.y)),
      focus: nameOf(document.activeElement),
      selected: [...document.querySelectorAll<HTMLElement>("[data-selected][data-agent]")].map((row) => row.dataset.agent).join(),
      scrolled: scrolls.join(),
      menu: menu ? `${Math.round(menu.left)},${Math.round(menu.top)}` : "none",
      address: location.pathname + location.search,
      shifts: touched.join(" "),
    };
  };
  Object.assign(window, { place });
}
