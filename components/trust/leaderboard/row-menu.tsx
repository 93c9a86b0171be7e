"use client";

import { Ellipsis } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem } from "@/components/ui/menu";

type Props = { id: string; name: string; tabStop: boolean; className: string };

/** What can be done with an agent from its row. The menu itself is made when it can be reached: thousands of rows pass by. */
export function RowMenu({ id, name, tabStop, className }: Props) {
  const [pointedAt, setPointedAt] = useState(false);
  const router = useRouter();
  const button = (
    <IconButton label={`Actions for ${name}`} hint={false} size="sm" tabIndex={tabStop ? 0 : -1}>
      <Ellipsis />
    </IconButton>
  );
  return (
    <span className={className} onPointerEnter={() => setPointedAt(true)}>
      {pointedAt || tabStop ? (
        <Menu trigger={button}>
          <MenuItem onSelect={() => router.push(`/agents/${encodeURIComponent(id)}`)}>Open</MenuItem>
          <MenuItem onSelect={() => void navigator.clipboard.writeText(id)}>Copy id</MenuItem>
        </Menu>
      ) : (
        button
      )}
    </span>
  );
}
