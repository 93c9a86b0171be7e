"use client";

import { Search, X } from "lucide-react";
import { type ComponentProps, type ReactNode, useRef } from "react";
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
  /** Other ways to look at the list; on a phone one menu. */
  lenses?: ReactNode;
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
  lenses,
  acts,
  addAgent,
  views,
  columns,
  children,
}: Props) {
  const countOf = (of: Filter) => (counts ? integer(counts[of]) : "");
  return (
    <div className="flex min-h-11 items-center gap-x-3 gap-y-2 px-gutter phone:flex-wrap phone:gap-x-2 phone:py-2">
      {/* On a phone the bar below says where this is. */}
      <h1 className="text-16 phone:sr-only">Agents</h1>
      <span className="flex min-w-fit items-center gap-2 phone:min-w-0 phone:grow phone:basis-0">{views}</span>
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
      <span className="ml-auto flex items-center gap-2 phone:ml-0">
        <span className="hidden max-wide:block">
          <Menu trigger={<FilterButton filter={filter} tier={tier} />}>
            <MenuChoice
              label="Show"
              value={filter}
              onValueChange={onFilter}
              options={FILTERS.map((of) => ({ value: of, label: `${FILTER_NAMES[of].name} ${countOf(of)}` }))}
            />
            <TierChoice tier={tier} onTier={onTier} />
          </Menu>
        </span>
        <span className="hidden phone:block">{children}</span>
        <span className="max-wide:hidden">
          <TierMenu tier={tier} onTier={onTier} />
        </span>
        <span className="phone:hidden">{columns}</span>
        {lenses}
        <span className="phone:hidden">{acts}</span>
      </span>
      <SearchField text={text} onText={onText} />
      {addAgent}
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
      <TierChoice tier={tier} onTier={onTier} />
    </Menu>
  );
}

function TierChoice({ tier, onTier }: Pick<Props, "tier" | "onTier">) {
  return (
    <MenuChoice
      label="Tier"
      value={tier ?? ANY}
      onValueChange={(chosen) => onTier(chosen === ANY ? null : chosen)}
      options={[{ value: ANY, label: "Any tier" }, ...TIERS.toReversed().map((one) => ({ value: one, label: one }))]}
    />
  );
}

type FilterButtonProps = Pick<Props, "filter" | "tier"> & ComponentProps<typeof Button>;

/** Where there is no room for the quick filters: one button for them and the tier, which says what is chosen. */
function FilterButton({ filter, tier, ...props }: FilterButtonProps) {
  const chosen = [filter === "all" ? null : FILTER_NAMES[filter].name, tier].filter(Boolean).join(", ");
  return (
    <Button {...props} aria-label={chosen === "" ? "Filter" : `Filter: ${chosen}`} className={chosen === "" ? "" : "bg-selected"}>
      {chosen === "" ? "Filter" : chosen}
    </Button>
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
      className="w-54 min-w-24 shrink max-ultra:w-44 max-wide:w-36 phone:w-auto phone:min-w-40 phone:grow"
    />
  );
}
