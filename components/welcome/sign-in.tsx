"use client";

import { useAct } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { ErrorPanel } from "@/components/ui/error-panel";
import type { Act } from "@/lib/http/problem";

/** Opens a session and answers where to go. */
export type SignInAct<Input> = Act<Input, { to: string }>;

const COMMAND = "npm run sign-in";
const WAYS = {
  "other-ways": "Or with a link that works once. An admin can make one for you; on the machine that runs Muster:",
  refused: "An admin can make another one; on the machine that runs Muster:",
} as const;

/** How to get a link: the way in that always works. */
export function HowToSignIn({ after }: { after?: keyof typeof WAYS }) {
  return (
    <div className="flex flex-col gap-2">
      <p className="text-ink-2">
        {after ? WAYS[after] : "Sign-in takes a link that works once, for 15 minutes. On the machine that runs Muster:"}
      </p>
      <div className="flex items-center justify-between gap-3 rounded-2 border border-line bg-sunken py-1 pr-1 pl-3">
        <code>{COMMAND}</code>
        <CopyButton text={COMMAND} label="Copy the command" iconOnly size="sm" />
      </div>
      <p className="text-12 text-ink-3">It prints a link. Open it in this browser.</p>
    </div>
  );
}

/** The one button that uses up the link. A page that is only looked at, or prefetched, uses up nothing. */
export function SignIn({ linkKey, signIn }: { linkKey: string; signIn: SignInAct<string> }) {
  const { run, pending, failure } = useAct(signIn);

  async function submit() {
    const result = await run(linkKey);
    // Replaced, so that the used key does not stay in the history.
    if (result.ok) window.location.replace(result.data.to);
  }

  if (failure) {
    return (
      <div className="flex flex-col gap-4">
        <ErrorPanel title="This link does not open the console" detail={failure.detail} />
        <HowToSignIn after="refused" />
      </div>
    );
  }
  return (
    <form action={submit}>
      <Button type="submit" variant="primary" pending={pending} className="h-9 w-full">
        Sign in
      </Button>
      <p className="mt-2 text-12 text-ink-3">The link is used up by this. You stay signed in on this browser.</p>
    </form>
  );
}
