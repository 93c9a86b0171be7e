"use client";

import { Search } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { keyCaps } from "@/components/ui/key-names";
import { notify } from "@/components/ui/toast";
import { useAlive } from "@/components/ui/use-alive";
import { useKey } from "@/components/ui/use-key";
import type { ShellActs } from "./acts";

const load = () => import("./palette").then((it) => it.Palette);
const Palette = dynamic(load, { ssr: false });

/** The way to the command palette: a box in the app bar, and Ctrl or ⌘ K from everywhere, fields too. */
export function PaletteTrigger({ acts, startTour }: { acts: ShellActs; startTour: () => void }) {
  /** Null until it is first asked for. */
  const [open, setOpen] = useState<boolean | null>(null);
  /** Takes what was typed while the palette was on its way; null while it is not. */
  const caught = useRef<(() => string) | null>(null);
  const alive = useAlive();

  async function show() {
    if (caught.current) return;
    caught.current = catchTyping();
    try {
      await load();
      setOpen(true);
    } catch {
      takeTyped();
      notify({ text: "The palette did not arrive: the server could not be reached. Everything in it is also on the pages." });
    }
  }
  function takeTyped(): string {
    const typed = caught.current?.() ?? "";
    caught.current = null;
    return typed;
  }
  useKey(
    "mod+k",
    "Find an agent or a page, or run something",
    (event) => {
      // Browsers have a use of their own for it.
      event.preventDefault();
      if (open) setOpen(false);
      else void show();
    },
    { global: true },
  );

  return (
    <>
      <button
        type="button"
        aria-label="Find or run"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        onPointerEnter={() => void load().catch(() => undefined)}
        onClick={() => void show()}
        className="words flex h-7 items-center gap-2 rounded-2 border border-control px-2 text-ink-3 hover:text-ink-1 max-wide:border-transparent max-wide:hover:bg-hover phone:size-9 phone:justify-center phone:px-0"
      >
        <Search aria-hidden />
        <span className="w-28 text-left max-wide:hidden">Jump to or run…</span>
        <kbd className="rounded-1 border border-line-strong px-1 font-sans text-11 font-medium whitespace-nowrap phone:hidden">
          {alive ? keyCaps("mod+k").join(" ") : "Ctrl K"}
        </kbd>
      </button>
      {open === null ? null : (
        <Palette open={open} onOpenChange={setOpen} takeTyped={takeTyped} acts={acts} startTour={startTour} />
      )}
    </>
  );
}

/** Keeps what is typed while the palette is on its way, so that no letter is lost or taken for a key of the page. Returns how to end it. */
function catchTyping(): () => string {
  let typed = "";
  const stop = new AbortController();
  const take = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Backspace") typed = typed.slice(0, -1);
    else if (event.key.length === 1) typed += event.key;
    else if (event.key !== "Enter") return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  window.addEventListener("keydown", take, { capture: true, signal: stop.signal });
  return () => {
    stop.abort();
    return typed;
  };
}
