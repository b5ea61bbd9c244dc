// Messages that come and stay until they are dismissed, or until newer ones push them out; information leaves by itself.
import { CircleAlert, Info, type LucideIcon, TriangleAlert, X } from "lucide-react";
import { useEffect } from "react";
import { IconButton } from "../components/Button.tsx";
import { ProblemText } from "../components/ProblemText.tsx";
import { useWorkbench } from "../stores/stores.tsx";
import type { Notice } from "../stores/workbench.ts";
import { strings } from "../strings.ts";

const icons: Record<Notice["level"], LucideIcon> = { info: Info, warning: TriangleAlert, error: CircleAlert };
const infoStaysMs = 8000;

export function Notices() {
  const notices = useWorkbench((state) => state.notices);
  return (
    <section className="notices" aria-label={strings.shell.notices} aria-live="polite">
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

function NoticeCard({ notice }: { notice: Notice }) {
  const dismiss = useWorkbench((state) => state.dismiss);
  const { id, level, text, problem } = notice;
  const Icon = icons[level];
  useEffect(() => {
    if (level !== "info") return;
    const timer = setTimeout(() => dismiss(id), infoStaysMs);
    return () => clearTimeout(timer);
  }, [id, level, dismiss]);
  return (
    <article className={`notice notice-${level}`}>
      <Icon className="notice-icon" aria-hidden />
      <ProblemText message={text} problem={problem} />
      <IconButton icon={X} label={strings.shell.dismiss} onClick={() => dismiss(id)} />
    </article>
  );
}
