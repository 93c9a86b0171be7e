import type { Message } from "./mind/dialogue";
import { countWords } from "./mind/text";

/** Bytes of a request that are read at most, and characters of all its messages. */
export const LARGEST_BODY = 256 * 1024;
const MOST_MESSAGES = 200;
const MOST_TOKENS = 32_768;

export type Chat = { model: string; messages: readonly Message[]; maxTokens: number };

/** An error as OpenAI words it. */
export type Fault = { status: number; type: string; code: string | null; param: string | null; message: string };

export function fault(status: number, message: string, param: string | null = null, code: string | null = null): Fault {
  const type = status >= 500 ? "server_error" : status === 404 ? "not_found_error" : "invalid_request_error";
  return { status, type, code, param, message };
}

const ROLES = new Set(["system", "developer", "user", "assistant", "tool"]);

/** Reads the body of a chat completion request. Content may be text or a list of text parts. */
export function parseChat(body: string): { ok: true; chat: Chat } | { ok: false; fault: Fault } {
  const refuse = (message: string, param: string | null = null) => ({ ok: false as const, fault: fault(400, message, param) });
  const given = parseJson(body);
  if (given === undefined) return refuse("We could not parse the JSON body of your request.");
  const { model, messages, max_tokens, max_completion_tokens, stream, n } = given;
  if (typeof model !== "string" || model === "") return refuse("you must provide a model parameter", "model");
  if (!Array.isArray(messages) || messages.length === 0)
    return refuse("'messages' must be a list with at least one message.", "messages");
  if (messages.length > MOST_MESSAGES) return refuse(`'messages' may hold ${MOST_MESSAGES} messages at most.`, "messages");
  if (stream === true) return refuse("Streaming is not supported.", "stream");
  if (n !== undefined && n !== null && n !== 1) return refuse("Only one choice is supported.", "n");
  const limit = max_completion_tokens ?? max_tokens ?? MOST_TOKENS;
  if (typeof limit !== "number" || !Number.isInteger(limit) || limit < 1)
    return refuse("'max_tokens' must be a whole number from 1.", "max_tokens");
  const read: Message[] = [];
  for (const [i, entry] of (messages as unknown[]).entries()) {
    const { role, content } = Object(entry) as { role?: unknown; content?: unknown };
    if (typeof role !== "string" || !ROLES.has(role))
      return refuse(`'messages[${i}].role' is not one of ${[...ROLES].join(", ")}.`, `messages[${i}].role`);
    const text = textOf(content);
    if (text === undefined)
      return refuse(`'messages[${i}].content' must be a string or a list of text parts.`, `messages[${i}].content`);
    read.push({ role: role as Message["role"], content: text });
  }
  return { ok: true, chat: { model, messages: read, maxTokens: Math.min(limit, MOST_TOKENS) } };
}

function parseJson(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function textOf(content: unknown): string | undefined {
  if (typeof content === "string") return content;
  if (content === null) return "";
  if (!Array.isArray(content)) return undefined;
  const parts = (content as unknown[]).map((part) => Object(part) as { type?: unknown; text?: unknown });
  return parts.every(({ type, text }) => type === "text" && typeof text === "string")
    ? parts.map(({ text }) => text).join("\n")
    : undefined;
}

/** A token is about three quarters of a word. */
const tokensIn = (text: string) => Math.ceil((countWords(text) * 4) / 3);

/**
 * The reply in OpenAI's shape, cut off where it exceeds what the request allows.
 * @param created epoch seconds
 */
export function completion(chat: Chat, content: string, id: string, created: number): object {
  const most = Math.floor((chat.maxTokens * 3) / 4);
  const cut = tokensIn(content) > chat.maxTokens;
  const text = cut ? (content.match(/\s*\S+/g) ?? []).slice(0, most).join("") : content;
  const prompt = chat.messages.reduce((sum, message) => sum + tokensIn(message.content), 0);
  const spent = tokensIn(text);
  return {
    id,
    object: "chat.completion",
    created,
    model: chat.model,
    choices: [{ index: 0, message: { role: "assistant", content: text }, finish_reason: cut ? "length" : "stop" }],
    usage: { prompt_tokens: prompt, completion_tokens: spent, total_tokens: prompt + spent },
  };
}
