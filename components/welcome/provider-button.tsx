"use client";

import { useAct } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";
import type { SignInAct } from "./sign-in";

type Props = {
  /** What people call the provider. */
  name: string;
  next: string;
  signIn: SignInAct<{ next: string }>;
  /** The only way but a link: then it is the button of the page. */
  primary: boolean;
};

/** Goes to the identity provider, which says who somebody is. */
export function ProviderButton({ name, next, signIn, primary }: Props) {
  const { run, pending, failure } = useAct(signIn);

  async function submit() {
    const result = await run({ next });
    if (result.ok) window.location.assign(result.data.to);
  }

  return (
    <form action={submit} className="flex flex-col gap-4">
      {failure ? <ErrorPanel title={`${name} is out of reach`} detail={failure.detail} /> : null}
      <Button type="submit" variant={primary ? "primary" : "default"} pending={pending} className="h-9 w-full">
        <span className="truncate">Sign in with {name}</span>
      </Button>
    </form>
  );
}
