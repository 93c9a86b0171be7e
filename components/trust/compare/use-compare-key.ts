import { useRouter } from "next/navigation";
import { notify } from "@/components/ui/toast";
import { useKey } from "@/components/ui/use-key";
import { compareAddress, whyNot } from "./chosen";

/** `c` compares the selected agents, or says how many it takes. */
export function useCompareKey(ids: ReadonlySet<string>): void {
  const router = useRouter();
  useKey(
    "c",
    "Compare the selected agents",
    () => {
      const because = whyNot(ids.size);
      if (because === null) router.push(compareAddress(ids));
      else notify({ text: because });
    },
    { group: "Leaderboard" },
  );
}
