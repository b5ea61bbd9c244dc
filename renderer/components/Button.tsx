// The one button. `look` says how much it asks for attention; a view has at most one primary button.
import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";

interface ButtonProps extends Omit<ComponentProps<"button">, "type"> {
  look?: "primary" | "secondary" | "quiet";
  icon?: LucideIcon;
  /** Shows that what it started is under way. */
  isBusy?: boolean;
}

export function Button({ look = "secondary", icon: Icon, isBusy = false, children, className = "", ...rest }: ButtonProps) {
  return (
    <button type="button" className={`button button-${look} ${className}`} aria-busy={isBusy || undefined} {...rest}>
      {Icon && <Icon className={isBusy ? "button-icon turning" : "button-icon"} aria-hidden />}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ComponentProps<"button">, "type" | "children"> {
  icon: LucideIcon;
  label: string;
  /** The tooltip, when it says more than the label. */
  hint?: string;
}

export function IconButton({ icon: Icon, label, hint, className = "", ...rest }: IconButtonProps) {
  return (
    <button type="button" className={`icon-button ${className}`} aria-label={label} title={hint ?? label} {...rest}>
      <Icon className="button-icon" aria-hidden />
    </button>
  );
}
