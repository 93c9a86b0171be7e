import type { Metadata } from "next";
import { PolicySettings } from "@/components/settings/policy-settings";
import { changeTrustPolicy } from "../../actions";

export const metadata: Metadata = { title: "Trust policy" };

export default function TrustPolicyPage() {
  return <PolicySettings changeTrustPolicy={changeTrustPolicy} />;
}
