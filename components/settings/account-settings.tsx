"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { useAct } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Field } from "@/components/ui/field";
import { NO_VALUE } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { Section } from "@/components/ui/section";
import { notify } from "@/components/ui/toast";
import type { Act } from "@/lib/http/problem";

type Account = {
  name: string;
  email: string | null;
  role: string;
  hasPassword: boolean;
  provider: string | null;
  /** What a change takes: the present password, nothing for a while after a sign-in by link, or such a sign-in first. */
  confirmBy: "password" | "nothing" | "link";
  mayChangeEmail: boolean;
};

type Props = {
  account: Account;
  changePassword: Act<{ password: string; present?: string }, null>;
  changeEmail: Act<{ email: string; present?: string }, null>;
};

/** Who one is here, and how one signs in. */
export function AccountSettings({ account, changePassword, changeEmail }: Props) {
  const { name, role, email, hasPassword, provider, confirmBy, mayChangeEmail } = account;
  const ways = [hasPassword && "password", provider, "link"].filter(Boolean).join(", ");
  return (
    <>
      <Section title="Your account">
        <dl className="max-w-180">
          <Fact name="Name" note="what the journal calls you">
            <span className="break-words">{name}</span>
          </Fact>
          <Fact name="Role">
            <span className="capitalize">{role}</span>
          </Fact>
          <Fact name="E-mail address" note={mayChangeEmail ? undefined : "an admin changes it"}>
            <span className="break-all">{email ?? NO_VALUE}</span>
          </Fact>
          <Fact name="You sign in with">{ways}</Fact>
        </dl>
      </Section>
      <div className="grid grid-cols-2 border-line border-t max-lg:grid-cols-1 [&>section+section]:border-line lg:[&>section+section]:border-l max-lg:[&>section+section]:border-t">
        {mayChangeEmail ? <EmailForm key={email} email={email} confirmBy={confirmBy} change={changeEmail} /> : null}
        <PasswordForm account={account} change={changePassword} />
      </div>
    </>
  );
}

function Fact({ name, note, children }: { name: string; note?: string | undefined; children: ReactNode }) {
  return (
    <div className="flex min-h-9 flex-wrap items-baseline gap-x-4 border-b border-line py-2">
      <dt className="words w-40 font-medium">
        {name}
        {note ? <span className="block text-12 font-normal text-ink-3">{note}</span> : null}
      </dt>
      <dd className="min-w-0 text-ink-2">{children}</dd>
    </div>
  );
}

type EmailProps = { email: string | null; confirmBy: Account["confirmBy"]; change: Props["changeEmail"] };

function EmailForm({ email, confirmBy, change }: EmailProps) {
  const router = useRouter();
  const { run, pending, failure } = useAct(change);
  const [next, setNext] = useState(email ?? "");
  const [present, setPresent] = useState("");

  async function submit() {
    const result = await run({ email: next, ...(confirmBy === "password" && { present }) });
    setPresent("");
    if (!result.ok) return;
    notify({ text: "Your e-mail address is changed" });
    router.refresh();
  }

  return (
    <Section title="E-mail address" note={email === null ? "none yet: a password needs one" : undefined}>
      <form action={submit} className="flex max-w-80 flex-col gap-3">
        <Field
          label="New e-mail address"
          hint="What you type when you sign in. An identity provider that vouches for it lets you in."
        >
          {(wiring) => (
            <Input
              {...wiring}
              type="email"
              autoComplete="email"
              required
              maxLength={254}
              value={next}
              onChange={(event) => setNext(event.target.value)}
            />
          )}
        </Field>
        <Present confirmBy={confirmBy} value={present} onChange={setPresent} />
        {failure ? <ErrorPanel {...failure} title="The e-mail address was not changed" /> : null}
        <div>
          <Button type="submit" pending={pending} disabled={confirmBy === "link" || next === (email ?? "")}>
            {email === null ? "Set the e-mail address" : "Change the e-mail address"}
          </Button>
        </div>
      </form>
    </Section>
  );
}

function PasswordForm({ account, change }: { account: Account; change: Props["changePassword"] }) {
  const { hasPassword, confirmBy, email } = account;
  const router = useRouter();
  const { run, pending, failure } = useAct(change);
  const [password, setPassword] = useState("");
  const [present, setPresent] = useState("");

  async function submit() {
    const result = await run({ password, ...(confirmBy === "password" && { present }) });
    setPresent("");
    if (!result.ok) return;
    setPassword("");
    notify({ text: hasPassword ? "Password changed; every other browser is signed out" : "Password set" });
    router.refresh();
  }

  return (
    <Section title="Password" note={hasPassword ? undefined : "none yet"}>
      <form action={submit} className="flex max-w-80 flex-col gap-3">
        {hasPassword && confirmBy === "nothing" ? (
          <p className="text-12 text-ink-3">You have just signed in by a link: your present password is not asked for.</p>
        ) : null}
        <Present confirmBy={confirmBy} value={present} onChange={setPresent} />
        <Field
          label="New password"
          hint="12 characters or more; three or four unrelated words do well. Every other browser is signed out by it."
        >
          {(wiring) => (
            <Input
              {...wiring}
              type="password"
              autoComplete="new-password"
              required
              minLength={12}
              maxLength={128}
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        {email === null ? (
          <p className="text-12 text-ink-3">To sign in with it you also need an e-mail address, which you do not have yet.</p>
        ) : null}
        {failure ? <ErrorPanel {...failure} title="The password was not changed" /> : null}
        <div>
          <Button type="submit" pending={pending} disabled={confirmBy === "link" || password === ""}>
            {hasPassword ? "Change the password" : "Set the password"}
          </Button>
        </div>
      </form>
    </Section>
  );
}

type PresentProps = { confirmBy: Account["confirmBy"]; value: string; onChange: (value: string) => void };

/** What confirms a change: the present password, unless one has just come in by a link. */
function Present({ confirmBy, value, onChange }: PresentProps) {
  if (confirmBy === "link")
    return (
      <p className="text-ink-2">
        Sign in by a link first: you have no password yet, and for 10 minutes after a link none is asked for.
      </p>
    );
  if (confirmBy === "nothing") return null;
  return (
    <Field label="Present password" hint="Forgotten? Sign in by a link: for 10 minutes it is not asked for.">
      {(wiring) => (
        <Input
          {...wiring}
          type="password"
          autoComplete="current-password"
          required
          maxLength={500}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
