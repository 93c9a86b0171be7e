import type { Metadata } from "next";
import { Permitted } from "@/components/live/permission";
import { KeysSettings } from "@/components/settings/keys-settings";
import { SCOPES } from "@/lib/access/action";
import { limitsOf } from "@/lib/access/key";
import { createKey, revokeKey, rotateKey, updateKey } from "../../actions";

export const metadata: Metadata = { title: "API keys" };

const unset = { requestsPerSecond: null, signalsPerSecond: null, maxShare: null };
const defaults = { free: limitsOf({ ...unset, agentId: null }), bound: limitsOf({ ...unset, agentId: "any" }) };

export default function KeysPage() {
  return (
    <Permitted action="readKeys" what="API keys">
      <KeysSettings
        scopes={SCOPES}
        defaults={defaults}
        createKey={createKey}
        updateKey={updateKey}
        rotateKey={rotateKey}
        revokeKey={revokeKey}
      />
    </Permitted>
  );
}
