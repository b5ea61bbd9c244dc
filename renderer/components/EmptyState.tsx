// What stands where there is nothing yet: what will be here, and how to get it.
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  text: string;
  children?: ReactNode;
}

export const EmptyState = ({ icon: Icon, title, text, children }: EmptyStateProps) => (
  <div className="empty-state">
    <span className="empty-icon">
      <Icon aria-hidden />
    </span>
    <p className="empty-title">{title}</p>
    <p className="empty-text">{text}</p>
    {children && <div className="empty-actions">{children}</div>}
  </div>
);
