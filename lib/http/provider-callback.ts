import { isRefusal } from "../refusal";
import { runtime } from "../runtime";
import { currentBrowser } from "./browser";

/** The answer to a browser that comes back from the identity provider: always a redirect. */
export async function providerCallback(request: Request): Promise<Response> {
  try {
    const answer = await runtime().auth.providerCallback(request, await currentBrowser());
    answer.headers.set("cache-control", "no-store");
    return answer;
  } catch (error) {
    if (!isRefusal(error)) runtime().log.error({ err: error }, "the answer of the identity provider could not be used");
    const reason = isRefusal(error) ? error.code : "access/provider";
    const location = `/welcome?error=${encodeURIComponent(reason)}`;
    return new Response(null, { status: 302, headers: { location, "cache-control": "no-store" } });
  }
}
