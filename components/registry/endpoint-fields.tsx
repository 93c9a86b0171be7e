import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { Errors, ManifestDraft } from "./manifest-fields";

const PROTOCOLS = [
  { value: "openai-chat", label: "Chat completions" },
  { value: "a2a", label: "A2A" },
] as const;

type Props = { draft: ManifestDraft; change: (part: Partial<ManifestDraft>) => void; errors: Errors };

/** Where the agent answers: without it nothing can ask it. What else it takes is asked once there is an address. */
export function EndpointFields({ draft, change, errors }: Props) {
  const known = draft.endpointUrl.trim() !== "";
  return (
    <>
      <Field
        label="Endpoint"
        hint="The full address that is POSTed to; without one it can be certified by import only"
        error={errors["endpoint.url"] ?? errors.endpoint}
      >
        {(wiring) => (
          <Input
            {...wiring}
            type="url"
            inputMode="url"
            maxLength={2000}
            placeholder="https://…/v1/chat/completions"
            value={draft.endpointUrl}
            onChange={(event) => change({ endpointUrl: event.target.value })}
          />
        )}
      </Field>
      {known ? (
        <>
          <div className="grid grid-cols-2 gap-3">
            <Field label="Protocol" error={errors["endpoint.protocol"]}>
              {(wiring) => (
                <Select
                  {...wiring}
                  value={draft.endpointProtocol}
                  onValueChange={(endpointProtocol) => change({ endpointProtocol })}
                  options={PROTOCOLS}
                  className="w-full"
                />
              )}
            </Field>
            <Field label="Model it is asked for" error={errors["endpoint.model"]}>
              {(wiring) => (
                <Input
                  {...wiring}
                  maxLength={200}
                  value={draft.endpointModel}
                  onChange={(event) => change({ endpointModel: event.target.value })}
                />
              )}
            </Field>
          </div>
          <Field label="Credential" error={errors["endpoint.credential"]}>
            {(wiring) => (
              <Input
                {...wiring}
                maxLength={64}
                value={draft.endpointCredential}
                onChange={(event) => change({ endpointCredential: event.target.value })}
              />
            )}
          </Field>
        </>
      ) : null}
    </>
  );
}
