import type { ReactNode } from "react";
import { useBarred } from "@/components/live/permission";
import { UNREACHED } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Action } from "@/lib/http/permission";
import type { Drafted } from "./use-draft";

type Props = {
  draft: Drafted;
  /** What applying it takes. */
  action: Action;
  /** What differs from what is in force, in words; at least one. */
  changes: readonly string[];
  /** Why it would be refused. */
  fault: string | null;
  /** Title of a refusal: "The gate was not changed". */
  refused: string;
  /** What the change would do, where it is not faulty. */
  children?: ReactNode;
};

/** The end of a form for the next version of a setting: what changes, what that would do, the reason, and the button. */
export function DraftPanel({ draft, action, changes, fault, refused, children }: Props) {
  const because = useBarred()(action);
  const { inForce, overtaken, reason, setReason, failure, reset, pending } = draft;
  return (
    <>
      <div className="rounded-2 border border-dashed border-preview bg-preview-bg px-3 py-2">
        <p className="break-words">
          <span className="font-semibold text-preview">Not saved yet.</span> {changes.join(", ")}.
        </p>
      </div>
      {fault ? (
        <p role="alert" className="text-bad">
          {fault}
        </p>
      ) : (
        children
      )}
      {overtaken ? (
        <p role="status" className="text-warn">
          Version {inForce.version} came into force meanwhile, set by {inForce.actor}. Your changes are kept and would now change
          that version.
        </p>
      ) : null}
      <Field label="Reason, kept in the journal">
        {(wiring) => (
          <Input {...wiring} required maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
        )}
      </Field>
      {failure ? <ErrorPanel {...failure} title={failure === UNREACHED ? failure.title : refused} /> : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="quiet" onClick={reset}>
          Reset
        </Button>
        <Button
          type="submit"
          variant="primary"
          because={because}
          pending={pending}
          disabled={fault !== null || reason.trim() === ""}
        >
          Apply version {inForce.version + 1}
        </Button>
      </div>
    </>
  );
}
