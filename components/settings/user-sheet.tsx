"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { useAct } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { ErrorPanel, type Failure } from "@/components/ui/error-panel";
import { Field } from "@/components/ui/field";
import { exact } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Sheet } from "@/components/ui/sheet";
import { notify } from "@/components/ui/toast";
import type { User } from "@/lib/http/queries";
import { ShownOnce } from "./shown-once";
import { ROLE_NAMES, ROLES, type Role, type UserActs } from "./user-acts";

type Made = { link: string; expiresAt: string };

/** Adds somebody, then shows the link by which they sign in, once. */
export function AddUserSheet({ open, close, acts }: { open: boolean; close: () => void; acts: UserActs }) {
  const [made, setMade] = useState<{ user: User; link: Made | null } | null>(null);
  const { run, pending, failure } = useAct(acts.create);

  function end() {
    setMade(null);
    close();
  }

  async function add({ name, role, email }: Fields) {
    const result = await run({ name, role, ...(email === "" ? {} : { email }) });
    if (!result.ok) return;
    const link = await acts.link({ id: result.data.id }).catch(() => null);
    setMade({ user: result.data, link: link?.ok ? link.data : null });
  }

  return (
    <Sheet
      open={open}
      onOpenChange={(next) => (next ? undefined : end())}
      title={made ? `${made.user.name} was added` : "Add a user"}
      note={
        made ? `as ${ROLE_NAMES[made.user.role].toLowerCase()}` : "who signs in with a link first and may set a password then"
      }
    >
      {made === null ? (
        <UserForm action="Add the user" pending={pending} failure={failure} failed="Nobody was added" submit={add} cancel={end} />
      ) : made.link ? (
        <LinkOnce made={made.link} done={end} />
      ) : (
        <p className="p-4">The link could not be made. Make one with “New sign-in link…” in the user's row.</p>
      )}
    </Sheet>
  );
}

/** Changes what a user may do and the e-mail address. */
export function EditUserSheet({ user, close, acts }: { user: User | null; close: () => void; acts: UserActs }) {
  const { run, pending, failure, clear } = useAct(acts.update);
  const end = () => {
    clear();
    close();
  };

  async function save(before: User, { role, email }: Fields) {
    const change = {
      ...(role === before.role ? {} : { role }),
      ...(email === (before.email ?? "") ? {} : { email: email === "" ? null : email }),
    };
    if (Object.keys(change).length === 0) return end();
    const result = await run({ id: before.id, ...change });
    if (!result.ok) return;
    const back = {
      id: before.id,
      ...(change.role ? { role: before.role } : {}),
      ...("email" in change ? { email: before.email } : {}),
    };
    notify({
      text: change.role ? `${before.name} is ${ROLE_NAMES[role].toLowerCase()} now` : `${before.name} saved`,
      undo: () =>
        void run(back).then(({ ok }) => notify({ text: ok ? "Taken back" : `Not taken back: ${before.name} stays as it is` })),
    });
    end();
  }

  return (
    <Sheet open={user !== null} onOpenChange={(open) => (open ? undefined : end())} title={`Edit ${user?.name ?? ""}`}>
      {user ? (
        <UserForm
          key={user.id}
          user={user}
          action="Save"
          pending={pending}
          failure={failure}
          failed="Nothing was changed"
          submit={(fields) => save(user, fields)}
          cancel={end}
        />
      ) : null}
    </Sheet>
  );
}

/** Makes a fresh link for somebody who lost the way in, and shows it once. */
export function UserLinkSheet({ user, close, link }: { user: User | null; close: () => void; link: UserActs["link"] }) {
  const [made, setMade] = useState<Made | null>(null);
  const { run, pending, failure, clear } = useAct(link);
  const end = () => {
    setMade(null);
    clear();
    close();
  };
  return (
    <Sheet
      open={user !== null}
      onOpenChange={(open) => (open ? undefined : end())}
      title={`Sign-in link for ${user?.name ?? ""}`}
    >
      {made ? (
        <LinkOnce made={made} done={end} />
      ) : (
        <div className="flex flex-col gap-4 p-4">
          <p className="words text-ink-2">
            Whoever opens the link is signed in as {user?.name}, once, within 72 hours. Hand it over by a way that only they read.
          </p>
          {failure ? <ErrorPanel {...failure} title="No link was made" /> : null}
          <Buttons cancel={end}>
            <Button
              variant="primary"
              pending={pending}
              onClick={() => user && void run({ id: user.id }).then((result) => result.ok && setMade(result.data))}
            >
              Make the link
            </Button>
          </Buttons>
        </div>
      )}
    </Sheet>
  );
}

function LinkOnce({ made, done }: { made: Made; done: () => void }) {
  return (
    <ShownOnce what="the link" text={made.link} done={done}>
      It signs in once, until {exact(made.expiresAt)}. After that make another one.
    </ShownOnce>
  );
}

type Fields = { name: string; role: Role; email: string };

type FormProps = {
  /** Whose; absent for a new one. */
  user?: User;
  action: string;
  pending: boolean;
  failure: Failure | undefined;
  failed: string;
  submit: (fields: Fields) => Promise<void>;
  cancel: () => void;
};

function UserForm({ user, action, pending, failure, failed, submit, cancel }: FormProps) {
  const [name, setName] = useState(user?.name ?? "");
  const [role, setRole] = useState<Role>(user?.role ?? "viewer");
  const [email, setEmail] = useState(user?.email ?? "");

  function send(event: FormEvent) {
    event.preventDefault();
    void submit({ name: name.trim(), role, email: email.trim() });
  }

  return (
    <form onSubmit={send} className="flex flex-col gap-4 p-4">
      {user ? null : (
        <Field label="Name" hint="By it the journal says who did what; it cannot be changed later.">
          {(wiring) => (
            <Input
              {...wiring}
              autoFocus
              required
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
      )}
      <Field label="Role" hint={ROLES.find(({ value }) => value === role)?.note}>
        {(wiring) => (
          <Select
            {...wiring}
            value={role}
            onValueChange={setRole}
            options={ROLES.map(({ value, label }) => ({ value, label }))}
            className="w-44"
          />
        )}
      </Field>
      <Field label="E-mail (optional)" hint="Needed for a password, and to be known to single sign-on. Muster sends no mail.">
        {(wiring) => (
          <Input
            {...wiring}
            type="email"
            maxLength={254}
            autoComplete="off"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      {user && role !== user.role && user.sessions > 0 ? (
        <p role="status" className="text-12 text-warn">
          {user.name} is signed out everywhere at once and has the new role after signing in again.
        </p>
      ) : null}
      {failure ? <ErrorPanel {...failure} title={failed} /> : null}
      <Buttons cancel={cancel}>
        <Button type="submit" variant="primary" pending={pending} disabled={name.trim() === ""}>
          {action}
        </Button>
      </Buttons>
    </form>
  );
}

function Buttons({ cancel, children }: { cancel: () => void; children: ReactNode }) {
  return (
    <div className="flex flex-wrap justify-end gap-2">
      <Button onClick={cancel}>Cancel</Button>
      {children}
    </div>
  );
}
