"use client";

import { Ellipsis } from "lucide-react";
import { visible } from "@/components/chips/hidden-text";
import { PlainText } from "@/components/chips/plain-text";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { cn } from "@/components/ui/cn";
import { duration, integer, NO_VALUE, percent } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { useNow } from "@/components/ui/now";
import { Table, Td, Th } from "@/components/ui/table";
import { TimeAgo } from "@/components/ui/time-ago";
import type { DefaultLimits, Limits } from "./key-limits";

export type ListedKey = Limits & {
  id: string;
  name: string;
  prefix: string;
  scopes: readonly string[];
  agentId: string | null;
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  revokedAt: string | null;
  replacedBy: string | null;
};

/** Columns that a phone has no room for; there the name's second line says it. */
const WIDE = "phone:hidden";
/** Columns that a small window has no room for: the sheet of the limits shows them. */
const WIDEST = "max-wide:hidden";

type Props = {
  keys: readonly ListedKey[];
  defaults: DefaultLimits;
  onLimits: (key: ListedKey) => void;
  onRotate: (key: ListedKey) => void;
  onRevoke: (key: ListedKey) => void;
};

/** API keys with what they may do, how fast, and how much they count. */
export function KeysTable({ keys, defaults, onLimits, onRotate, onRevoke }: Props) {
  const usualOf = ({ agentId }: ListedKey) => (agentId === null ? defaults.free : defaults.bound);
  return (
    <Table label="Keys, newest first">
      <thead>
        <tr>
          <Th>Name</Th>
          <Th className={WIDE}>Begins with</Th>
          <Th className={WIDE}>May</Th>
          <Th className={WIDE}>Bound to</Th>
          <Th numeric className={WIDEST}>
            Requests/s
          </Th>
          <Th numeric className={WIDEST}>
            Signals/s
          </Th>
          <Th numeric className={WIDEST} title="What its reporter's signals may count at most in a window">
            Share
          </Th>
          <Th>Last used</Th>
          <Th className={WIDE}>Expires</Th>
          <Th className={WIDE}>Made</Th>
          <Th>
            <span className="sr-only">State and actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <tr key={key.id} className={key.revokedAt ? "text-ink-3" : undefined}>
            <Td className="words max-w-60 truncate font-medium phone:w-full phone:max-w-0 phone:py-1.5" title={visible(key.name)}>
              <PlainText text={key.name} />
              <span className="hidden truncate text-12 font-normal text-ink-3 phone:block">{inShort(key, usualOf(key))}</span>
            </Td>
            <Td className={WIDE}>
              <code>{key.prefix}…</code>
            </Td>
            <Td className={cn("words max-w-48 truncate", WIDE)} title={key.scopes.join(", ")}>
              {key.scopes.join(", ")}
            </Td>
            <Td className={cn("max-w-32 truncate", WIDE)}>
              {key.agentId ? <code title={key.agentId}>{key.agentId}</code> : NO_VALUE}
            </Td>
            <LimitCells listed={key} usual={usualOf(key)} />
            <Td>{key.lastUsedAt ? <TimeAgo at={key.lastUsedAt} /> : "never"}</Td>
            <Td className={WIDE}>{key.expiresAt ? <TimeAgo at={key.expiresAt} /> : "never"}</Td>
            <Td className={WIDE}>
              <TimeAgo at={key.createdAt} />
            </Td>
            <Td numeric>
              <State listed={key} onLimits={() => onLimits(key)} onRotate={() => onRotate(key)} onRevoke={() => onRevoke(key)} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** What tells a key apart where the columns are hidden; limits only where somebody set them. */
function inShort(key: ListedKey, usual: Limits): string {
  const parts = [
    `${key.prefix}…`,
    key.scopes.join(", "),
    key.agentId !== null && `bound to ${key.agentId}`,
    key.requestsPerSecond !== usual.requestsPerSecond && `${integer(key.requestsPerSecond)} requests/s`,
    key.signalsPerSecond !== usual.signalsPerSecond && `${integer(key.signalsPerSecond)} signals/s`,
    key.maxShare !== usual.maxShare && `counts ${share(key)}`,
  ];
  return parts.filter(Boolean).join(" · ");
}

function share({ maxShare }: Limits): string {
  return percent(maxShare, Math.round(maxShare * 1000) % 10 === 0 ? 0 : 1);
}

/** A number that somebody set stands out from the default. */
function LimitCells({ listed, usual }: { listed: ListedKey; usual: Limits }) {
  const tone = (member: keyof Limits) => cn(WIDEST, listed[member] === usual[member] && "text-ink-3");
  return (
    <>
      <Td numeric className={tone("requestsPerSecond")}>
        {integer(listed.requestsPerSecond)}
      </Td>
      <Td numeric className={tone("signalsPerSecond")}>
        {integer(listed.signalsPerSecond)}
      </Td>
      <Td numeric className={tone("maxShare")}>
        {share(listed)}
      </Td>
    </>
  );
}

type StateProps = { listed: ListedKey; onLimits: () => void; onRotate: () => void; onRevoke: () => void };

function State({ listed, onLimits, onRotate, onRevoke }: StateProps) {
  const now = useNow();
  const left = listed.expiresAt === null || now === null ? null : Date.parse(listed.expiresAt) - now;
  if (listed.revokedAt) return <Chip tone="bad">Revoked</Chip>;
  if (left !== null && left <= 0) return <Chip tone="muted">{listed.replacedBy ? "Replaced" : "Expired"}</Chip>;
  const replaced = listed.replacedBy !== null;
  return (
    <span className="inline-flex items-center gap-2">
      {replaced ? <Chip tone="muted">Replaced{left === null ? "" : `, ends in ${duration(left)}`}</Chip> : null}
      <span className="inline-flex gap-2 max-wide:hidden">
        {replaced ? null : (
          <>
            <Button size="sm" onClick={onLimits} aria-label={`Limits of ${visible(listed.name)}`}>
              Limits…
            </Button>
            <Button size="sm" onClick={onRotate} aria-label={`Rotate ${visible(listed.name)}`}>
              Rotate…
            </Button>
          </>
        )}
        <Button size="sm" variant="danger" onClick={onRevoke} aria-label={`Revoke ${visible(listed.name)}`}>
          Revoke…
        </Button>
      </span>
      <span className="hidden max-wide:block">
        <Menu
          trigger={
            <IconButton label={`Actions for ${visible(listed.name)}`} hint={false}>
              <Ellipsis />
            </IconButton>
          }
        >
          {replaced ? null : (
            <>
              <MenuItem onSelect={onLimits}>Limits…</MenuItem>
              <MenuItem onSelect={onRotate}>Rotate…</MenuItem>
            </>
          )}
          <MenuItem tone="danger" onSelect={onRevoke}>
            Revoke…
          </MenuItem>
        </Menu>
      </span>
    </span>
  );
}
