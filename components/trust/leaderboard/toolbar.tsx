"use client";

import { Search, X } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { Button } from "@/components/ui/button";
import { integer } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { Menu, MenuChoice } from "@/components/ui/menu";
import { useKey } from "@/components/ui/use-key";
import { TIERS, type Tier } from "@/lib/registry/tier";
import { FILTER_NAMES, FILTERS, type Filter, type FilterCounts } from "./filter";

type Props = {
  text: string;
  onText: (text: string) => void;
  filter: Filter;
  onFilter: (filter: Filter) => void;
  /** Null = any. */
  tier: Tier | null;
  onTier: (tier: Tier | null) => void;
  /** Null while nothing is known. */
  counts: FilterCounts | null;
  /** What is done to all that is listed. */
  acts?: ReactNode;
  addAgent: ReactNode;
  /** Which view this is. */
  views?: ReactNode;
  /** Which columns show. */
  columns?: ReactNode;
  /** Further controls of a phone. */
  children?: ReactNode;
};

/** Title, quick filters with their counts, and the search. */
export function Toolbar({
  text,
  onText,
  filter,
  onFilter,
  tier,
  onTier,
  counts,
  acts,
  addAgent,
  views,
  columns,
  children,
}: Props) {
  const countOf = (of: Filter) => (counts ? integer(counts[of]) : "");
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-2 px-gutter phone:pt-1 phone:pb-2">
      <h1 className="text-16">Agents</h1>
      <span className="flex min-w-0 items-center gap-2 phone:order-1 phone:max-w-40">{views}</span>
      <fieldset aria-label="Quick filters" className="flex gap-0.5 max-wide:hidden">
        {FILTERS.map((of) => (
          <button
            key={of}
            type="button"
            aria-pressed={filter === of}
            onClick={() => onFilter(of)}
            className="flex h-7 items-center gap-1.5 rounded-2 px-2 font-medium whitespace-nowrap text-ink-2 hover:bg-hover aria-pressed:bg-selected aria-pressed:text-ink-1"
          >
            {FILTER_NAMES[of].name} <span className="figures font-normal text-ink-3">{countOf(of)}</span>
          </button>
        ))}
      </fieldset>
      <span className="ml-auto flex items-center gap-2">
        <TierMenu tier={tier} onTier={onTier} />
        <span className="phone:hidden">{columns}</span>
        {acts}
      </span>
      <span className="hidden items-center gap-2 max-wide:flex">
        <Menu trigger={<Button>{filter === "all" ? "Filter" : FILTER_NAMES[filter].name}</Button>}>
          <MenuChoice
            label="Show"
            value={filter}
            onValueChange={onFilter}
            options={FILTERS.map((of) => ({ value: of, label: `${FILTER_NAMES[of].name} ${countOf(of)}` }))}
          />
        </Menu>
        <span className="hidden phone:block">{children}</span>
      </span>
      <SearchField text={text} onText={onText} />
      <span className="phone:order-3">{addAgent}</span>
    </div>
  );
}

const ANY = "any";

function TierMenu({ tier, onTier }: Pick<Props, "tier" | "onTier">) {
  return (
    <Menu
      trigger={
        <Button aria-label={`Tier: ${tier ?? ANY}`} className={tier === null ? "" : "bg-selected"}>
          Tier{tier === null ? "" : ` ${tier}`}
        </Button>
      }
    >
      <MenuChoice
        label="Tier"
        value={tier ?? ANY}
        onValueChange={(chosen) => onTier(chosen === ANY ? null : chosen)}
        options={[{ value: ANY, label: "Any tier" }, ...TIERS.toReversed().map((one) => ({ value: one, label: one }))]}
      />
    </Menu>
  );
}

function SearchField({ text, onText }: Pick<Props, "text" | "onText">) {
  const field = useRef<HTMLInputElement>(null);
  useKey(
    "/",
    "Search",
    (event) => {
      event.preventDefault();
      field.current?.select();
      field.current?.focus();
    },
    { group: "Leaderboard" },
  );
  return (
    <Input
      ref={field}
      type="text"
      role="searchbox"
      aria-label="Search agents by name, model or id"
      placeholder="Name, model, id"
      value={text}
      onChange={(event) => onText(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        if (text !== "") onText("");
        else event.currentTarget.blur();
      }}
      icon={<Search aria-hidden />}
      end={
        text === "" ? (
          <Kbd className="phone:hidden">/</Kbd>
        ) : (
          <button
            type="button"
            aria-label="Clear the search"
            onClick={() => onText("")}
            className="p-1 text-ink-3 hover:text-ink-1"
          >
            <X className="size-3" />
          </button>
        )
      }
      className="w-54 max-ultra:w-44 max-wide:w-36 phone:order-2 phone:ml-0 phone:w-auto phone:min-w-40 phone:grow"
    />
  );
}
