// Turns keys into commands, for the whole window. Nothing fires while text is typed or a dialog is open.
import { useEffect } from "react";
import { useStores } from "../stores/stores.tsx";
import { commandOf } from "./all-commands.ts";
import type { Command, CommandContext } from "./command.ts";
import { chordOf, takesText } from "./keys.ts";

export function useCommandKeys(): void {
  const stores = useStores();
  useEffect(() => {
    const context = (): CommandContext => ({ stores, gallery: stores.focusedGallery.current });
    let held: Command | undefined;

    const onKeyDown = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && takesText(event.target as HTMLInputElement);
      if (event.defaultPrevented || isTyping || document.querySelector("dialog[open]")) return;
      const command = commandOf(chordOf(event), context());
      if (!command) return;
      event.preventDefault();
      if (command.release && event.repeat) return;
      held = command.release ? command : held;
      command.run(context());
    };
    const onRelease = () => {
      held?.release?.(context());
      held = undefined;
    };

    window.addEventListener("keydown", onKeyDown);
    window.addEventListener("keyup", onRelease);
    window.addEventListener("blur", onRelease);
    return () => {
      window.removeEventListener("keydown", onKeyDown);
      window.removeEventListener("keyup", onRelease);
      window.removeEventListener("blur", onRelease);
    };
  }, [stores]);
}
