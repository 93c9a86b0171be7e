"use client";

import { Plus, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import type { Family } from "./routing-fields";

type Props = { families: readonly Family[]; onChange: (families: Family[]) => void };

const MOST = 64;

/** Families of words: who has one of the skills is taken to know the related words of a task, at half their weight. */
export function SynonymsEditor({ families, onChange }: Props) {
  const set = (key: number, values: Partial<Family>) =>
    onChange(families.map((family) => (family.key === key ? { ...family, ...values } : family)));
  const add = () => onChange([...families, { key: 1 + Math.max(-1, ...families.map(({ key }) => key)), heads: "", related: "" }]);
  return (
    <fieldset className="m-0 border-0 p-0">
      <legend className="p-0 font-medium">Synonyms</legend>
      <p className="text-12 text-ink-3">
        Who has one of these skills is taken to know the related words of a task, at half their weight. Words between commas.
      </p>
      {families.length > 0 ? (
        <ol className="m-0 mt-2 flex list-none flex-col gap-2 p-0">
          {families.map(({ key, heads, related }, i) => (
            <li
              key={key}
              className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto] items-center gap-2 phone:grid-cols-[minmax(0,1fr)_auto] phone:border-line phone:border-b phone:pb-2"
            >
              <Input
                aria-label={`Skills of family ${i + 1}`}
                placeholder="security"
                value={heads}
                onChange={(event) => set(key, { heads: event.target.value })}
              />
              <Input
                aria-label={`Related words of family ${i + 1}`}
                placeholder="vulnerability, threat"
                value={related}
                onChange={(event) => set(key, { related: event.target.value })}
                className="phone:col-start-1"
              />
              <IconButton
                label={`Remove family ${i + 1}`}
                hint={false}
                size="sm"
                onClick={() => onChange(families.filter((family) => family.key !== key))}
                className="text-ink-3 phone:col-start-2 phone:row-start-1"
              >
                <X />
              </IconButton>
            </li>
          ))}
        </ol>
      ) : null}
      <Button size="sm" className="mt-2" onClick={add} disabled={families.length >= MOST}>
        <Plus className="size-3" aria-hidden />
        Add a family
      </Button>
    </fieldset>
  );
}
