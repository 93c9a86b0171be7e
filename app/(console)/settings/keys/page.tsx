import type { Metadata } from "next";
import { KeysSettings } from "@/components/settings/keys-settings";
import { SCOPES } from "@/lib/access/action";
import { limitsOf } from "@/lib/access/key";
import { createKey, revokeKey, updateKey } from "../../actions";

export const metadata: Metadata = { title: "API keys" };

const unset = { requestsPerSecond: null, signalsPerSecond: null, maxShare: null };
const defaults = { free: limitsOf({ ...unset, agentId: null }), bound: limitsOf({ ...unset, agentId: "any" }) };

export default function KeysPage() {
  return <KeysSettings scopes={SCOPES} defaults={defaults} createKey={createKey} updateKey={updateKey} revokeKey={revokeKey} />;
}
