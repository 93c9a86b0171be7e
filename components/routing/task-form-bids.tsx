"use client";

import { Plus, X } from "lucide-react";
import { AgentBox } from "@/components/chips/agent-box";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import type { ConditionProps } from "./task-form-conditions";
import { type BidDraft, nextKey } from "./task-form-draft";

const MOST = 500;

/** Who asks how much; nobody else takes part. */
export function BidFields({ draft, change, errors }: ConditionProps) {
  const { bids } = draft;
  const set = (key: string, part: Partial<BidDraft>) =>
    change({ bids: bids.map((bid) => (bid.key === key ? { ...bid, ...part } : bid)) });
  const add = () => change({ bids: [...bids, { key: nextKey(bids), agentId: null, sats: "" }] });
  return (
    <div className="flex flex-col gap-2">
      {bids.map((bid, i) => {
        const error = errors[`bids.${i}`];
        const wiring = error ? { "aria-invalid": true as const, "aria-describedby": `bid-${bid.key}` } : {};
        return (
          <div key={bid.key} className="flex flex-col gap-1">
            <div className="grid grid-cols-[minmax(0,1fr)_112px_auto] items-center gap-2">
              <AgentBox
                aria-label={`Bidder ${i + 1}`}
                placeholder="Name, model or id"
                value={bid.agentId}
                onChange={(agentId) => set(bid.key, { agentId })}
              />
              <Input
                {...wiring}
                aria-label={`Bid ${i + 1}, sats`}
                inputMode="numeric"
                placeholder="sats"
                value={bid.sats}
                onChange={(event) => set(bid.key, { sats: event.target.value })}
              />
              <IconButton
                label={`Remove bid ${i + 1}`}
                onClick={() => change({ bids: bids.filter(({ key }) => key !== bid.key) })}
              >
                <X aria-hidden />
              </IconButton>
            </div>
            {error ? (
              <p id={`bid-${bid.key}`} className="text-12 text-bad">
                {error}
              </p>
            ) : null}
          </div>
        );
      })}
      {errors.bids ? <p className="text-12 text-bad">{errors.bids}</p> : null}
      <Button size="sm" className="self-start" disabled={bids.length >= MOST} onClick={add}>
        <Plus aria-hidden className="size-3" />
        Add a bid
      </Button>
      {bids.length === 0 ? <p className="text-12 text-ink-3">Without a bid nobody gets the task.</p> : null}
    </div>
  );
}
