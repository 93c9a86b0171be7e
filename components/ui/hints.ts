const DELAY_MS = 400;
/** From one hint to the next nobody waits again. */
const WARM_MS = 300;
const GAP = 6;
const EDGE = 8;

/**
 * Shows the text of whatever is pointed at or focused by keyboard and carries `data-hint`, in one bubble for the whole
 * page: a library's tooltip is 20 KB of every page's script. Returns how to stop.
 */
export function listenForHints(bubble: HTMLElement): () => void {
  let shown: HTMLElement | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hiddenAt = Number.NEGATIVE_INFINITY;

  const show = (target: HTMLElement, text = target.dataset.hint) => {
    if (!target.isConnected || !text) return;
    shown = target;
    bubble.textContent = text;
    if (text !== target.getAttribute("aria-label")) target.setAttribute("aria-describedby", bubble.id);
    bubble.showPopover();
    place(bubble, target);
  };
  const hide = () => {
    clearTimeout(timer);
    if (!shown) return;
    if (shown.getAttribute("aria-describedby") === bubble.id) shown.removeAttribute("aria-describedby");
    shown = null;
    hiddenAt = performance.now();
    bubble.hidePopover();
  };
  const over = (event: Event) => {
    const target = hinted(event.target);
    if (target === shown) return;
    const wait = performance.now() - hiddenAt < WARM_MS || shown ? 0 : DELAY_MS;
    hide();
    if (target) timer = setTimeout(() => show(target), wait);
  };
  const focus = (event: Event) => {
    const target = hinted(event.target);
    hide();
    if (target?.matches(":focus-visible")) show(target);
  };
  // A finger cannot rest on a time to read the exact one.
  const tap = ({ target, pointerType }: PointerEvent) => {
    const time = pointerType !== "mouse" && target instanceof Element ? target.closest<HTMLElement>("time[title]") : null;
    if (time) show(time, time.title);
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === "Escape") hide();
  };

  const stop = new AbortController();
  const options = { capture: true, passive: true, signal: stop.signal };
  document.addEventListener("pointerover", over, options);
  document.addEventListener("focusin", focus, options);
  document.addEventListener("focusout", hide, options);
  document.addEventListener("pointerdown", hide, options);
  document.addEventListener("click", (event) => tap(event as PointerEvent), options);
  document.addEventListener("scroll", hide, options);
  document.addEventListener("keydown", key, options);
  return () => {
    stop.abort();
    hide();
  };
}

const hinted = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>("[data-hint]") : null;

/** Beside its target (`data-hint-side`), on the other side where there is no room, and always within the window. */
export function place(bubble: HTMLElement, target: HTMLElement): void {
  const at = target.getBoundingClientRect();
  const { width, height } = bubble.getBoundingClientRect();
  const { innerWidth, innerHeight } = window;
  const side = target.dataset.hintSide;
  const across = at.left + (at.width - width) / 2;
  const along = at.top + (at.height - height) / 2;
  const above = at.top - height - GAP;
  const below = at.bottom + GAP;
  const left = at.left - width - GAP;
  const right = at.right + GAP;
  const beside = side === "left" || side === "right";
  const x = !beside ? across : side === "left" ? (left < EDGE ? right : left) : right + width > innerWidth - EDGE ? left : right;
  const y = beside
    ? along
    : side === "bottom"
      ? below + height > innerHeight - EDGE
        ? above
        : below
      : above < EDGE
        ? below
        : above;
  bubble.style.left = `${clamp(x, innerWidth - width - EDGE)}px`;
  bubble.style.top = `${clamp(y, innerHeight - height - EDGE)}px`;
}

const clamp = (value: number, most: number): number => Math.max(EDGE, Math.min(value, most));
