// The one button. `look` says how much it asks for attention; a view has at most one primary button. One that cannot be used now
// stays in the order of Tab, so that the focus is not lost on it and its tooltip can say why.
import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";

const whileDisabled = { "aria-disabled": true, onClick: undefined };

interface ButtonProps extends Omit<ComponentProps<"button">, "type"> {
  look?: "primary" | "secondary" | "quiet";
  icon?: LucideIcon;
  /** Shows that what it started is under way. */
  isBusy?: boolean;
}

export function Button({ look = "secondary", icon: Icon, isBusy = false, children, className = "", disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={`button button-${look} ${className}`}
      aria-busy={isBusy || undefined}
      {...rest}
      {...(disabled && whileDisabled)}
    >
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

export function IconButton({ icon: Icon, label, hint, className = "", disabled, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      className={`icon-button ${className}`}
      aria-label={label}
      title={hint ?? label}
      {...rest}
      {...(disabled && whileDisabled)}
    >
      <Icon className="button-icon" aria-hidden />
    </button>
  );
}
