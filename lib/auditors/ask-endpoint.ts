import type { Endpoint } from "../registry/agent";
import type { Outbound } from "./client";
import { complete, type Patience } from "./completion";
import type { Ask } from "./interview";

/** How to put questions to an agent's endpoint. `model` is asked for where the endpoint names none. */
export function askEndpoint(endpoint: Endpoint, model: string, outbound: Outbound, patience?: Patience): Ask {
  return (messages, maxTokens, signal) =>
    complete(endpoint, { model: endpoint.model ?? model, messages, maxTokens }, outbound, signal, patience);
}
