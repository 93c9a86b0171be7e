import { FoldedText } from "@/components/chips/plain-text";
import type { EvidenceRecord } from "@/lib/registry/audit";

type Message = EvidenceRecord["request"]["messages"][number];

const ROLES = { system: "system", user: "user", assistant: "agent" } as const satisfies Record<Message["role"], string>;

/** Everything that was sent for an answer, oldest first; a single question stands for itself. */
export function Messages({ messages }: { messages: readonly Message[] }) {
  if (messages.length === 1 && messages[0]?.role === "user") return <FoldedText text={messages[0].content} />;
  return (
    <ol className="m-0 flex list-none flex-col gap-2 p-0">
      {numbered(messages).map(({ at, role, content }) => (
        <li key={at} className="grid grid-cols-[48px_minmax(0,1fr)] gap-x-2">
          <span className="text-12 leading-5 text-ink-3">{ROLES[role]}</span>
          <div className="min-w-0">
            <FoldedText text={content} />
          </div>
        </li>
      ))}
    </ol>
  );
}

/** Two messages may be equal: their place is what tells them apart. */
function numbered(messages: readonly Message[]) {
  return messages.map((message, at) => ({ ...message, at }));
}
