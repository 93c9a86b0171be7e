"use client";

import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useBarred } from "@/components/live/permission";
import { Button } from "@/components/ui/button";
import { useKey } from "@/components/ui/use-key";
import type { Register } from "./register-form";

// The page is there before what only a press of a button needs.
const AddAgentSheet = dynamic(() => import("./add-agent-sheet").then((it) => it.AddAgentSheet), { ssr: false });

/** The button that opens the sheet to register agents; N does it too. */
export function AddAgent({ register }: { register: Register }) {
  // Kept once it was open, with what was typed there.
  const [open, setOpen] = useState<boolean | null>(null);
  const because = useBarred()("registerAgent");
  useKey(
    "n",
    "Add agents",
    (event) => {
      event.preventDefault();
      setOpen(true);
    },
    { group: "Leaderboard", because },
  );
  return (
    <>
      <Button variant="primary" because={because} onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        <span className="phone:sr-only">Add agents</span>
      </Button>
      {open === null ? null : <AddAgentSheet register={register} open={open} onOpenChange={setOpen} />}
    </>
  );
}
