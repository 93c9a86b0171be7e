import type { Metadata } from "next";
import Link from "next/link";
import { Mark } from "@/components/shell/mark";
import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";
import { providerFailure } from "@/components/welcome/notice";
import { PasswordForm } from "@/components/welcome/password-form";
import { ProviderButton } from "@/components/welcome/provider-button";
import { HowToSignIn, SignIn } from "@/components/welcome/sign-in";
import { currentSession } from "@/lib/http/current-session";
import { ownPath } from "@/lib/http/own-path";
import { readWaysIn } from "@/lib/reads/ways-in";
import { signIn, signInByPassword, signInByProvider } from "./actions";

export const metadata: Metadata = { title: "Sign in", referrer: "no-referrer", robots: { index: false } };

type Props = { searchParams: Promise<Record<"key" | "next" | "error" | "ended", string | string[] | undefined>> };

export default async function WelcomePage({ searchParams }: Props) {
  const { key, next, error, ended } = await searchParams;
  const session = await currentSession();
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-96 flex-col gap-6 px-gutter pt-[max(48px,24dvh)] pb-12">
      <div className="flex flex-col gap-4">
        <span className="words flex items-center gap-2.5 text-20 font-[650]">
          <Mark size={24} />
          <h1>Muster</h1>
        </span>
        <p className="text-16 text-ink-2">See which of your agents to trust, and why, while it happens.</p>
      </div>
      <div className="flex flex-col gap-5 border-t border-line pt-6">
        {typeof key === "string" && key !== "" ? (
          <SignIn linkKey={key} signIn={signIn} />
        ) : session ? (
          <SignedIn name={session.name} next={ownPath(next)} />
        ) : (
          <WaysIn next={ownPath(next)} error={typeof error === "string" ? error : null} hasEnded={ended !== undefined} />
        )}
      </div>
    </main>
  );
}

function SignedIn({ name, next }: { name: string; next: string }) {
  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink-2">You are signed in as {name}.</p>
      <Button asChild variant="primary" className="h-9">
        <Link href={next}>Open the console</Link>
      </Button>
    </div>
  );
}

async function WaysIn({ next, error, hasEnded }: { next: string; error: string | null; hasEnded: boolean }) {
  const { password, provider } = await readWaysIn();
  const others = password || provider !== null;
  return (
    <>
      {error !== null ? <ErrorPanel title="You are not signed in" detail={providerFailure(error)} /> : null}
      {hasEnded && error === null ? (
        <p role="status" className="text-ink-2">
          Your session has ended. Sign in again to go on where you were.
        </p>
      ) : null}
      {password ? <PasswordForm next={next} signIn={signInByPassword} /> : null}
      {provider !== null ? <ProviderButton name={provider} next={next} signIn={signInByProvider} primary={!password} /> : null}
      <div className={others ? "border-t border-line pt-5" : undefined}>
        <HowToSignIn after={others ? "other-ways" : undefined} />
      </div>
    </>
  );
}
