"use client";

import { Ellipsis } from "lucide-react";
import { useRouter } from "next/navigation";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem } from "@/components/ui/menu";

type Props = { id: string; name: string; tabStop: boolean; className: string | undefined };

/** What can be done with an agent from its row. */
export function RowMenu({ id, name, tabStop, className }: Props) {
  const router = useRouter();
  const trigger = (
    <IconButton label={`Actions for ${name}`} hint={false} size="sm" tabIndex={tabStop ? 0 : -1}>
      <Ellipsis />
    </IconButton>
  );
  return (
    <span className={className}>
      <Menu trigger={trigger}>
        <MenuItem onSelect={() => router.push(`/agents/${encodeURIComponent(id)}`)}>Open</MenuItem>
        <MenuItem onSelect={() => void navigator.clipboard.writeText(id)}>Copy id</MenuItem>
      </Menu>
    </span>
  );
}
