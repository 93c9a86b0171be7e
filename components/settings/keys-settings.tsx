"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { attempt } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Confirm } from "@/components/ui/confirm";
import { EmptyState } from "@/components/ui/empty-state";
import { NO_VALUE } from "@/components/ui/format";
import { useNow } from "@/components/ui/now";
import { Section } from "@/components/ui/section";
import { Table, Td, Th } from "@/components/ui/table";
import { TimeAgo } from "@/components/ui/time-ago";
import { notify } from "@/components/ui/toast";
import type { Act } from "@/lib/http/problem";
import { queries } from "@/lib/http/queries";
import type { KeyAct } from "./key-acts";
import { Loaded } from "./loaded";
import { NewKeySheet } from "./new-key-sheet";

type ListedKey = {
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

type Props<Scope extends string> = {
  scopes: readonly Scope[];
  createKey: KeyAct<Scope>;
  revokeKey: Act<{ id: string }, unknown>;
};

/** API keys: who may report, read or operate from outside. */
export function KeysSettings<Scope extends string>({ scopes, createKey, revokeKey }: Props<Scope>) {
  const keys = useQuery(queries.keys());
  const client = useQueryClient();
  const [making, setMaking] = useState(false);
  const [ending, setEnding] = useState<ListedKey | null>(null);
  const refresh = () => client.invalidateQueries({ queryKey: queries.keys().queryKey });

  async function end() {
    if (!ending) return undefined;
    const { failure } = await attempt(revokeKey, { id: ending.id });
    if (failure) return failure;
    notify({ text: `Key “${ending.name}” revoked` });
    void refresh();
    return undefined;
  }

  return (
    <Section
      title="API keys"
      note="for programs; browsers use the sign-in link"
      end={
        <Button onClick={() => setMaking(true)}>
          <Plus />
          New key
        </Button>
      }
    >
      <Loaded query={keys} what="The keys">
        {(page) =>
          page.items.length === 0 ? (
            <EmptyState title="No keys yet">
              A program needs a key to send signals or to read scores. Its secret is shown once, when it is made.
            </EmptyState>
          ) : (
            <KeyTable keys={page.items} onRevoke={setEnding} />
          )
        }
      </Loaded>
      <NewKeySheet
        open={making}
        onOpenChange={(open) => {
          setMaking(open);
          void refresh();
        }}
        scopes={scopes}
        createKey={createKey}
      />
      <Confirm
        open={ending !== null}
        onOpenChange={(open) => setEnding((key) => (open ? key : null))}
        title={`Revoke the key “${ending?.name ?? ""}”?`}
        consequence="Requests with it are refused at once and its live connections are closed. This cannot be undone; make a new key instead."
        action="Revoke"
        cancel="Keep it"
        onConfirm={end}
      />
    </Section>
  );
}

function KeyTable({ keys, onRevoke }: { keys: readonly ListedKey[]; onRevoke: (key: ListedKey) => void }) {
  return (
    <Table label="Keys, newest first">
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>Begins with</Th>
          <Th>May</Th>
          <Th>Bound to</Th>
          <Th>Last used</Th>
          <Th>Expires</Th>
          <Th>Made</Th>
          <Th>
            <span className="sr-only">State and action</span>
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
            <Td className="words">{key.scopes.join(", ")}</Td>
            <Td className="max-w-40 truncate">{key.agentId ? <code title={key.agentId}>{key.agentId}</code> : NO_VALUE}</Td>
            <Td>{key.lastUsedAt ? <TimeAgo at={key.lastUsedAt} /> : "never"}</Td>
            <Td>{key.expiresAt ? <TimeAgo at={key.expiresAt} /> : "never"}</Td>
            <Td>
              <TimeAgo at={key.createdAt} />
            </Td>
            <Td numeric>
              <State listed={key} onRevoke={() => onRevoke(key)} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function State({ listed, onRevoke }: { listed: ListedKey; onRevoke: () => void }) {
  const now = useNow();
  if (listed.revokedAt) return <Chip tone="bad">Revoked</Chip>;
  if (listed.expiresAt && now !== null && Date.parse(listed.expiresAt) <= now) return <Chip tone="muted">Expired</Chip>;
  return (
    <Button size="sm" variant="danger" onClick={onRevoke} aria-label={`Revoke ${listed.name}`}>
      Revoke…
    </Button>
  );
}
