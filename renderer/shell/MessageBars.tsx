// What must be known above every view: a lost engine, a project that cannot be changed, slow computing, and what the host has to say.
import { Gauge, Info, Lock, type LucideIcon, PlugZap } from "lucide-react";
import { useWorkbench } from "../stores/stores.tsx";
import { strings } from "../strings.ts";

export function MessageBars() {
  const connection = useWorkbench((state) => state.connection);
  const isKnown = useWorkbench((state) => state.project !== null);
  const banners = useWorkbench((state) => state.host?.banners);
  const readOnlyReason = useWorkbench((state) => state.project?.readOnlyReason ?? null);
  const backendNote = useWorkbench((state) => state.project?.backendNote ?? null);
  return (
    <div className="message-bars" aria-live="polite">
      {connection === "lost" && (
        <MessageBar icon={PlugZap} look="warning" text={isKnown ? strings.shell.lost : strings.shell.neverOpened}>
          {isKnown && strings.shell.lostHint}
        </MessageBar>
      )}
      {readOnlyReason && <MessageBar icon={Lock} look="info" text={strings.shell.readOnly(readOnlyReason)} />}
      {backendNote && <MessageBar icon={Gauge} look="warning" text={backendNote} />}
      {banners?.map((text) => (
        <MessageBar key={text} icon={Info} look="info" text={text} />
      ))}
    </div>
  );
}

interface MessageBarProps {
  icon: LucideIcon;
  look: "info" | "warning";
  text: string;
  children?: React.ReactNode;
}

const MessageBar = ({ icon: Icon, look, text, children }: MessageBarProps) => (
  <div className={`message-bar message-bar-${look}`}>
    <Icon className="button-icon" aria-hidden />
    <span>{text}</span>
    {children && <span className="message-detail">{children}</span>}
  </div>
);
