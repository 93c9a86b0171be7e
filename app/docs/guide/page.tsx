import { redirect } from "next/navigation";
import { GUIDE_PAGES, guidePath } from "@/components/docs/guide-pages";

/** The guide begins with its first page. */
export default function GuideIndex() {
  redirect(guidePath(GUIDE_PAGES[0]?.name ?? ""));
}
