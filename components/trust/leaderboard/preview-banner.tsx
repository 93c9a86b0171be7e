"use client";

import { memo, useState } from "react";
import { useBarred } from "@/components/live/permission";
import { Button } from "@/components/ui/button";
import { integer } from "@/components/ui/format";
import { Kbd } from "@/components/ui/kbd";
import { useSteady } from "@/components/ui/steady";
import type { Consequences } from "@/lib/trust/what-if";
import { SlopeButton } from "../slope/slope";
import type { Keeper } from "./keeper";
import { useKept } from "./use-keeper";

type Actions = {
  /** Version of the weights in force. */
  version: number;
  moversOnly: boolean;
  onMoversOnly: (moversOnly: boolean) => void;
  onReset: () => void;
  onApply: () => void;
  /** Opens the weights, where they are not on the page (phone). */
  onReview: () => void;
};

/** Says that what is seen is only a preview, and what applying it would do. */
export function PreviewBanner({ keeper, ...actions }: Actions & { keeper: Keeper }) {
  const consequences = useKept(keeper, (k) => k.standings.consequences);
  return consequences ? <Banner {...actions} {...consequences} /> : null;
}

const crossing = (n: number) => `${integer(n)} ${n === 1 ? "crosses" : "cross"} a band`;
const moving = (n: number) => `${integer(n)} ${n === 1 ? "moves" : "move"}`;
const revoking = (n: number) => `${integer(n)} would be revoked`;

const Banner = memo(function Banner({
  version,
  moversOnly,
  onMoversOnly,
  onReset,
  onApply,
  onReview,
  ...counts
}: Actions & Consequences) {
  const because = useBarred()("changeWeights");
  return (
    <div className="flex min-h-9 flex-none items-center gap-3 border-b border-dashed border-preview bg-preview-bg px-gutter phone:py-2">
      <p className="words flex min-w-0 gap-x-1 phone:flex-wrap">
        <span className="mr-2 font-semibold text-preview phone:mr-0">Preview</span>
        <span className="phone:lowercase max-lg:hidden phone:inline">
          Only you see this<span className="phone:hidden">.</span>
        </span>
        <span className="figures *:font-semibold phone:text-12 phone:text-ink-2 phone:*:font-normal">
          <b>{moving(counts.moved)}</b>, <b>{crossing(counts.crossedBand)}</b>, <b>{revoking(counts.wouldRevoke)}</b>
        </span>
      </p>
      <button
        type="button"
        aria-pressed={moversOnly}
        onClick={() => onMoversOnly(!moversOnly)}
        className="link whitespace-nowrap text-ink-2 aria-pressed:font-medium aria-pressed:text-preview phone:hidden"
      >
        Show only movers
      </button>
      <span className="ml-auto flex items-center gap-2 phone:hidden">
        <span className="figures text-12 whitespace-nowrap text-ink-3 max-wide:hidden">
          Weights v{version} in force, sum 100 %
        </span>
        <SlopeButton />
        <CopyLink />
        <Button variant="quiet" size="sm" onClick={onReset}>
          Reset <Kbd>Esc</Kbd>
        </Button>
        <Button variant="primary" size="sm" because={because} onClick={onApply}>
          Apply…
        </Button>
      </span>
      <Button variant="primary" onClick={onReview} className="ml-auto hidden phone:inline-flex">
        Review…
      </Button>
      <Announcement {...counts} />
    </div>
  );
});

/** The address holds the preview; read when it is copied, because it is written after the drag. */
function CopyLink() {
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(window.location.href).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <Button variant="quiet" size="sm" onClick={copy} onBlur={() => setCopied(false)} className="max-lg:hidden">
      {copied ? "Link copied" : "Copy link"}
    </Button>
  );
}

/** For screen readers: one sentence when the drag has come to rest, not one per step. */
function Announcement(counts: Consequences) {
  const sentence = `Preview: ${moving(counts.moved)}, ${crossing(counts.crossedBand)}, ${revoking(counts.wouldRevoke)}`;
  return (
    <span role="status" className="sr-only">
      {useSteady(sentence, 1000)}
    </span>
  );
}
