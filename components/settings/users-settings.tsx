"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { attempt } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { count } from "@/components/ui/format";
import { Section } from "@/components/ui/section";
import { notify } from "@/components/ui/toast";
import { queries, queryGroups, type User } from "@/lib/http/queries";
import { Loaded } from "./loaded";
import type { UserActs } from "./user-acts";
import { AddUserSheet, EditUserSheet, UserLinkSheet } from "./user-sheet";
import { UsersTable, type UserWish } from "./users-table";

type Wish = { what: UserWish; user: User };

/** People who may sign in: who they are, what they may do, and the ways to change that. */
export function UsersSettings({ acts }: { acts: UserActs }) {
  const users = useInfiniteQuery(queries.users());
  const client = useQueryClient();
  const [adding, setAdding] = useState(false);
  const [wish, setWish] = useState<Wish | null>(null);
  const refresh = () => client.invalidateQueries({ queryKey: queryGroups.access });
  const close = () => {
    setAdding(false);
    setWish(null);
    void refresh();
  };
  const asked = (what: UserWish) => (wish?.what === what ? wish.user : null);

  async function setDisabled(user: User, disabled: boolean) {
    const { failure } = await attempt(acts.update, { id: user.id, disabled });
    void refresh();
    if (failure) return failure;
    notify({
      text: disabled ? `${user.name} is disabled and signed out` : `${user.name} may sign in again, with a fresh link`,
      ...(disabled ? { undo: () => void setDisabled(user, false) } : {}),
    });
    return undefined;
  }

  async function enable(user: User) {
    const failure = await setDisabled(user, false);
    if (failure) notify({ text: `${user.name} stays disabled. ${failure.detail}` });
  }

  async function endSessions(user: User) {
    const { data, failure } = await attempt(acts.endSessions, { userId: user.id });
    if (failure) return failure;
    notify({ text: `${count(data.ended, "session")} of ${user.name} ended` });
    void refresh();
    return undefined;
  }

  return (
    <Section
      title="Users"
      note="people who may sign in"
      end={
        <Button onClick={() => setAdding(true)}>
          <Plus aria-hidden />
          Add user
        </Button>
      }
    >
      <Loaded query={users} what="The users">
        {({ pages }) => (
          <>
            <UsersTable
              users={pages.flatMap(({ items }) => items)}
              wish={(what, user) => (what === "enable" ? void enable(user) : setWish({ what, user }))}
            />
            {users.hasNextPage ? (
              <Button className="mt-3" pending={users.isFetchingNextPage} onClick={() => void users.fetchNextPage()}>
                Load more
              </Button>
            ) : null}
          </>
        )}
      </Loaded>
      <AddUserSheet open={adding} close={close} acts={acts} />
      <EditUserSheet user={asked("edit")} close={close} acts={acts} />
      <UserLinkSheet user={asked("link")} close={close} link={acts.link} />
      <Question
        user={asked("disable")}
        close={close}
        title={(name) => `Disable ${name}?`}
        consequence="They are signed out everywhere at once, their live pages close, and links that wait end. What they did stays in the journal, and keys they made go on."
        action="Disable"
        confirm={(user) => setDisabled(user, true)}
      />
      <Question
        user={asked("end")}
        close={close}
        title={(name) => `End the sessions of ${name}?`}
        consequence="Every browser in which they are signed in is signed out at once, except the one you are using. They may sign in again."
        action="End the sessions"
        confirm={endSessions}
      />
    </Section>
  );
}

type QuestionProps = {
  user: User | null;
  close: () => void;
  title: (name: string) => string;
  consequence: string;
  action: string;
  confirm: (user: User) => ReturnType<Parameters<typeof Confirm>[0]["onConfirm"]>;
};

function Question({ user, close, title, consequence, action, confirm }: QuestionProps) {
  if (!user) return null;
  return (
    <Confirm
      open
      onOpenChange={(open) => !open && close()}
      title={title(user.name)}
      consequence={consequence}
      action={action}
      cancel="Keep as it is"
      onConfirm={() => confirm(user)}
    />
  );
}
