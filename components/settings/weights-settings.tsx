"use client";

import { useQuery } from "@tanstack/react-query";
import { DIMENSION_LOOKS, DimensionName, DimensionSwatch } from "@/components/chips/dimension";
import { useBarred } from "@/components/live/permission";
import { Button } from "@/components/ui/button";
import { percent, signedDecimal } from "@/components/ui/format";
import { IntentLink } from "@/components/ui/intent-link";
import { Section } from "@/components/ui/section";
import type { Act } from "@/lib/http/problem";
import { queries } from "@/lib/http/queries";
import { DIMENSION_NAMES, DIMENSIONS } from "@/lib/trust/dimension";
import type { WeightsVersion } from "@/lib/trust/setting";
import { Loaded } from "./loaded";
import type { DiffRow } from "./version-diff";
import { VersionSections } from "./version-history";
import { VersionLine } from "./version-line";

type Undo = Act<{ version: number; reason: string }, WeightsVersion>;

/** Weights in force, every version before them, and the way back from the newest. */
export function WeightsSettings({ undoWeights }: { undoWeights: Undo }) {
  const current = useQuery(queries.weights());
  const history = useQuery(queries.weightsHistory());
  const barred = useBarred();
  return (
    <>
      <Section
        title="Weights in force"
        end={
          <Button asChild>
            <IntentLink href="/agents">Change on the board</IntentLink>
          </Button>
        }
      >
        <Loaded query={current} what="The weights">
          {(weights) => (
            <>
              <VersionLine {...weights} />
              <WeightsInForce weights={weights} />
            </>
          )}
        </Loaded>
      </Section>
      <VersionSections
        query={history}
        of="the weights"
        values="Dimension"
        rows={rowsOf}
        undo={{
          because: barred("undoWeights"),
          act: undoWeights,
          consequence: (version) =>
            `The weights of version ${version - 1} come into force again as a new version, every score is recomputed, and exactly the agents that version ${version} revoked are reinstated.`,
          done: (former, version) => `Weights of version ${former} are in force again, as version ${version}`,
        }}
      />
    </>
  );
}

function WeightsInForce({ weights }: { weights: WeightsVersion }) {
  return (
    <dl className="mt-4 grid max-w-160 grid-cols-5 gap-px phone:grid-cols-1">
      {DIMENSIONS.map((dimension) => (
        <div key={dimension} className="flex flex-col gap-1 phone:h-9 phone:flex-row phone:items-center phone:justify-between">
          <span aria-hidden className="mb-1 h-[3px] phone:hidden" style={{ background: DIMENSION_LOOKS[dimension].color }} />
          <dt className="text-12 text-ink-2">
            <DimensionName dimension={dimension} short className="[&>span:first-child]:desk:hidden" />
          </dt>
          <dd className="text-16 font-semibold">{percent(weights.weights[dimension], 1)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Weights in two versions, and by how many percentage points they differ. */
function rowsOf(before: WeightsVersion, after: WeightsVersion): DiffRow[] {
  return DIMENSIONS.map((dimension) => ({
    key: dimension,
    name: DIMENSION_NAMES[dimension],
    mark: <DimensionSwatch dimension={dimension} />,
    before: percent(before.weights[dimension], 1),
    after: percent(after.weights[dimension], 1),
    change: signedDecimal((after.weights[dimension] - before.weights[dimension]) * 100),
  }));
}
