import { complete, type Patience } from "../auditors/completion";
import { beginAttempt } from "../commands/begin-attempt";
import { settleDispatch } from "../commands/settle-dispatch";
import { runtime } from "../runtime";
import { chatEndpointOf } from "./chat-endpoint";
import { Dispatcher, type DispatcherHost, type DispatcherLimits } from "./dispatcher";

/** How hard dispatched tasks are tried; the usual where nothing is given. */
export type Dispatching = { limits?: DispatcherLimits; patience?: Patience };

/** A model may think for long, but what it has begun to say it says without long pauses. */
const IDLE_MS = 60_000;
/** With pauses that double from half a second: an endpoint that starts beside Muster is up by the last. */
const RETRIES = 4;
/** The timer of the attempt is to end it, not the request's own. */
const BEYOND_MS = 5_000;
// More than a timer can hold is beyond any request.
const LONGEST_MS = 86_400_000;

/** The dispatcher of this process; to be started when everything else is up. */
export function createDispatcher({ limits, patience }: Dispatching = {}): Dispatcher {
  const host: DispatcherHost = {
    recipient: async ({ agentNumber }) => {
      const found = await chatEndpointOf(agentNumber);
      if (!found) return null;
      const { endpoint, model } = found;
      return {
        url: endpoint.url,
        ask: ({ description, maxTokens, timeMs }, signal) => {
          const chat = { model: endpoint.model ?? model, messages: [{ role: "user" as const, content: description }], maxTokens };
          const totalMs = Math.min(timeMs + BEYOND_MS, LONGEST_MS);
          const limits = { idleMs: IDLE_MS, totalMs, ...patience?.limits };
          return complete(endpoint, chat, runtime().outbound, signal, { retries: RETRIES, ...patience, limits });
        },
      };
    },
    begin: beginAttempt,
    settle: settleDispatch,
    onError: (error, { taskNumber, attempt }) =>
      runtime().log.error({ err: error, task: taskNumber, attempt }, "a task was not dispatched"),
  };
  return new Dispatcher(host, limits);
}
