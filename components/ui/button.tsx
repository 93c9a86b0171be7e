import { cva, type VariantProps } from "class-variance-authority";
import { type ComponentProps, cloneElement, isValidElement, type MouseEvent } from "react";
import { cn } from "./cn";

const button = cva(
  [
    "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-2 border font-medium whitespace-nowrap select-none",
    "transition-transform duration-80 active:scale-[0.98] phone:h-9 phone:px-3.5",
    "off:cursor-default off:border-line off:bg-sunken off:text-ink-3 off:active:scale-100",
  ],
  {
    variants: {
      variant: {
        default: "border-line-strong bg-bg text-ink-1 hover:border-control hover:bg-hover active:bg-selected",
        primary: "border-accent bg-accent text-on-accent hover:border-ink-2 hover:bg-ink-2",
        quiet: "border-transparent bg-transparent hover:bg-hover active:bg-selected off:border-transparent off:bg-transparent",
        danger: "border-line-strong bg-bg text-bad hover:border-bad-line hover:bg-bad-bg",
        "danger-solid": "border-bad bg-bad text-bg hover:brightness-90",
        preview: "border-dashed border-preview bg-transparent text-preview hover:bg-preview-bg",
      },
      size: {
        md: "h-7 px-2.5",
        sm: "h-6 px-2 text-12",
      },
    },
    defaultVariants: { variant: "default", size: "md" },
  },
);

export type ButtonLook = VariantProps<typeof button>;

type Props = ComponentProps<"button"> &
  ButtonLook & {
    /** Renders the single child (a link) with the look of a button. */
    asChild?: boolean;
    /** The action runs: the button keeps its place and refuses a second press. */
    pending?: boolean;
    /** Why it cannot be pressed, as a sentence: it stays where it is, can be focused, and says so. */
    because?: string | null | undefined;
  };

function refuse(event: MouseEvent): void {
  event.preventDefault();
}

/** 28 px, 24 px in rows (`size="sm"`), 36 px on a phone. */
export function Button({
  variant,
  size,
  asChild = false,
  pending = false,
  because,
  className,
  disabled,
  type = "button",
  ...props
}: Props) {
  const look = cn(button({ variant, size }), className);
  const { children, ...rest } = props;
  if (asChild && isValidElement<{ className?: string }>(children))
    return cloneElement(children, { ...rest, className: cn(look, children.props.className) });
  // A button that says why it is off must be reached, so it is not disabled.
  const off = because ? { "aria-disabled": true, "data-hint": because, onClick: refuse } : { disabled: disabled || pending };
  return <button type={type} className={look} aria-busy={pending || undefined} {...props} {...off} />;
}
