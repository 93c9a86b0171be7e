import Link from "next/link";
import { signalCommand, useOrigin } from "@/components/chips/api-commands";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";

/** What somebody needs to send the first. */
function FirstSignal({ agentId }: { agentId: string }) {
  const command = signalCommand(useOrigin(), agentId);
  return (
    <div className="flex flex-col items-start gap-2">
      <p className="text-ink-2">
        No signal yet. The first one appears here as soon as it is stored, sent with a{" "}
        <Link href="/settings/keys" prefetch={false} className="link">
          key
        </Link>{" "}
        of the scope “ingest”:
      </p>
      <section
        tabIndex={0}
        aria-label="Command that sends a signal"
        className="w-full overflow-x-auto rounded-2 bg-sunken p-3 text-12 text-ink-2"
      >
        <pre>
          <code>{command}</code>
        </pre>
      </section>
      <CopyButton text={command} label="Copy" />
    </div>
  );
}

/** In the place of the list: how to send the first signal, or the way out of a filter. `older` looks further back, where the search stopped before the end. */
export function NoSignals({
  agentId,
  filtered,
  clear,
  older,
  pending = false,
}: {
  agentId: string;
  filtered: boolean;
  clear: () => void;
  older?: () => void;
  pending?: boolean;
}) {
  if (!filtered) return <FirstSignal agentId={agentId} />;
  return (
    <div className="flex flex-col items-start gap-2">
      <p className="text-ink-2">
        {older ? "No such signal among the newest. There are older ones." : "No signal of this dimension, source and time."}
      </p>
      <div className="flex gap-2">
        {older && (
          <Button size="sm" pending={pending} onClick={older}>
            Look further back
          </Button>
        )}
        <Button size="sm" onClick={clear}>
          Show all signals
        </Button>
      </div>
    </div>
  );
}
