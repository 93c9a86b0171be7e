import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { compareAddress, whyNot } from "./chosen";

/** Puts the selected agents side by side; with too few or too many it says so. */
export function CompareButton({ ids }: { ids: ReadonlySet<string> }) {
  const router = useRouter();
  return (
    <Button because={whyNot(ids.size)} aria-keyshortcuts="c" onClick={() => router.push(compareAddress(ids))}>
      Compare
    </Button>
  );
}
