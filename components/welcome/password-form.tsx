"use client";

import { useState } from "react";
import { useAct } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { SignInAct } from "./sign-in";

type Props = { next: string; signIn: SignInAct<{ email: string; password: string; next: string }> };

/** Signs in by e-mail address and password. */
export function PasswordForm({ next, signIn }: Props) {
  const { run, pending, failure } = useAct(signIn);
  // Kept, because a form clears its fields when its action is done.
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");

  async function submit() {
    const result = await run({ email, password, next });
    if (result.ok) window.location.replace(result.data.to);
    else setPassword("");
  }

  return (
    <form action={submit} className="flex flex-col gap-4">
      {failure ? <ErrorPanel title="You are not signed in" detail={failure.detail} /> : null}
      <Field label="E-mail address">
        {(wiring) => (
          <Input
            {...wiring}
            type="email"
            name="email"
            autoComplete="username"
            required
            maxLength={254}
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            className="h-9"
          />
        )}
      </Field>
      <Field label="Password">
        {(wiring) => (
          <Input
            {...wiring}
            type="password"
            name="password"
            autoComplete="current-password"
            required
            maxLength={500}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            className="h-9"
          />
        )}
      </Field>
      <Button type="submit" variant="primary" pending={pending} className="h-9 w-full">
        Sign in
      </Button>
    </form>
  );
}
