import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { preload } from "react-dom";
import { AddAgent } from "@/components/registry/add-agent";
import { changeWeights, loadDemo, registerAgent, requestAudit, requestAudits, undoWeights } from "../actions";
import { FirstVisit } from "./first-visit";
import { Fleet } from "./fleet";

export const metadata: Metadata = { title: "Agents" };

/** What the page asks for first: on its way before the script that asks for it. */
const NEEDED = ["/api/v1/board", "/api/v1/weights", "/api/v1/trust-policy"];

export default function AgentsPage() {
  for (const path of NEEDED) preload(path, { as: "fetch", crossOrigin: "anonymous" });
  return (
    <NuqsAdapter>
      <Fleet
        addAgent={<AddAgent register={registerAgent} />}
        firstVisit={<FirstVisit loadDemo={loadDemo} registerAgent={registerAgent} />}
        changeWeights={changeWeights}
        undoWeights={undoWeights}
        requestAudit={requestAudit}
        requestAudits={requestAudits}
      />
    </NuqsAdapter>
  );
}
