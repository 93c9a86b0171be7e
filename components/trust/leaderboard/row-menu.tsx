"use client";

import { useQuery } from "@tanstack/react-query";
import { Ellipsis } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { Tooltip } from "@/components/ui/tooltip";
import { queries } from "@/lib/http/queries";
import { obstacle } from "@/lib/registry/permit";
import { useAudits } from "./audits";

type Props = { id: string; name: string; tabStop: boolean; onSelect: (id: string) => void; className: string | undefined };

/** What can be done with an agent from its row: one action, and a menu. */
export function RowMenu({ id, name, tabStop, onSelect, className }: Props) {
  const router = useRouter();
  const [reached, setReached] = useState(false);
  const { start } = useAudits();
  // Whether it can be audited is asked when somebody reaches for that: the board does not say it.
  const agent = useQuery({ ...queries.agent(id), enabled: reached }).data;
  const because = agent ? obstacle("audit", agent) : null;
  const reach = () => setReached(true);
  const tabIndex = tabStop ? 0 : -1;
  const button = (
    <Button
      size="sm"
      tabIndex={tabIndex}
      aria-label={`Re-audit ${name}`}
      aria-disabled={because === null ? undefined : true}
      onPointerEnter={reach}
      onFocus={reach}
      onClick={() => because === null && start(id, name)}
    >
      Re-audit
    </Button>
  );
  const trigger = (
    <IconButton label={`Actions for ${name}`} hint={false} size="sm" tabIndex={tabIndex}>
      <Ellipsis />
    </IconButton>
  );
  return (
    <span className={className}>
      {because === null ? button : <Tooltip text={because}>{button}</Tooltip>}
      <span onPointerEnter={reach} onFocus={reach}>
        <Menu trigger={trigger}>
          <MenuItem onSelect={() => router.push(`/agents/${encodeURIComponent(id)}`)}>Open</MenuItem>
          <MenuItem keys="R" because={because ?? undefined} onSelect={() => start(id, name)}>
            Re-audit
          </MenuItem>
          <MenuItem keys="X" onSelect={() => onSelect(id)}>
            Select
          </MenuItem>
          <MenuItem onSelect={() => void navigator.clipboard.writeText(id)}>Copy id</MenuItem>
        </Menu>
      </span>
    </span>
  );
}
