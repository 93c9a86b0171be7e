"use client";

import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { integer, NO_VALUE, percent } from "@/components/ui/format";
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
};

type Props = {
  keys: readonly ListedKey[];
  defaults: DefaultLimits;
  onLimits: (key: ListedKey) => void;
  onRevoke: (key: ListedKey) => void;
};

/** API keys with what they may do, how fast, and how much they count. */
export function KeysTable({ keys, defaults, onLimits, onRevoke }: Props) {
  return (
    <Table label="Keys, newest first">
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>Begins with</Th>
          <Th>May</Th>
          <Th>Bound to</Th>
          <Th numeric>Requests/s</Th>
          <Th numeric>Signals/s</Th>
          <Th numeric title="What its reporter's signals may count at most in a window">
            Share
          </Th>
          <Th>Last used</Th>
          <Th>Expires</Th>
          <Th>Made</Th>
          <Th>
            <span className="sr-only">State and actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <tr key={key.id} className={key.revokedAt ? "text-ink-3" : undefined}>
            <Td className="words max-w-60 truncate font-medium" title={key.name}>
              {key.name}
            </Td>
            <Td>
              <code>{key.prefix}…</code>
            </Td>
            <Td className="words max-w-48 truncate" title={key.scopes.join(", ")}>
              {key.scopes.join(", ")}
            </Td>
            <Td className="max-w-32 truncate">{key.agentId ? <code title={key.agentId}>{key.agentId}</code> : NO_VALUE}</Td>
            <LimitCells listed={key} usual={key.agentId === null ? defaults.free : defaults.bound} />
            <Td>{key.lastUsedAt ? <TimeAgo at={key.lastUsedAt} /> : "never"}</Td>
            <Td>{key.expiresAt ? <TimeAgo at={key.expiresAt} /> : "never"}</Td>
            <Td>
              <TimeAgo at={key.createdAt} />
            </Td>
            <Td numeric>
              <State listed={key} onLimits={() => onLimits(key)} onRevoke={() => onRevoke(key)} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** A number that somebody set stands out from the default. */
function LimitCells({ listed, usual }: { listed: ListedKey; usual: Limits }) {
  const tone = (member: keyof Limits) => (listed[member] === usual[member] ? "text-ink-3" : undefined);
  const wholePercent = Math.round(listed.maxShare * 1000) % 10 === 0;
  return (
    <>
      <Td numeric className={tone("requestsPerSecond")}>
        {integer(listed.requestsPerSecond)}
      </Td>
      <Td numeric className={tone("signalsPerSecond")}>
        {integer(listed.signalsPerSecond)}
      </Td>
      <Td numeric className={tone("maxShare")}>
        {percent(listed.maxShare, wholePercent ? 0 : 1)}
      </Td>
    </>
  );
}

function State({ listed, onLimits, onRevoke }: { listed: ListedKey; onLimits: () => void; onRevoke: () => void }) {
  const now = useNow();
  if (listed.revokedAt) return <Chip tone="bad">Revoked</Chip>;
  if (listed.expiresAt && now !== null && Date.parse(listed.expiresAt) <= now) return <Chip tone="muted">Expired</Chip>;
  return (
    <span className="inline-flex gap-2">
      <Button size="sm" onClick={onLimits} aria-label={`Limits of ${listed.name}`}>
        Limits…
      </Button>
      <Button size="sm" variant="danger" onClick={onRevoke} aria-label={`Revoke ${listed.name}`}>
        Revoke…
      </Button>
    </span>
  );
}
