"use client";

import { Check } from "lucide-react";
import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { PlainText } from "@/components/chips/plain-text";
import { useBarred } from "@/components/live/permission";
import { Button } from "@/components/ui/button";
import { MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import type { View } from "@/lib/http/queries";
import type { ViewActs } from "./acts";
import { useViewActs } from "./use-view-acts";
import type { Named } from "./view-dialog";

const ViewDialog = dynamic(() => import("./view-dialog").then((it) => it.ViewDialog), { ssr: false });

/** What a name is asked for. */
export type Asked = { what: "save" } | { what: "rename"; view: View };

type Kept = {
  acts: ViewActs;
  defaultId: string | null;
};

type ItemsProps = Kept & {
  views: readonly View[];
  chosen: View | undefined;
  /** Whether everything is looked at, and under no view. */
  everything: boolean;
  open: (view: View) => void;
  openAll: () => void;
  ask: (asked: Asked) => void;
  /** How `chosen` is looked at now, where that is otherwise than it was saved. */
  changed: string | null;
};

/** What stands in the open menu: all views, and what to do with the one that is open. */
export function ViewItems({ acts, views, defaultId, chosen, everything, open, openAll, ask, changed }: ItemsProps) {
  const { save: _save, rename: _rename, replace, ...other } = useViewActs(acts, defaultId);
  const barred = useBarred()("shareView");
  return (
    <>
      <Choice current={everything} note={defaultId ? null : "default"} onSelect={openAll}>
        Everything
      </Choice>
      <ViewChoices views={views} defaultId={defaultId} current={chosen?.id} open={open} />
      <MenuSeparator />
      {chosen && changed !== null ? (
        <>
          <MenuItem onSelect={() => open(chosen)}>Reset to what was saved</MenuItem>
          <MenuItem because={chosen.own ? undefined : (barred ?? undefined)} onSelect={() => void replace(chosen, changed)}>
            Save the changes
          </MenuItem>
        </>
      ) : null}
      <MenuItem onSelect={() => ask({ what: "save" })}>Save as a new view…</MenuItem>
      {chosen ? (
        <ChosenItems
          view={chosen}
          isDefault={chosen.id === defaultId}
          barred={barred}
          onRename={() => ask({ what: "rename", view: chosen })}
          {...other}
        />
      ) : null}
    </>
  );
}

/** Beside a view that is looked at otherwise than it was saved: the ways to keep that, and to undo it. */
export function ViewChanges({
  acts,
  defaultId,
  view,
  now,
  open,
}: Kept & { view: View; now: string; open: (view: View) => void }) {
  const { replace } = useViewActs(acts, defaultId);
  const barred = useBarred()("shareView");
  return (
    // A phone has no room for it: the menu has both.
    <span className="flex items-center gap-1 text-12 phone:hidden">
      <span className="text-ink-3 max-ultra:sr-only">changed</span>
      <Button
        size="sm"
        aria-label={`Save the changes to ${view.name}`}
        because={view.own ? null : barred}
        onClick={() => void replace(view, now)}
      >
        Save
      </Button>
      <Button size="sm" variant="quiet" aria-label={`Reset to ${view.name}`} onClick={() => open(view)}>
        Reset
      </Button>
    </span>
  );
}

type NamingProps = Kept & { asked: Asked; now: string; saved: (view: View) => void; close: () => void };

/** Asks for the name of a new view, or for another one of a view. */
export function ViewNaming({ acts, defaultId, asked, now, saved, close }: NamingProps) {
  const { save, rename } = useViewActs(acts, defaultId);
  const barred = useBarred()("shareView");

  async function done(named: Named) {
    if (asked.what === "rename") return rename(asked.view, named.name);
    const { view, failure } = await save({ name: named.name, shared: named.shared, search: now }, named.asDefault);
    if (view) saved(view);
    return failure;
  }

  return (
    <ViewDialog
      title={asked.what === "save" ? "Save as a new view" : `Rename “${asked.view.name}”`}
      name={asked.what === "save" ? "" : asked.view.name}
      action={asked.what === "save" ? "Save" : "Rename"}
      {...(asked.what === "save" ? { whole: { because: barred } } : {})}
      close={close}
      onDone={done}
    />
  );
}

type ChoicesProps = {
  views: readonly View[];
  defaultId: string | null | undefined;
  current: string | undefined;
  open: (view: View) => void;
};

function ViewChoices({ views, defaultId, current, open }: ChoicesProps) {
  const groups = [
    { title: "Yours", items: views.filter(({ own }) => own) },
    { title: "Shared with you", items: views.filter(({ own }) => !own) },
  ];
  return groups.map(({ title, items }) =>
    items.length === 0 ? null : (
      <div key={title}>
        <MenuLabel>{title}</MenuLabel>
        {items.map((view) => (
          <Choice key={view.id} current={view.id === current} note={noteOf(view, defaultId)} onSelect={() => open(view)}>
            <PlainText text={view.name} />
          </Choice>
        ))}
      </div>
    ),
  );
}

function noteOf({ id, own, shared, owner }: View, defaultId: string | null | undefined): string {
  return [id === defaultId && "default", own ? shared && "shared" : owner].filter(Boolean).join(", ");
}

type ChoiceProps = { current: boolean; note: string | null; onSelect: () => void; children: ReactNode };

function Choice({ current, note, onSelect, children }: ChoiceProps) {
  return (
    <MenuItem
      onSelect={onSelect}
      aria-current={current || undefined}
      keys={note ? <span className="text-11 text-ink-3">{note}</span> : null}
    >
      <Check aria-hidden className={current ? "size-3 flex-none" : "invisible size-3 flex-none"} />
      <span className="max-w-56 truncate">{children}</span>
    </MenuItem>
  );
}

type ChosenProps = {
  view: View;
  isDefault: boolean;
  /** Why the viewer may not share; null = may. */
  barred: string | null;
  onRename: () => void;
} & Pick<ReturnType<typeof useViewActs>, "share" | "remove" | "makeDefault">;

/** What can be done with the view that is open. */
function ChosenItems({ view, isDefault, barred, onRename, share, remove, makeDefault }: ChosenProps) {
  const others = view.own ? undefined : (barred ?? undefined);
  return (
    <>
      <MenuItem onSelect={() => void makeDefault(isDefault ? null : view)}>
        {isDefault ? "Do not open the leaderboard with it" : "Open the leaderboard with it"}
      </MenuItem>
      <MenuItem because={others} onSelect={onRename}>
        Rename…
      </MenuItem>
      <MenuItem because={view.shared ? others : (barred ?? undefined)} onSelect={() => void share(view, !view.shared)}>
        {view.shared ? "Stop sharing" : "Share with everybody"}
      </MenuItem>
      <MenuItem
        tone="danger"
        because={view.own ? undefined : "Only its owner deletes a view."}
        onSelect={() => void remove(view)}
      >
        Delete
      </MenuItem>
    </>
  );
}
