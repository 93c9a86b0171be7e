import { useRouter } from "next/navigation";
import type { MouseEvent, SyntheticEvent } from "react";
import type { NarrowBy } from "./narrowing";
import { valueAt } from "./value";

type On = {
  /** A value of a row was pressed; null where values are no filters (phone). */
  narrow: ((by: NarrowBy, value: string) => void) | null;
  /** A row was pressed; null where that opens the agent's page. */
  peek: ((id: string) => void) | null;
};

/**
 * What a press in a row does: on a value it lists the agents of that value, elsewhere it looks at the agent. Links and
 * buttons do what they always do, and a press that ended a selection of text does nothing.
 */
export function useRowPress({ narrow, peek }: On): (event: MouseEvent) => void {
  const router = useRouter();
  return (event) => {
    if (!(event.target instanceof Element) || event.target.closest("a, button, [role=menu], [role=menuitem]")) return;
    if (document.getSelection()?.isCollapsed === false) return;
    const value = narrow && valueAt(event.target);
    if (value) {
      narrow?.(value.by, value.value);
      return;
    }
    const id = agentAt(event);
    if (id === undefined) return;
    if (peek) peek(id);
    else router.push(`/agents/${encodeURIComponent(id)}`);
  };
}

/** The agent in whose row something happened. */
export function agentAt({ target }: SyntheticEvent): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>("[data-agent]")?.dataset.agent : undefined;
}
