import { OWNER, record, register, signal } from "../testing";
import { DIMENSIONS } from "../trust/dimension";
import { certifyAgent } from "./certify-agent";
import { updateAgent } from "./update-agent";

// For tests only: an agent that may act, rated by `value` in every dimension and certified T4, asking about 100 sats.
export async function ableAgent(
  id: string,
  { value = 0.8, url, rateSats = 100 }: { value?: number; url?: string; rateSats?: number } = {},
): Promise<void> {
  await register(id);
  await updateAgent(OWNER, id, {
    capabilities: ["translate"],
    rateSats,
    ...(url !== undefined && { endpoint: { url, protocol: "openai-chat" } }),
  });
  await record(DIMENSIONS.flatMap((dimension) => [signal(id, dimension, value), signal(id, dimension, value)]));
  await certifyAgent(OWNER, id, { robustness: { cc: 0.85, er: 0.85, as: 0.8, ih: 0.9 }, auditType: "external" });
}
