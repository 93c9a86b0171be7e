import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { PolicySettings } from "@/components/settings/policy-settings";
import { changeTrustPolicy } from "../../actions";

export const metadata: Metadata = { title: "Trust policy" };

export default function TrustPolicyPage() {
  return (
    <NuqsAdapter>
      <PolicySettings changeTrustPolicy={changeTrustPolicy} />
    </NuqsAdapter>
  );
}
