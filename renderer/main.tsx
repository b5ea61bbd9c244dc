// The window's first file: connects to the engine and draws the workbench.
import "./zod-without-eval.ts";
import "@fontsource-variable/inter/index.css";
import "./styles/theme.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/fields.css";
import "./styles/panels.css";
import "./styles/shell.css";
import "./styles/messages.css";
import "./styles/gallery.css";
import { createRoot } from "react-dom/client";
import { signIn } from "./connection.ts";
import { Workbench } from "./shell/Workbench.tsx";
import { openStores, StoresProvider } from "./stores/stores.tsx";
import { followTheme } from "./theme.ts";

// A failed sign-in shows as a connection that never opens, with what to do about it.
await signIn().catch(() => undefined);
const stores = openStores();
followTheme(stores.workbench);
createRoot(document.getElementById("window")!).render(
  <StoresProvider stores={stores}>
    <Workbench />
  </StoresProvider>,
);
