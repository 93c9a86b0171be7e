"use client";

import { useQuery } from "@tanstack/react-query";
import { PlainText } from "@/components/chips/plain-text";
import { failureOf } from "@/components/live/use-act";
import { ErrorPanel } from "@/components/ui/error-panel";
import { count, integer, NO_VALUE, percent } from "@/components/ui/format";
import { Section } from "@/components/ui/section";
import { RowsSkeleton } from "@/components/ui/skeleton";
import { Table, Td, Th } from "@/components/ui/table";
import { queries } from "@/lib/http/queries";
import type { ObservedCapabilities } from "@/lib/routing/observed";

/** The server counts no more. */
const MOST_TASKS = 1000;

/** What the agent says it can do, beside what came of the tasks that asked for it. */
export function ObservedSection({ agentId }: { agentId: string }) {
  const observed = useQuery(queries.observedCapabilities(agentId));
  return (
    <Section
      id="capabilities"
      title="Declared and observed"
      note={
        observed.data && observed.data.tasks > 0
          ? `in the ${observed.data.tasks < MOST_TASKS ? "" : "newest "}${count(observed.data.tasks, "task")} it was given`
          : null
      }
    >
      {observed.data ? (
        <Observed items={observed.data.items} />
      ) : observed.isError ? (
        <ErrorPanel {...failureOf(observed.error, "The capabilities could not be loaded")} onRetry={() => observed.refetch()} />
      ) : (
        <RowsSkeleton rows={1} />
      )}
    </Section>
  );
}

function Observed({ items }: Pick<ObservedCapabilities, "items">) {
  if (items.length === 0)
    return <p className="words text-ink-2">It declares no capability, so there is nothing to hold it to.</p>;
  return (
    <Table label="Declared capabilities and what was observed">
      <thead>
        <tr>
          <Th>Declared</Th>
          <Th numeric>Tasks</Th>
          <Th numeric>Completed</Th>
          <Th numeric>Failed</Th>
          <Th numeric>Success</Th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ capability, tasks, completed, failed, open, successRate }) => (
          <tr key={capability}>
            <Td className="words max-w-60 truncate">
              <PlainText text={capability} />
            </Td>
            {tasks === 0 ? (
              <Td colSpan={4} numeric className="text-ink-3">
                not observed yet
              </Td>
            ) : (
              <>
                <Td numeric>
                  {integer(tasks)}
                  {open > 0 ? <span className="text-ink-3"> ({integer(open)} open)</span> : null}
                </Td>
                <Td numeric>{integer(completed)}</Td>
                <Td numeric>{integer(failed)}</Td>
                <Td numeric className="font-medium">
                  {successRate === null ? NO_VALUE : percent(successRate)}
                </Td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
