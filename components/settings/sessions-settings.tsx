"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { parseAsString, useQueryState } from "nuqs";
import { useState } from "react";
import { attempt } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { EmptyState } from "@/components/ui/empty-state";
import { count } from "@/components/ui/format";
import { Section } from "@/components/ui/section";
import { notify } from "@/components/ui/toast";
import type { Act } from "@/lib/http/problem";
import { queries, queryGroups, type Session } from "@/lib/http/queries";
import { browserWords } from "./browser-words";
import { Loaded } from "./loaded";
import { SessionsTable } from "./sessions-table";

type Acts = { end: Act<{ id: string }, unknown>; endAll: Act<{ userId: string }, { ended: number }> };

/** Every browser in which somebody is signed in, and the way to end that; of one user with `?user=`. */
export function SessionsSettings({ acts }: { acts: Acts }) {
  const [userId, setUserId] = useQueryState("user", parseAsString);
  const sessions = useInfiniteQuery(queries.sessions(userId ?? undefined));
  const client = useQueryClient();
  const [asked, setAsked] = useState<{ session: Session; all: boolean } | null>(null);
  const shown = sessions.data?.pages.flatMap(({ items }) => items) ?? [];
  const name = userId === null ? null : (shown[0]?.userName ?? "this user");

  async function end() {
    if (!asked) return undefined;
    const { session, all } = asked;
    const { data, failure } = all
      ? await attempt(acts.endAll, { userId: session.userId })
      : await attempt(acts.end, { id: session.id });
    if (failure) return failure;
    const ended = all ? (data as { ended: number }).ended : 1;
    notify({ text: `${count(ended, "session")} of ${session.userName} ended` });
    void client.invalidateQueries({ queryKey: queryGroups.access });
    return undefined;
  }

  return (
    <Section
      title="Sessions"
      note={name === null ? "browsers that are signed in" : `browsers in which ${name} is signed in`}
      end={userId === null ? null : <Button onClick={() => void setUserId(null)}>Show everybody's</Button>}
    >
      <Loaded query={sessions} what="The sessions">
        {() =>
          shown.length === 0 ? (
            <EmptyState title="No browser is signed in">
              A session appears when somebody signs in. It ends by signing out, after 24 hours without use, or here.
            </EmptyState>
          ) : (
            <>
              <SessionsTable sessions={shown} end={(session, all) => setAsked({ session, all })} />
              {sessions.hasNextPage ? (
                <Button className="mt-3" pending={sessions.isFetchingNextPage} onClick={() => void sessions.fetchNextPage()}>
                  Load more
                </Button>
              ) : null}
            </>
          )
        }
      </Loaded>
      {asked ? (
        <Confirm
          open
          onOpenChange={(open) => !open && setAsked(null)}
          title={asked.all ? `End all sessions of ${asked.session.userName}?` : `End this session of ${asked.session.userName}?`}
          consequence={
            asked.all
              ? "Every browser in which they are signed in is signed out at once, except the one you are using. They may sign in again."
              : `${browserWords(asked.session.userAgent)} is signed out at once and its live pages close. They may sign in again.`
          }
          action={asked.all ? "End all sessions" : "End the session"}
          cancel="Keep it"
          onConfirm={end}
        />
      ) : null}
    </Section>
  );
}
