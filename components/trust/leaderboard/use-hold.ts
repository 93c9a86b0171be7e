import { type RefObject, useEffect } from "react";
import { TOUCH_HOLD_MS } from "@/components/ui/touch-hold";

/**
 * Tells when someone is at work in the element: the pointer is over it, the focus is in it, text in it is selected,
 * or a finger was just there. `hold` gets true and false, also repeatedly.
 */
export function useHold(element: RefObject<HTMLElement | null>, hold: (held: boolean) => void): void {
  useEffect(() => {
    const area = element.current;
    if (!area) return;
    const at = { pointer: false, focus: area.contains(document.activeElement), selection: false, touch: false };
    let touchEnds: ReturnType<typeof setTimeout> | undefined;
    let focusGoes: ReturnType<typeof setTimeout> | undefined;
    const say = () => hold(at.pointer || at.focus || at.selection || at.touch);

    const enter = (event: PointerEvent) => {
      if (event.pointerType === "touch") return;
      at.pointer = true;
      say();
    };
    const leave = () => {
      at.pointer = false;
      say();
    };
    const touch = () => {
      clearTimeout(touchEnds);
      touchEnds = setTimeout(() => {
        at.touch = false;
        say();
      }, TOUCH_HOLD_MS);
      at.touch = true;
      say();
    };
    const focus = () => {
      at.focus = true;
      say();
    };
    // Later: what is drawn anew takes the focus along, and so does another window that is not looked at for long.
    const blur = () => {
      clearTimeout(focusGoes);
      focusGoes = setTimeout(() => {
        at.focus = area.contains(document.activeElement);
        say();
      });
    };
    const select = (event: Event) => {
      // A field whose value is set says so too; asking for the selection then would lay out the page at every step of a drag.
      if (event.target !== document) return;
      const selection = document.getSelection();
      at.selection =
        selection !== null && !selection.isCollapsed && selection.rangeCount > 0 && selection.getRangeAt(0).intersectsNode(area);
      say();
    };
    // The page may scroll under a resting pointer, or be left by switching windows: neither is work in the table.
    area.addEventListener("pointerenter", enter);
    area.addEventListener("pointermove", enter);
    area.addEventListener("pointerleave", leave);
    area.addEventListener("touchstart", touch, { passive: true });
    area.addEventListener("touchmove", touch, { passive: true });
    area.addEventListener("focusin", focus);
    area.addEventListener("focusout", blur);
    document.addEventListener("selectionchange", select);
    say();
    return () => {
      clearTimeout(touchEnds);
      clearTimeout(focusGoes);
      area.removeEventListener("pointerenter", enter);
      area.removeEventListener("pointermove", enter);
      area.removeEventListener("pointerleave", leave);
      area.removeEventListener("touchstart", touch);
      area.removeEventListener("touchmove", touch);
      area.removeEventListener("focusin", focus);
      area.removeEventListener("focusout", blur);
      document.removeEventListener("selectionchange", select);
      hold(false);
    };
  }, [element, hold]);
}
