import { useEffect } from "react";
import { useKey } from "@/components/ui/use-key";
import { useMedia } from "@/components/ui/use-media";
import type { Keeper } from "./keeper";

const GROUP = "Leaderboard";

type Peek = {
  /** Id of the agent that is looked at. */
  id: string | null;
  /** Whether the window has room for it beside the list; else agents are opened. */
  roomy: boolean;
};

/**
 * The agent that is looked at beside the list, as far as the window has room: Space shows and hides the one at the cursor,
 * Esc hides it, and the order is held as long as it is there. `asked`: its id in the address; `show`: null where nobody
 * can be looked at.
 */
export function usePeek(
  keeper: Keeper,
  cursor: string | null,
  asked: string | null,
  show: ((id: string | null) => void) | null,
): Peek {
  const roomy = useMedia("(width >= 1024px)") && show !== null;
  const id = roomy ? asked : null;
  useEffect(() => {
    keeper.pin(id !== null);
    return () => keeper.pin(false);
  }, [keeper, id]);
  const toggle = (event: KeyboardEvent) => {
    // On a button, Space presses it.
    if (event.target instanceof Element && event.target.closest("button, [role=slider], summary")) return;
    if (cursor === null) return;
    event.preventDefault();
    show?.(cursor === id ? null : cursor);
  };
  useKey(" ", "Look at the agent beside the list", toggle, { group: GROUP, off: !roomy });
  const close = (event: KeyboardEvent) => {
    event.preventDefault();
    show?.(null);
  };
  useKey("Escape", "Close the panel", close, { group: GROUP, off: asked === null });
  return { id, roomy };
}
