import { useEffect, useState } from "react";
import { draftFrom, EMPTY_TASK, type TaskDraft } from "./task-form-draft";

const KEPT_AS = "muster-task";

/** The draft of a task, kept in this tab so that a reload or another page loses nothing. */
export function useKeptDraft(): [TaskDraft, (draft: TaskDraft) => void] {
  const [draft, setDraft] = useState(EMPTY_TASK);
  // What the server rendered knows no draft, so it comes once the page is alive.
  useEffect(() => {
    const kept = draftFrom(read());
    if (kept) setDraft(kept);
  }, []);
  const keep = (next: TaskDraft) => {
    setDraft(next);
    write(next);
  };
  return [draft, keep];
}

// Where a browser refuses to keep anything, the draft lives as long as the page.
function read(): string | null {
  try {
    return sessionStorage.getItem(KEPT_AS);
  } catch {
    return null;
  }
}

function write(draft: TaskDraft): void {
  try {
    if (draft === EMPTY_TASK) sessionStorage.removeItem(KEPT_AS);
    else sessionStorage.setItem(KEPT_AS, JSON.stringify(draft));
  } catch {}
}
