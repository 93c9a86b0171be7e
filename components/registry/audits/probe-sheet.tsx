"use client";

import { Sheet } from "@/components/ui/sheet";
import type { NamedProbe } from "./grid";
import { ProbePanel } from "./probe-panel";

type Props = {
  auditId: string;
  probe: NamedProbe;
  probes: readonly NamedProbe[];
  onSelect: (probe: string) => void;
  close: () => void;
};

/** The probe over its audit, where there is no room beside it. */
export function ProbeSheet({ close, ...props }: Props) {
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && close()}
      title={`Probe ${props.probe.name}`}
      note="What was asked, answered and judged"
    >
      <ProbePanel key={props.probe.id} {...props} named />
    </Sheet>
  );
}
