"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { DIMENSION_LOOKS, DimensionName, DimensionSwatch } from "@/components/chips/dimension";
import { visible } from "@/components/chips/hidden-text";
import { PlainText } from "@/components/chips/plain-text";
import { useBarred } from "@/components/live/permission";
import { attempt } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { percent, signedDecimal } from "@/components/ui/format";
import { IntentLink } from "@/components/ui/intent-link";
import { Section } from "@/components/ui/section";
import { Table, Td, Th } from "@/components/ui/table";
import { TimeAgo } from "@/components/ui/time-ago";
import { notify } from "@/components/ui/toast";
import type { Act } from "@/lib/http/problem";
import { queries } from "@/lib/http/queries";
import { DIMENSION_NAMES, DIMENSIONS } from "@/lib/trust/dimension";
import type { WeightsVersion } from "@/lib/trust/setting";
import { Loaded } from "./loaded";
import { useShown } from "./use-shown";
import { CompareButton, type DiffRow, VersionDiff } from "./version-diff";
import { VersionLine } from "./version-line";

type Undo = Act<{ version: number; reason: string }, WeightsVersion>;

/** Weights in force, every version before them, and the way back from the newest. */
export function WeightsSettings({ undoWeights }: { undoWeights: Undo }) {
  const current = useQuery(queries.weights());
  const history = useQuery(queries.weightsHistory());
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
      <Section title="History" note="newest first" className="border-t border-line">
        <Loaded query={history} what="The history">
          {(versions) => <History versions={versions} undoWeights={undoWeights} />}
        </Loaded>
      </Section>
      {history.data && history.data.length > 1 && <VersionDiff versions={history.data} of="Dimension" rows={rowsOf} />}
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

function History({ versions, undoWeights }: { versions: readonly WeightsVersion[]; undoWeights: Undo }) {
  const [undoing, setUndoing] = useState<WeightsVersion | null>(null);
  const newest = versions[0];
  const because = useBarred()("undoWeights");
  const { shown, more } = useShown(versions);

  async function undo(reason: string) {
    if (!undoing) return undefined;
    const { data, failure } = await attempt(undoWeights, { version: undoing.version, reason });
    if (data) notify({ text: `Weights of version ${undoing.version - 1} are in force again, as version ${data.version}` });
    return failure;
  }

  return (
    <>
      <Table label="Versions of the weights">
        <thead>
          <tr>
            <Th>Version</Th>
            {DIMENSIONS.map((dimension) => (
              <Th key={dimension} numeric>
                <span className="inline-flex items-center gap-1.5">
                  <DimensionSwatch dimension={dimension} />
                  {DIMENSION_LOOKS[dimension].short}
                </span>
              </Th>
            ))}
            <Th className="pl-6">Reason</Th>
            <Th>Set by</Th>
            <Th>When</Th>
            <Th>
              <span className="sr-only">Action</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {shown.map((version, index) => (
            <tr key={version.version}>
              <Td className="font-medium">{version.version}</Td>
              {DIMENSIONS.map((dimension) => (
                <Td
                  key={dimension}
                  numeric
                  className={same(version, versions[index + 1], dimension) ? "text-ink-3" : "font-medium"}
                >
                  {percent(version.weights[dimension], 1)}
                </Td>
              ))}
              <Td className="max-w-80 truncate pl-6" title={visible(version.reason)}>
                <PlainText
                  text={version.undoes === null ? version.reason : `Undo of version ${version.undoes}: ${version.reason}`}
                />
              </Td>
              <Td className="max-w-40 truncate text-ink-2">
                <PlainText text={version.actor} />
              </Td>
              <Td className="text-ink-2">
                <TimeAgo at={version.since} />
              </Td>
              <Td numeric>
                <span className="inline-flex gap-1">
                  {version.version > 1 ? <CompareButton version={version.version} /> : null}
                  {version === newest && version.version > 1 ? (
                    <Button size="sm" because={because} onClick={() => setUndoing(version)}>
                      Undo…
                    </Button>
                  ) : null}
                </span>
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {more}
      <Confirm
        open={undoing !== null}
        onOpenChange={(open) => setUndoing((version) => (open ? version : null))}
        title={`Undo version ${undoing?.version ?? ""} of the weights?`}
        consequence={`The weights of version ${(undoing?.version ?? 1) - 1} come into force again as a new version, every score is recomputed, and exactly the agents that version ${undoing?.version ?? ""} revoked are reinstated.`}
        reason
        action="Undo the change"
        cancel={`Keep version ${undoing?.version ?? ""}`}
        tone="primary"
        onConfirm={undo}
      />
    </>
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

/** Whether a weight is what it was in the version before. */
function same(version: WeightsVersion, before: WeightsVersion | undefined, dimension: (typeof DIMENSIONS)[number]): boolean {
  return before !== undefined && before.weights[dimension] === version.weights[dimension];
}
