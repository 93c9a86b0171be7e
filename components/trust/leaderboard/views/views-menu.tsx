"use client";

import { useQuery } from "@tanstack/react-query";
import { Check, ChevronDown } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactNode, useEffect, useEffectEvent, useState } from "react";
import { PlainText } from "@/components/chips/plain-text";
import { useBarred } from "@/components/live/permission";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { queries, type View } from "@/lib/http/queries";
import type { LeaderboardParams } from "../search-params";
import { EVERYTHING_VIEW, type ParamsChange, type ViewActs } from "./acts";
import { useViewActs } from "./use-view-acts";
import type { Named } from "./view-dialog";
import { allOf, readSearch, searchOf } from "./view-search";

// A dialog is most of what a menu of views would weigh, and few are ever asked for a name.
const ViewDialog = dynamic(() => import("./view-dialog").then((it) => it.ViewDialog), { ssr: false });

type Props = {
  params: LeaderboardParams;
  /** `replace`: nothing to come back from. */
  change: (change: ParamsChange, history: "push" | "replace") => void;
  acts: ViewActs;
};

type Asked = { what: "save" } | { what: "rename"; view: View };

/** Ways of looking at the leaderboard: which one this is, whether it was changed, all others, and what to do with them. */
export function ViewsMenu({ params, change, acts }: Props) {
  const views = useQuery(queries.views()).data;
  const [asked, setAsked] = useState<Asked | null>(null);
  const { save, rename, replace, ...other } = useViewActs(acts, views?.defaultViewId ?? null);
  const barred = useBarred()("shareView");
  const now = searchOf(params);
  const chosen = views?.items.find(({ id }) => id === params.view);
  const changed = chosen !== undefined && searchOf(readSearch(chosen.search).params) !== now;
  useNamedEverything(views?.defaultViewId ?? null, params.view === null && now === "", change);

  const open = (view: View) => change({ ...allOf(view.search), view: view.id, peek: null }, "push");
  const openAll = () => {
    const view = views?.defaultViewId ? EVERYTHING_VIEW : null;
    change({ ...allOf(""), view, peek: null }, "push");
  };
  const name = chosen?.name ?? (now === "" || views === undefined ? "Everything" : "Unsaved view");

  async function done(named: Named) {
    if (asked?.what === "rename") return rename(asked.view, named.name);
    const { view, failure } = await save({ name: named.name, shared: named.shared, search: now }, named.asDefault);
    if (view) change({ view: view.id }, "replace");
    return failure;
  }

  return (
    <>
      <Menu
        align="start"
        className="max-w-80 min-w-60"
        trigger={
          <Button
            aria-label={`View: ${name}${changed ? ", changed" : ""}`}
            className={changed && chosen ? "max-w-36 phone:max-w-24" : "max-w-60"}
          >
            <span className="words truncate">
              <PlainText text={name} />
            </span>
            <ChevronDown aria-hidden className="size-3 flex-none text-ink-3" />
          </Button>
        }
      >
        <Choice current={chosen === undefined && now === ""} note={views?.defaultViewId ? null : "default"} onSelect={openAll}>
          Everything
        </Choice>
        <ViewChoices views={views?.items ?? []} defaultId={views?.defaultViewId} current={chosen?.id} open={open} />
        <MenuSeparator />
        <MenuItem onSelect={() => setAsked({ what: "save" })}>Save as a new view…</MenuItem>
        {chosen ? (
          <ChosenItems
            view={chosen}
            isDefault={chosen.id === views?.defaultViewId}
            barred={barred}
            onRename={() => setAsked({ what: "rename", view: chosen })}
            {...other}
          />
        ) : null}
      </Menu>
      {changed && chosen ? (
        <span className="flex items-center gap-1 text-12">
          <span className="text-ink-3 max-ultra:sr-only">changed</span>
          <Button
            size="sm"
            aria-label={`Save the changes to ${chosen.name}`}
            because={chosen.own ? null : barred}
            onClick={() => void replace(chosen, now)}
          >
            Save
          </Button>
          {/* A phone has no room for it: to choose the view once more does the same. */}
          <Button
            size="sm"
            variant="quiet"
            aria-label={`Reset to ${chosen.name}`}
            onClick={() => open(chosen)}
            className="phone:hidden"
          >
            Reset
          </Button>
        </span>
      ) : null}
      {asked ? (
        <ViewDialog
          title={asked.what === "save" ? "Save as a new view" : `Rename “${asked.view.name}”`}
          name={asked.what === "save" ? "" : asked.view.name}
          action={asked.what === "save" ? "Save" : "Rename"}
          {...(asked.what === "save" ? { whole: { because: barred } } : {})}
          close={() => setAsked(null)}
          onDone={done}
        />
      ) : null}
    </>
  );
}

/** A bare address means the default view: where everything is looked at instead, the address says so, also after a reload. */
function useNamedEverything(defaultId: string | null, bare: boolean, change: Props["change"]): void {
  const say = useEffectEvent(() => change({ view: EVERYTHING_VIEW }, "replace"));
  useEffect(() => {
    if (defaultId !== null && bare) say();
  }, [defaultId, bare]);
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
