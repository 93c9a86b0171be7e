"use client";

import { ArrowDownUp } from "lucide-react";
import { DimensionSwatch } from "@/components/chips/dimension";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuLabel } from "@/components/ui/menu";
import { DIMENSION_NAMES, DIMENSIONS } from "@/lib/trust/dimension";
import { addSort, nextSort, type Order } from "./sort";

type Props = { sort: Order; onSort: (sort: Order) => void; active: boolean };

/** Sorts by one of the dimensions that the bar is made of; after other columns where there is more than one. */
export function DimensionMenu({ sort, onSort, active }: Props) {
  return (
    <span className="absolute top-0.5 -right-3">
      <Menu
        trigger={
          <IconButton label="Sort by a dimension" hint={false} size="sm" className={active ? "text-ink-1" : "text-ink-3"}>
            <ArrowDownUp className="size-3" />
          </IconButton>
        }
      >
        <MenuLabel>Sort by</MenuLabel>
        {DIMENSIONS.map((dimension) => {
          const own = sort.find(({ key }) => key === dimension);
          return (
            <MenuItem
              key={dimension}
              onSelect={() => onSort(sort.length > 1 ? addSort(sort, dimension) : nextSort(sort, dimension))}
              keys={own && (own.descending ? "descending" : "ascending")}
            >
              <DimensionSwatch dimension={dimension} />
              {DIMENSION_NAMES[dimension]}
            </MenuItem>
          );
        })}
      </Menu>
    </span>
  );
}
