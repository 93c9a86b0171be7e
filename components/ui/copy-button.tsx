"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, type ButtonLook } from "./button";
import { IconButton } from "./icon-button";

type Props = ButtonLook & {
  text: string;
  /** What is copied: "Copy request id". */
  label: string;
  /** Only the icon, with the label as its name. */
  iconOnly?: boolean;
  className?: string;
};

const SAID_FOR_MS = 2000;

/** Puts a text on the clipboard and says whether that worked. */
export function CopyButton({ text, label, iconOnly = false, ...look }: Props) {
  const [outcome, setOutcome] = useState<"copied" | "refused" | null>(null);

  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  const said = { copied: "Copied", refused: "Copying was refused: select the text" };
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setOutcome("copied"),
      () => setOutcome("refused"),
    );
  };
  const icon = outcome === "copied" ? <Check aria-hidden /> : <Copy aria-hidden />;
  return (
    <>
      {iconOnly ? (
        <IconButton label={outcome ? said[outcome] : label} onClick={copy} {...look}>
          {icon}
        </IconButton>
      ) : (
        <Button onClick={copy} {...look}>
          {outcome ? said[outcome] : label}
        </Button>
      )}
      <span role="status" className="sr-only">
        {outcome ? said[outcome] : ""}
      </span>
    </>
  );
}
