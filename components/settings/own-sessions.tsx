"use client";

import { useRouter } from "next/navigation";
import { useAct } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { cn } from "@/components/ui/cn";
import { ErrorPanel } from "@/components/ui/error-panel";
import { NO_VALUE } from "@/components/ui/format";
import { Section } from "@/components/ui/section";
import { Table, Td, Th } from "@/components/ui/table";
import { TimeAgo } from "@/components/ui/time-ago";
import { notify } from "@/components/ui/toast";
import type { Act } from "@/lib/http/problem";
import { browserWords } from "./browser-words";

type ListedSession = {
  id: string;
  method: string;
  createdAt: string;
  lastUsedAt: string;
  ipAddress: string | null;
  userAgent: string | null;
  current: boolean;
};

type Props = {
  sessions: readonly ListedSession[];
  endSession: Act<{ id: string }, null>;
  endOthers: Act<null, { ended: number }>;
};

const WIDE = "phone:hidden";

/** Where one is signed in, and how to end it there. */
export function OwnSessions({ sessions, endSession, endOthers }: Props) {
  const router = useRouter();
  const one = useAct(endSession);
  const all = useAct(endOthers);
  const failure = one.failure ?? all.failure;

  async function end({ id }: ListedSession) {
    if ((await one.run({ id })).ok) router.refresh();
  }
  async function endRest() {
    const result = await all.run(null);
    if (!result.ok) return;
    notify({
      text: result.data.ended === 1 ? "Signed out on one other browser" : `Signed out on ${result.data.ended} other browsers`,
    });
    router.refresh();
  }

  return (
    <Section
      title="Signed in on"
      note="ends after a day without use, or a week"
      className="border-line border-t"
      end={
        sessions.length > 1 ? (
          <Button variant="danger" pending={all.pending} onClick={() => void endRest()}>
            End all others
          </Button>
        ) : null
      }
    >
      {failure ? <ErrorPanel {...failure} title="The session was not ended" className="mb-3" /> : null}
      <Table label="Your sessions, newest first">
        <thead>
          <tr>
            <Th>Browser</Th>
            <Th className={WIDE}>Address</Th>
            <Th className={WIDE}>Signed in by</Th>
            <Th className={WIDE}>Since</Th>
            <Th>Last used</Th>
            <Th>
              <span className="sr-only">State and action</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <tr key={session.id}>
              <Td className="words font-medium">{browserWords(session.userAgent)}</Td>
              <Td className={WIDE}>{session.ipAddress ?? NO_VALUE}</Td>
              <Td className={cn("max-w-48 truncate", WIDE)}>{session.method}</Td>
              <Td className={WIDE}>
                <TimeAgo at={session.createdAt} />
              </Td>
              <Td>
                <TimeAgo at={session.lastUsedAt} />
              </Td>
              <Td numeric>
                {session.current ? (
                  <Chip>This browser</Chip>
                ) : (
                  <Button
                    size="sm"
                    variant="danger"
                    disabled={one.pending}
                    onClick={() => void end(session)}
                    aria-label={`End the session on ${browserWords(session.userAgent)}`}
                  >
                    End
                  </Button>
                )}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
