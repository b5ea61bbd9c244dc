// Items of the desktop's menu that are commands of the page. As with keys, nothing happens while a dialog is open.
import { useEffect } from "react";
import { useStores } from "../stores/stores.tsx";
import type { Command } from "./command.ts";
import { putTogether } from "./data-commands.ts";

const commandOfItem: Record<"put-together", Command> = { "put-together": putTogether };

export function useMenuItems(): void {
  const stores = useStores();
  useEffect(
    () =>
      stores.client.on("menu", ({ item }) => {
        const context = { stores, gallery: null };
        if (!document.querySelector("dialog[open]") && commandOfItem[item].isAvailable(context)) commandOfItem[item].run(context);
      }),
    [stores],
  );
}
