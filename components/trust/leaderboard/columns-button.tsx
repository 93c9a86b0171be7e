"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { Columns } from "./columns";
import { ColumnsLabel } from "./columns-label";

const ColumnsMenu = dynamic(() => import("./columns-menu").then((it) => it.ColumnsMenu), {
  ssr: false,
  loading: () => (
    <Button>
      <ColumnsLabel />
    </Button>
  ),
});

/** What it opens comes when it is pressed first. */
export function ColumnsButton(props: { chosen: Columns | null; onChoose: (columns: Columns | null) => void }) {
  const [wanted, setWanted] = useState(false);
  if (wanted) return <ColumnsMenu {...props} />;
  return (
    <Button
      data-hint="Choose columns"
      aria-haspopup="dialog"
      className={props.chosen === null ? "" : "bg-selected"}
      onClick={() => setWanted(true)}
    >
      <ColumnsLabel />
    </Button>
  );
}
