"use client";

import { useQuery } from "@tanstack/react-query";
import { Ellipsis } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useBarred } from "@/components/live/permission";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { queries } from "@/lib/http/queries";
import { obstacle } from "@/lib/registry/permit";
import { tierOf } from "@/lib/registry/tier";
import { BANDS } from "@/lib/trust/band";
import { useAudits } from "./audits";
import { useNarrow } from "./narrow-context";
import { heldValue, type NarrowBy, narrowingName } from "./narrowing";
import type { RowProps } from "./row";

/** What can be done with an agent from its row: one action, and a menu. */
export function RowMenu({ row, className }: { row: RowProps; className: string | undefined }) {
  const { id, name, tabStop, onSelect } = row;
  const router = useRouter();
  const [reached, setReached] = useState(false);
  const { start } = useAudits();
  const because = useAuditObstacle(id, reached);
  const reach = () => setReached(true);
  const tabIndex = tabStop ? 0 : -1;
  const trigger = (
    <IconButton label={`Actions for ${name}`} hint={false} size="sm" tabIndex={tabIndex}>
      <Ellipsis />
    </IconButton>
  );
  return (
    <span className={className}>
      <Button
        size="sm"
        tabIndex={tabIndex}
        aria-label={`Re-audit ${name}`}
        because={because}
        onPointerEnter={reach}
        onFocus={reach}
        onClick={() => start(id, name)}
      >
        Re-audit
      </Button>
      <Menu trigger={trigger}>
        <MenuItem onSelect={() => router.push(`/agents/${encodeURIComponent(id)}`)}>Open</MenuItem>
        <ReauditItem id={id} start={() => start(id, name)} />
        <MenuItem keys="X" onSelect={() => onSelect(id)}>
          Select
        </MenuItem>
        <MenuItem onSelect={() => void navigator.clipboard.writeText(id)}>Copy id</MenuItem>
        <MenuSeparator />
        <NarrowItems row={row} />
      </Menu>
    </span>
  );
}

/** The keyboard's way to what a press on a value does. */
function NarrowItems({ row }: { row: RowProps }) {
  const narrow = useNarrow();
  const band = row.rated ? BANDS[row.level]?.band : undefined;
  const values: [NarrowBy, string | undefined][] = [
    ["tier", tierOf(row.tier)],
    ["band", band],
    ["held", heldValue(row.heldBy)],
    ["status", row.status],
    ["model", row.model],
  ];
  return (
    <>
      <MenuLabel>List only</MenuLabel>
      {values.map(([by, value]) =>
        value === undefined ? null : (
          <MenuItem key={by} onSelect={() => narrow(by, value)}>
            <span className="max-w-60 truncate">{narrowingName(by, value)}</span>
          </MenuItem>
        ),
      )}
    </>
  );
}

/** Why the agent cannot be audited, as far as that is known; it is asked when `asked`, for the board does not say it. */
function useAuditObstacle(id: string, asked: boolean): string | null {
  const agent = useQuery({ ...queries.agent(id), enabled: asked }).data;
  const barred = useBarred();
  return barred("requestAudit") ?? (agent ? obstacle("audit", agent) : null);
}

/** Stands in an open menu only: then the agent is asked about. */
function ReauditItem({ id, start }: { id: string; start: () => void }) {
  const because = useAuditObstacle(id, true);
  return (
    <MenuItem keys="R" because={because ?? undefined} onSelect={start}>
      Re-audit
    </MenuItem>
  );
}
