"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import dynamic from "next/dynamic";
import { type ComponentProps, useEffect, useEffectEvent, useState } from "react";
import { PlainText } from "@/components/chips/plain-text";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import { queries, type View } from "@/lib/http/queries";
import type { LeaderboardParams } from "../search-params";
import { EVERYTHING_VIEW, type ParamsChange, type ViewActs } from "./acts";
import type { Asked } from "./view-items";
import { allOf, readSearch, searchOf } from "./view-search";

type Items = typeof import("./view-items");

// What is done with views is most of this menu: it comes when somebody reaches for it, or looks at a view otherwise than it was saved.
const ViewChanges = dynamic(() => import("./view-items").then((it) => it.ViewChanges), { ssr: false });
const ViewNaming = dynamic(() => import("./view-items").then((it) => it.ViewNaming), { ssr: false });
let items: Items | null = null;

async function prepare(): Promise<void> {
  items ??= await import("./view-items");
}

type Props = {
  params: LeaderboardParams;
  /** `replace`: nothing to come back from. */
  change: (change: ParamsChange, history: "push" | "replace") => void;
  acts: ViewActs;
};

/** Ways of looking at the leaderboard: which one this is, whether it was changed, all others, and what to do with them. */
export function ViewsMenu({ params, change, acts }: Props) {
  const views = useQuery(queries.views()).data;
  const [asked, setAsked] = useState<Asked | null>(null);
  const defaultId = views?.defaultViewId ?? null;
  const now = searchOf(params);
  const chosen = views?.items.find(({ id }) => id === params.view);
  const changed = chosen !== undefined && searchOf(readSearch(chosen.search).params) !== now;
  useNamedEverything(defaultId, params.view === null && now === "", change);

  const open = (view: View) => change({ ...allOf(view.search), view: view.id, peek: null }, "push");
  const openAll = () => change({ ...allOf(""), view: defaultId ? EVERYTHING_VIEW : null, peek: null }, "push");
  const name = chosen?.name ?? (now === "" || views === undefined ? "Everything" : "Unsaved view");

  return (
    <>
      <Menu
        prepare={prepare}
        align="start"
        className="max-w-80 min-w-60"
        trigger={
          <Button
            aria-label={`View: ${name}${changed ? ", changed" : ""}`}
            className={changed && chosen ? "max-w-48 max-wide:max-w-36 phone:max-w-40" : "max-w-60"}
          >
            <span className="words truncate">
              <PlainText text={name} />
            </span>
            {changed ? (
              <span aria-hidden className="hidden flex-none text-12 text-ink-3 phone:inline">
                changed
              </span>
            ) : null}
            <ChevronDown aria-hidden className="size-3 flex-none text-ink-3" />
          </Button>
        }
      >
        <Arrived
          acts={acts}
          views={views?.items ?? []}
          defaultId={defaultId}
          chosen={chosen}
          everything={chosen === undefined && now === ""}
          open={open}
          openAll={openAll}
          ask={setAsked}
          changed={changed ? now : null}
        />
      </Menu>
      {changed && chosen ? <ViewChanges acts={acts} defaultId={defaultId} view={chosen} now={now} open={open} /> : null}
      {asked ? (
        <ViewNaming
          acts={acts}
          defaultId={defaultId}
          asked={asked}
          now={now}
          saved={(view) => change({ view: view.id }, "replace")}
          close={() => setAsked(null)}
        />
      ) : null}
    </>
  );
}

/** Stands in an open menu only, so the items are there. */
function Arrived(props: ComponentProps<Items["ViewItems"]>) {
  if (!items) throw new Error("The items of the views were not waited for.");
  return <items.ViewItems {...props} />;
}

/** A bare address means the default view: where everything is looked at instead, the address says so, also after a reload. */
function useNamedEverything(defaultId: string | null, bare: boolean, change: Props["change"]): void {
  const say = useEffectEvent(() => change({ view: EVERYTHING_VIEW }, "replace"));
  useEffect(() => {
    if (defaultId !== null && bare) say();
  }, [defaultId, bare]);
}
