// The desktop host, top to bottom: one project, one window, one engine process. Everything with a rule in it stands in a file of
// its own; this one puts them together in the order in which Electron wants them.
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeTheme,
  powerSaveBlocker,
  protocol,
  screen,
  session,
  shell,
  type UtilityProcess,
  utilityProcess,
} from "electron";
import type { ViewState } from "../core/contract/view-state.ts";
import type { ErrorRecord } from "../core/errors.ts";
import { type EngineSupervisor, superviseEngine } from "../core/host/engine-supervisor.ts";
import { showOutput } from "../core/host/process-output.ts";
import { layoutOf } from "../core/project/layout.ts";
import type { EventMessage } from "../core/wire.ts";
import { devDependencies } from "../package.json";
import { addSet } from "./add-set.ts";
import { appSchemePrivileges, serveAppScheme } from "./app-scheme.ts";
import { bannersOf } from "./banners.ts";
import { startEngineProcess } from "./engine-process.ts";
import { importDistilled } from "./import-distilled.ts";
import { importFolder } from "./import-folder.ts";
import { importWeights } from "./import-weights.ts";
import { answerWindows, tellWindow } from "./ipc.ts";
import { signalJobs } from "./job-signs.ts";
import { finishBeforeQuit } from "./last-work.ts";
import { type MenuActions, menuTemplate } from "./menu.ts";
import { appAddress } from "./origin.ts";
import { chooseProject, type ProjectChoice, windowDirectory } from "./project-choice.ts";
import { sandboxRefusal } from "./sandbox-rule.ts";
import { lockContents, lockSession } from "./security.ts";
import { reviveDeadPage, windowOptions } from "./window.ts";
import { boundsToUse, readBounds, rememberBounds } from "./window-bounds.ts";

const resourcesDirectory = resolve(__dirname, "..", "..");
const bundle = (name: string): string => join(resourcesDirectory, "dist", "node", name);
const nowSeconds = (): number => performance.now() / 1000;
const beforeQuit = finishBeforeQuit(app);
const isSandboxOff = app.commandLine.hasSwitch("no-sandbox");

const refusal = sandboxRefusal({ isSandboxOff, userId: process.getuid?.() });
if (refusal) {
  process.stderr.write(`${refusal}\n`);
  app.exit(1);
} else {
  start();
}

function start(): void {
  const project = chooseProject({ argv: process.argv, environment: process.env, home: homedir(), workingDirectory: process.cwd() });
  if (!app.commandLine.hasSwitch("user-data-dir")) app.setPath("userData", windowDirectory(app.getPath("appData"), project.directory));
  if (!app.requestSingleInstanceLock()) {
    app.quit(); // the first instance shows its window
    return;
  }
  // Item 4. As root the call would take --no-sandbox back, and Chromium would end.
  if (!isSandboxOff) app.enableSandbox();
  protocol.registerSchemesAsPrivileged([appSchemePrivileges]);
  app.on("web-contents-created", (_event, contents) => lockContents(contents));
  app.on("window-all-closed", () => app.quit());
  const isFirstStart = !existsSync(join(project.directory, "project.sqlite"));
  void app.whenReady().then(() => openWorkbench(project, isFirstStart));
}

async function openWorkbench(project: ProjectChoice, isFirstStart: boolean): Promise<void> {
  // The engine starts while the page loads: neither waits for the other.
  const engine = superviseEngine({
    start: (listener) => startEngineProcess(processStarter, { engine: bundle("engine.cjs"), compute: bundle("compute.cjs") }, listener),
    open: { type: "open", projectDirectory: project.directory, create: true, resourcesDirectory },
    nowSeconds,
    startAgainAdvice: "",
  });
  if (project.isDemonstration && isFirstStart) void engine.ask("view.save", { view: demonstrationView });
  lockSession(session.defaultSession);
  serveAppScheme(protocol, { engine, rendererDirectory: join(resourcesDirectory, "dist", "renderer") });
  answerWindows(ipcMain, engine, {
    "host.info": () => ({ kind: "desktop", version: app.getVersion(), banners, canChooseFolder: true, uploadBytesAtMost: null }),
    "host.import-folder": () => importFolder(dialog, engine),
    "host.add-set": () => addSet(dialog, engine),
    "host.import-weights": (asked) => importWeights(dialog, engine, asked),
    "host.import-distilled": () => importDistilled(dialog, engine),
    "host.show-export": ({ file }) => {
      shell.showItemInFolder(join(layoutOf(project.directory).exportsDirectory, file));
      return {};
    },
  });
  const window = await createWindow();
  const page = window.webContents; // a window that is gone no longer says what its page was, and the engine speaks until the end
  const tell = (event: EventMessage): void => tellWindow(page, event);
  engine.onEvent(tell);
  engine.onEvent(signalJobs(powerSaveBlocker, (fraction) => !window.isDestroyed() && window.setProgressBar(fraction)));
  const shown = show(window);
  const beginDemonstration = async (): Promise<void> => {
    if (!project.isDemonstration) return; // only in its own folder: any other is the user's, however empty
    const begun = await engine.ask("demonstration.begin", {});
    if (!begun.ok) tell(notice(begun.error.message));
  };
  engine.onStopped(async (error) => {
    await shown;
    if (!(await wantsAnotherTry(window, error))) return app.quit();
    engine.startAgain();
    await beginDemonstration(); // perhaps the project had not opened before
  });
  const menuActions: MenuActions = {
    importFolder: () => void importFromMenu(engine, tell),
    putTogether: () => tell({ event: "menu", payload: { item: "put-together" } }),
  };
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, menuActions)));
  app.on("second-instance", () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  beforeQuit(engine.close); // at most five seconds
  await shown;
  await beginDemonstration();
}

/** The curves of what begins by itself; any other project without data opens where data are imported. */
const demonstrationView: ViewState = { view: "train", theme: "system", tileSize: 96, classIndex: null, order: "nearest" };

const banners = bannersOf({
  electronVersion: process.versions.electron,
  chromiumVersion: process.versions.chrome,
  wantedElectronVersion: devDependencies.electron,
  isSandboxOff,
});

const processStarter = {
  fork(modulePath: string, serviceName: string): UtilityProcess {
    const started = utilityProcess.fork(modulePath, [], { serviceName, stdio: "pipe" });
    showOutput(started, process.stderr);
    return started;
  },
  createChannel: () => new MessageChannelMain(),
  killNow(started: UtilityProcess): void {
    if (started.pid === undefined) started.once("spawn", () => processStarter.killNow(started));
    else process.kill(started.pid, "SIGKILL");
  },
};

/** A hidden window where the last one stood. */
async function createWindow(): Promise<BrowserWindow> {
  const boundsFile = join(app.getPath("userData"), "window.json");
  const workAreas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea);
  const bounds = boundsToUse(await readBounds(boundsFile), workAreas);
  const icon = join(resourcesDirectory, "assets", "icons", "256x256.png");
  const window = new BrowserWindow(
    windowOptions({ bounds, isDark: nativeTheme.shouldUseDarkColors, preload: bundle("preload.cjs"), icon }),
  );
  if (bounds.isMaximized) window.once("show", () => window.maximize());
  window.on("close", () => {
    const place = { ...window.getNormalBounds(), isMaximized: window.isMaximized() };
    beforeQuit(() => rememberBounds(boundsFile, place));
  });
  reviveDeadPage(window, nowSeconds, (reason) =>
    dialog.showErrorBox("The page stopped", `It stopped three times in five minutes (${reason}).`),
  );
  return window;
}

/** Resolves when the window can be seen. */
async function show(window: BrowserWindow): Promise<void> {
  const painted = new Promise<void>((resolve) => window.once("ready-to-show", resolve));
  await window.loadURL(appAddress);
  await painted;
  window.show();
}

async function wantsAnotherTry(window: BrowserWindow, error: ErrorRecord): Promise<boolean> {
  process.stderr.write(`${error.message}\n`);
  const { response } = await dialog.showMessageBox(window, {
    type: "error",
    message: error.message,
    detail: "Finished work is safe in the project folder.",
    buttons: ["Try again", "Quit"],
    defaultId: 0,
    cancelId: 1,
  });
  return response === 0;
}

async function importFromMenu(engine: EngineSupervisor, tell: (event: EventMessage) => void): Promise<void> {
  try {
    await importFolder(dialog, engine);
  } catch (error) {
    tell(notice((error as Error).message));
  }
}

const notice = (text: string): EventMessage => ({ event: "notice", payload: { level: "error", text } });
