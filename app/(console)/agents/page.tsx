import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { preload } from "react-dom";
import { AddAgent } from "@/components/registry/add-agent";
import { currentActor } from "@/lib/http/current-session";
import { readDefaultView } from "@/lib/reads/views";
import {
  changeWeights,
  chooseDefaultView,
  loadDemo,
  registerAgent,
  removeView,
  requestAudits,
  saveView,
  undoWeights,
  updateView,
} from "../actions";
import { AGENT_ACTS } from "./acts";
import { FirstVisit } from "./first-visit";
import { Fleet } from "./fleet";

export const metadata: Metadata = { title: "Agents" };

/** What the page asks for first: on its way before the script that asks for it. */
const NEEDED = ["/api/v1/board", "/api/v1/weights", "/api/v1/trust-policy"];

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** A bare address opens with the view that the user chose for it; an explicit one always wins. */
export default async function AgentsPage({ searchParams }: Props) {
  if (Object.keys(await searchParams).length === 0) await openDefaultView();
  for (const path of NEEDED) preload(path, { as: "fetch", crossOrigin: "anonymous" });
  return (
    <NuqsAdapter>
      <Fleet
        addAgent={<AddAgent register={registerAgent} />}
        firstVisit={<FirstVisit loadDemo={loadDemo} registerAgent={registerAgent} />}
        changeWeights={changeWeights}
        undoWeights={undoWeights}
        requestAudits={requestAudits}
        views={{ saveView, updateView, removeView, chooseDefaultView }}
        agentActs={AGENT_ACTS}
      />
    </NuqsAdapter>
  );
}

async function openDefaultView(): Promise<void> {
  const actor = await currentActor();
  const view = actor && (await readDefaultView(actor));
  if (!view) return;
  const search = new URLSearchParams(view.search);
  search.set("view", view.id);
  redirect(`/agents?${search}`);
}
