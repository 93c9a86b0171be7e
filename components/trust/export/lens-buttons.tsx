"use client";

import { useQueryClient } from "@tanstack/react-query";
import { ChartSpline, Download, History } from "lucide-react";
import { useRouter } from "next/navigation";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuLabel } from "@/components/ui/menu";
import { serverNow } from "@/components/ui/now";
import { notify } from "@/components/ui/toast";
import { useKey } from "@/components/ui/use-key";
import { ago, PRESETS } from "../moment/moment";
import { useMoment } from "../moment/use-shown";
import type { Format, Shown } from "./download-board";

const GROUP = "Leaderboard";
const FORMATS = [
  { format: "csv", words: "CSV, for spreadsheets" },
  { format: "json", words: "JSON" },
  { format: "jsonl", words: "JSON lines" },
] as const satisfies { format: Format; words: string }[];

/** Other ways to look at the same table: of another time, as ranks over time, as a file. */
export function LensButtons(shown: Shown) {
  const client = useQueryClient();
  const router = useRouter();
  const [, setAt] = useMoment();
  const goBack = (by: number) => void setAt(ago(serverNow(), by));
  const save = (format: Format) =>
    import("./download-board")
      .then(({ downloadBoard }) => downloadBoard(client, shown, format))
      .catch(() => notify({ text: "The export could not be written: the server could not be reached." }));
  useKey("t", "Show the board of 24 hours ago", () => goBack(PRESETS[1].back), { group: GROUP });
  useKey("b", "Show ranks over time", () => router.push("/agents/movers"), { group: GROUP });
  useKey("e", "Export what is shown as CSV", () => void save("csv"), { group: GROUP });
  return (
    <span className="flex items-center">
      <Menu
        trigger={
          <IconButton label="Go back in time">
            <History aria-hidden />
          </IconButton>
        }
      >
        <MenuLabel>Show the board of</MenuLabel>
        {PRESETS.map(({ words, back }) => (
          <MenuItem key={words} onSelect={() => goBack(back)}>
            {words}
          </MenuItem>
        ))}
      </Menu>
      <IconButton label="Ranks over time" onClick={() => router.push("/agents/movers")}>
        <ChartSpline aria-hidden />
      </IconButton>
      <Menu
        trigger={
          <IconButton label="Export what is shown">
            <Download aria-hidden />
          </IconButton>
        }
      >
        <MenuLabel>What is shown, as</MenuLabel>
        {FORMATS.map(({ format, words }) => (
          <MenuItem key={format} onSelect={() => void save(format)}>
            {words}
          </MenuItem>
        ))}
      </Menu>
    </span>
  );
}
