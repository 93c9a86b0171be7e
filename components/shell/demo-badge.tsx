"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useBarred } from "@/components/live/permission";
import { useAct } from "@/components/live/use-act";
import { Menu, MenuItem, MenuLabel } from "@/components/ui/menu";
import { notify } from "@/components/ui/toast";
import type { Act } from "@/lib/http/problem";
import { queries } from "@/lib/http/queries";

/** Says on every page that simulated agents are among what is shown, and takes them away. */
export function DemoBadge({ removeDemo }: { removeDemo: Act<null, unknown> }) {
  const router = useRouter();
  const barred = useBarred();
  const { run, pending } = useAct(removeDemo);

  async function remove() {
    const result = await run(null);
    notify({ text: result.ok ? "Demo fleet removed" : `The demo fleet is still there. ${result.failure.detail}` });
    if (result.ok) router.refresh();
  }

  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label="Demo fleet"
          className="mr-1 rounded-1 border border-line-strong px-1.5 text-11 font-semibold tracking-[0.04em] text-ink-2 hover:border-control hover:text-ink-1 phone:mr-0 phone:h-9 phone:border-transparent phone:px-1"
        >
          <span className="phone:rounded-1 phone:border phone:border-line-strong phone:px-1.5">DEMO</span>
        </button>
      }
    >
      <MenuLabel>Simulated agents are on the board</MenuLabel>
      <Haste />
      <MenuItem onSelect={remove} because={barred("removeDemo") ?? (pending ? "Being removed" : undefined)}>
        Remove demo fleet
      </MenuItem>
    </Menu>
  );
}

/** Says that time flies, where it does: nobody's certificates should seem to run out by themselves. */
function Haste() {
  const { data: gate } = useQuery(queries.tiers());
  if (!gate || gate.decayRatePerDay < 1) return null;
  return (
    <MenuLabel>Sped up for the demo: certificates halve within {halfLife(gate.decayRatePerDay)}, audits come often</MenuLabel>
  );
}

function halfLife(perDay: number): string {
  return `${Math.ceil((Math.LN2 / perDay) * 24 * 60)} minutes`;
}
