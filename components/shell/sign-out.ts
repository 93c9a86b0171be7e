import { attempt } from "@/components/live/use-act";
import { notify } from "@/components/ui/toast";
import type { Act } from "@/lib/http/problem";

/** Ends the session and leads to where another begins; says so where that failed. */
export async function leave(signOut: Act<null, null>): Promise<void> {
  const { failure } = await attempt(signOut, null);
  if (failure) notify({ text: `You are still signed in. ${failure.detail}` });
  else window.location.assign("/welcome");
}
