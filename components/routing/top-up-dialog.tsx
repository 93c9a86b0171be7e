"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { attempt } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorPanel, type Failure } from "@/components/ui/error-panel";
import { Field } from "@/components/ui/field";
import { integer } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { notify } from "@/components/ui/toast";
import type { Act } from "@/lib/http/problem";
import { queries } from "@/lib/http/queries";
import type { Agent } from "@/lib/registry/agent";
import { MOST_SATS } from "@/lib/routing/account";

export type TopUpInput = { id: string; amountSats: number; reason: string };

type Props = { agentId: string; balanceSats: number; topUp: Act<TopUpInput, Agent>; close: () => void };

/** Asks how much to pay into an account and why. What was typed stays when it fails. */
export function TopUpDialog({ agentId, balanceSats, topUp, close }: Props) {
  const client = useQueryClient();
  const [amount, setAmount] = useState("");
  const [reason, setReason] = useState("");
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const sats = amountOf(amount);
  const fault = amount !== "" && sats === null ? `A whole number from 1 to ${integer(MOST_SATS)}.` : undefined;
  const ready = sats !== null && reason.trim() !== "";

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (sats === null || !ready || pending) return;
    setPending(true);
    const result = await attempt(topUp, { id: agentId, amountSats: sats, reason: reason.trim() });
    setPending(false);
    setFailure(result.failure);
    if (result.failure) return;
    client.setQueryData(queries.agent(agentId).queryKey, result.data);
    void client.invalidateQueries({ queryKey: queries.accountPages(agentId).queryKey });
    notify({ text: `${integer(sats)} sats paid in` });
    close();
  }

  return (
    <Dialog open onOpenChange={(open) => !open && close()} title="Top up the account?" note={noteOf(balanceSats, sats)}>
      <form onSubmit={submit} className="mt-3 flex flex-col gap-3">
        <Field label="Amount, sats" error={fault}>
          {(wiring) => (
            <Input
              {...wiring}
              autoFocus
              required
              inputMode="numeric"
              value={amount}
              onChange={(event) => setAmount(event.target.value)}
            />
          )}
        </Field>
        <Field label="Reason, kept in the journal">
          {(wiring) => (
            <Input {...wiring} required maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
          )}
        </Field>
        {failure ? <ErrorPanel {...failure} /> : null}
        <div className="flex justify-end gap-2">
          <Button variant="quiet" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" disabled={!ready} pending={pending}>
            Top up
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Whole sats as people type them, with or without separators; null for anything else. */
function amountOf(text: string): number | null {
  const digits = text.trim().replace(/[\s,_]/g, "");
  const sats = /^\d{1,16}$/.test(digits) ? Number(digits) : 0;
  return sats >= 1 && sats <= MOST_SATS ? sats : null;
}

function noteOf(balanceSats: number, sats: number | null): string {
  const after = sats === null ? "" : `, ${integer(balanceSats + sats)} afterwards`;
  return `The treasury pays. The balance is ${integer(balanceSats)} sats now${after}.`;
}
