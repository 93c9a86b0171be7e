import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { Permitted } from "@/components/live/permission";
import { SessionsSettings } from "@/components/settings/sessions-settings";
import { endOneSession as endSession, endUserSessions } from "../../actions";

export const metadata: Metadata = { title: "Sessions" };

export default function SessionsPage() {
  return (
    <Permitted action="readSessions" what="Sessions">
      <NuqsAdapter>
        <SessionsSettings acts={{ end: endSession, endAll: endUserSessions }} />
      </NuqsAdapter>
    </Permitted>
  );
}
