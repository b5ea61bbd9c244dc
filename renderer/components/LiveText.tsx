// Counts that change many times a second, told to a screen reader at most once a second.
import { useEffect, useRef, useState } from "react";

const pauseMs = 1000;

export function LiveText({ text }: { text: string }) {
  const [told, setTold] = useState(text);
  const latest = useRef(text);
  latest.current = text;
  const isPending = useRef(false);
  useEffect(() => {
    if (isPending.current || text === told) return;
    isPending.current = true;
    setTimeout(() => {
      isPending.current = false;
      setTold(latest.current);
    }, pauseMs);
  }, [text, told]);
  return (
    <p className="visually-hidden" aria-live="polite">
      {told}
    </p>
  );
}
