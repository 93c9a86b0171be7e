import type { ComponentProps } from "react";
import { Button, type ButtonLook } from "./button";
import { cn } from "./cn";

type Props = Omit<ComponentProps<typeof Button>, "asChild" | "aria-label"> &
  ButtonLook & {
    /** What the button does; its name for everybody, shown as a hint. */
    label: string;
    /** The hint is left out where a menu or sheet opens in its place. */
    hint?: boolean;
  };

/** A square button with an icon only. */
export function IconButton({ label, hint = true, size = "md", variant = "quiet", className, ...props }: Props) {
  return (
    <Button
      aria-label={label}
      data-hint={hint ? label : undefined}
      size={size}
      variant={variant}
      className={cn(size === "sm" ? "w-6 px-0" : "w-7 px-0", "phone:w-9 phone:px-0", className)}
      {...props}
    />
  );
}
