"use client";

import { useBarred } from "@/components/live/permission";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import type { Keeper } from "./keeper";
import type { Mixer } from "./mixer";
import { useMixed, WeightsMixer } from "./weights-mixer";

type Props = { mixer: Mixer; keeper: Keeper; onReset: () => void; onApply: () => void; close: () => void };

/** The mixer of a phone, where the page has no room for it. */
export function WeightsSheet({ mixer, keeper, onReset, onApply, close }: Props) {
  const because = useBarred()("changeWeights");
  const previewing = useMixed(mixer, (mix) => mix.previewing);
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && close()}
      title="Weights"
      note="Together 100 %. Only you see what you try out here."
      footer={
        <>
          <Button disabled={!previewing} onClick={onReset}>
            Reset
          </Button>
          <Button variant="primary" because={because} disabled={!previewing} onClick={onApply}>
            Apply…
          </Button>
        </>
      }
    >
      <WeightsMixer mixer={mixer} keeper={keeper} className="px-4" />
    </Sheet>
  );
}
