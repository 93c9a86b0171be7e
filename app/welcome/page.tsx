import type { Metadata } from "next";
import Link from "next/link";
import { Mark } from "@/components/shell/mark";
import { Button } from "@/components/ui/button";
import { HowToSignIn, SignIn } from "@/components/welcome/sign-in";
import { currentSession } from "@/lib/http/current-session";
import { signIn } from "./actions";

export const metadata: Metadata = { title: "Sign in", referrer: "no-referrer", robots: { index: false } };

type Props = { searchParams: Promise<{ key?: string | string[] }> };

export default async function WelcomePage({ searchParams }: Props) {
  const { key } = await searchParams;
  const session = await currentSession();
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-96 flex-col justify-center gap-6 px-gutter py-12">
      <div className="flex flex-col gap-4">
        <span className="words flex items-center gap-2.5 text-20 font-[650]">
          <Mark size={24} />
          <h1>Muster</h1>
        </span>
        <p className="text-16 text-ink-2">See which of your agents to trust, and why, while it happens.</p>
      </div>
      <div className="border-t border-line pt-6">
        {typeof key === "string" && key !== "" ? (
          <SignIn linkKey={key} signIn={signIn} />
        ) : session ? (
          <div className="flex flex-col gap-3">
            <p className="text-ink-2">You are signed in as {session.name}.</p>
            <Button asChild variant="primary" className="h-9">
              <Link href="/">Open the console</Link>
            </Button>
          </div>
        ) : (
          <HowToSignIn />
        )}
      </div>
    </main>
  );
}
