import type { Endpoint } from "./agent";

/** Whether audits can be put to this endpoint: they speak chat completions only. */
export function isAuditable(endpoint: Pick<Endpoint, "protocol"> | undefined): boolean {
  return endpoint?.protocol === "openai-chat";
}
