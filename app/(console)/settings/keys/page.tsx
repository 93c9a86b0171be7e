import type { Metadata } from "next";
import { KeysSettings } from "@/components/settings/keys-settings";
import { SCOPES } from "@/lib/access/action";
import { createKey, revokeKey } from "../../actions";

export const metadata: Metadata = { title: "API keys" };

export default function KeysPage() {
  return <KeysSettings scopes={SCOPES} createKey={createKey} revokeKey={revokeKey} />;
}
