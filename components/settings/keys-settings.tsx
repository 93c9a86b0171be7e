"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { attempt } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/section";
import { notify } from "@/components/ui/toast";
import type { Act } from "@/lib/http/problem";
import { queries } from "@/lib/http/queries";
import type { KeyAct, RotateKeyAct, UpdateKeyAct } from "./key-acts";
import type { DefaultLimits } from "./key-limits";
import { KeyLimitsSheet } from "./key-limits-sheet";
import { KeysTable, type ListedKey } from "./keys-table";
import { Loaded } from "./loaded";
import { NewKeySheet } from "./new-key-sheet";
import { RotateKeySheet } from "./rotate-key-sheet";

type Props<Scope extends string> = {
  scopes: readonly Scope[];
  defaults: DefaultLimits;
  createKey: KeyAct<Scope>;
  updateKey: UpdateKeyAct;
  rotateKey: RotateKeyAct;
  revokeKey: Act<{ id: string }, unknown>;
};

/** API keys: who may report, read or operate from outside. */
export function KeysSettings<Scope extends string>({
  scopes,
  defaults,
  createKey,
  updateKey,
  rotateKey,
  revokeKey,
}: Props<Scope>) {
  const keys = useInfiniteQuery(queries.keys());
  const client = useQueryClient();
  const [making, setMaking] = useState(false);
  const [limiting, setLimiting] = useState<ListedKey | null>(null);
  const [rotating, setRotating] = useState<ListedKey | null>(null);
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
      note="for programs; people sign in"
      end={
        <Button onClick={() => setMaking(true)}>
          <Plus />
          New key
        </Button>
      }
    >
      <Loaded query={keys} what="The keys">
        {({ pages }) =>
          pages[0]?.items.length === 0 ? (
            <EmptyState title="No keys yet">
              A program needs a key to send signals or to read scores. Its secret is shown once, when it is made.
            </EmptyState>
          ) : (
            <>
              <KeysTable
                keys={pages.flatMap(({ items }) => items)}
                defaults={defaults}
                onLimits={setLimiting}
                onRotate={setRotating}
                onRevoke={setEnding}
              />
              {keys.hasNextPage ? (
                <Button className="mt-3" pending={keys.isFetchingNextPage} onClick={() => void keys.fetchNextPage()}>
                  Load more
                </Button>
              ) : null}
            </>
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
        defaults={defaults}
        names={(keys.data?.pages.flatMap(({ items }) => items) ?? [])
          .filter((key) => key.revokedAt === null)
          .map((key) => key.name)}
        createKey={createKey}
      />
      <KeyLimitsSheet
        listed={limiting}
        onClose={() => setLimiting(null)}
        onSaved={() => void refresh()}
        defaults={defaults}
        updateKey={updateKey}
      />
      <RotateKeySheet
        listed={rotating}
        onClose={() => {
          setRotating(null);
          void refresh();
        }}
        rotateKey={rotateKey}
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
