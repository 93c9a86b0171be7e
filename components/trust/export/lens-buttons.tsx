"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Download, Ellipsis, History } from "lucide-react";
import { useRouter } from "next/navigation";
import type { ComponentProps, ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { serverNow } from "@/components/ui/now";
import { notify } from "@/components/ui/toast";
import { useKey } from "@/components/ui/use-key";
import { useReauditListed } from "../leaderboard/reaudit-listed";
import { ago, PRESETS } from "../moment/moment";
import { useMoment } from "../moment/use-shown";
import type { Format, Shown } from "./download-board";

const GROUP = "Leaderboard";
const FORMATS = [
  { format: "csv", words: "CSV, for spreadsheets" },
  { format: "json", words: "JSON" },
  { format: "jsonl", words: "JSON lines" },
] as const satisfies { format: Format; words: string }[];

/** Other ways to look at the same table: of another time, as ranks over time, as a file. On a phone one menu, with what else can be done. */
export function LensButtons(shown: Shown) {
  // Seldom drawn anew, and in the first load: what would remember its parts is larger than the parts.
  "use no memo";
  const client = useQueryClient();
  const router = useRouter();
  const [, setAt] = useMoment();
  const reaudit = useReauditListed(shown.keeper);
  const goBack = (by: number) => void setAt(ago(serverNow(), by));
  const showRanks = () => router.push("/agents/movers");
  const save = (format: Format) =>
    import("./download-board")
      .then(({ downloadBoard }) => downloadBoard(client, shown, format))
      .catch(() => notify({ text: "The export could not be written: the server could not be reached." }));
  useKey("t", "Show the board of 24 hours ago", () => goBack(PRESETS[1].back), { group: GROUP });
  useKey("b", "Show ranks over time", showRanks, { group: GROUP });
  useKey("e", "Export what is shown as CSV", () => void save("csv"), { group: GROUP });
  const times = (
    <>
      <MenuItem onSelect={showRanks}>Ranks over time</MenuItem>
      <MenuSeparator />
      <MenuLabel>Show the board of</MenuLabel>
      {PRESETS.map(({ words, back }) => (
        <MenuItem key={words} onSelect={() => goBack(back)}>
          {words}
        </MenuItem>
      ))}
    </>
  );
  const files = (
    <>
      <MenuLabel>Export what is shown, as</MenuLabel>
      {FORMATS.map(({ format, words }) => (
        <MenuItem key={format} onSelect={() => void save(format)}>
          {words}
        </MenuItem>
      ))}
    </>
  );
  return (
    <>
      <span className="flex items-center gap-2 phone:hidden">
        <Menu
          trigger={<Lens word="History" hint="Ranks over time, or the board of an earlier time" icon={<History aria-hidden />} />}
        >
          {times}
        </Menu>
        <Menu trigger={<Lens word="Export" hint="Export what is shown" icon={<Download aria-hidden />} />}>{files}</Menu>
      </span>
      <span className="hidden phone:block">
        <Menu
          trigger={
            <IconButton label="More" variant="default" hint={false}>
              <Ellipsis aria-hidden />
            </IconButton>
          }
        >
          {times}
          <MenuSeparator />
          {files}
          {reaudit.n === 0 ? null : (
            <>
              <MenuSeparator />
              <MenuItem because={reaudit.because ?? undefined} onSelect={reaudit.ask}>
                {reaudit.words}
              </MenuItem>
            </>
          )}
        </Menu>
      </span>
    </>
  );
}

type LensProps = { word: string; hint: string; icon: ReactNode } & ComponentProps<typeof Button>;

/** The word, its icon where there is no room for it. */
function Lens({ word, hint, icon, ...props }: LensProps) {
  "use no memo";
  return (
    <Button data-hint={hint} {...props}>
      <span className="hidden max-wide:contents">{icon}</span>
      <span className="max-wide:sr-only">{word}</span>
    </Button>
  );
}
