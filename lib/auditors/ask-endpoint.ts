import type { Endpoint } from "../registry/agent";
import type { Ask } from "./interview";

export function askEndpoint(endpoint: Endpoint, model: string): Ask {
  return async (messages, maxTokens, signal) => {
    const began = performance.now();
    try {
      const response = await fetch(endpoint.url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ model: endpoint.model ?? model, messages, max_tokens: maxTokens }),
        signal,
      });
      const ms = performance.now() - began;
      if (!response.ok)
        return {
          kind: "unmeasured",
          code: `http_${response.status}`,
          detail: "failed",
          attempts: [{ status: response.status, ms }],
        };
      const body = (await response.json()) as { choices: { message: { content: string }; finish_reason: string }[] };
      const [choice] = body.choices;
      return {
        kind: "answer",
        text: choice?.message.content ?? "",
        finishReason: choice?.finish_reason ?? null,
        status: 200,
        latencyMs: ms,
        attempts: [{ status: 200, ms }],
      };
    } catch {
      return { kind: "unmeasured", code: "connect", detail: "failed", attempts: [{ error: "connect", ms: 0 }] };
    }
  };
}
