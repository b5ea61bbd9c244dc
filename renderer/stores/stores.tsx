// All stores of a window, made once around its connection, and how components read them.
import { createContext, type ReactNode, useContext } from "react";
import { useStore } from "zustand";
import type { Client } from "../../core/wire.ts";
import type { GalleryHandle } from "../commands/command.ts";
import { type ConnectionStatus, connect } from "../connection.ts";
import { sendFile } from "../send-file.ts";
import { type AlignmentState, type AlignmentStore, createAlignmentStore } from "./alignment.ts";
import { type ComposeState, type ComposeStore, createComposeStore } from "./compose.ts";
import { createDataStore, type DataState, type DataStore } from "./data.ts";
import { createDataCheckStore, type DataCheckState, type DataCheckStore } from "./data-check.ts";
import { createDistilStore, type DistilState, type DistilStore } from "./distil.ts";
import { createEvaluationsStore, type EvaluationsState, type EvaluationsStore } from "./evaluations.ts";
import { createFiguresStore, type FiguresState, type FiguresStore } from "./figures.ts";
import { createFileUploadStore, type FileUploadState, type FileUploadStore } from "./file-upload.ts";
import { createKnownSetsStore, type KnownSetsState, type KnownSetsStore } from "./known-sets.ts";
import { createNetworkCostsStore, type NetworkCostsState, type NetworkCostsStore } from "./network-costs.ts";
import { createPrecisionEffectStore, type PrecisionEffectState, type PrecisionEffectStore } from "./precision-effect.ts";
import { createResultsStore, type ResultsState, type ResultsStore } from "./results.ts";
import { createRulesStore, type RulesState, type RulesStore } from "./rules.ts";
import { createTablesStore, type TablesState, type TablesStore } from "./tables.ts";
import { createThresholdStore, type ThresholdState, type ThresholdStore } from "./threshold.ts";
import { createTrainStore, type TrainState, type TrainStore } from "./train.ts";
import { createWorkbenchStore, type WorkbenchState, type WorkbenchStore } from "./workbench.ts";

export interface Stores {
  client: Client;
  workbench: WorkbenchStore;
  data: DataStore;
  dataCheck: DataCheckStore;
  knownSets: KnownSetsStore;
  compose: ComposeStore;
  alignment: AlignmentStore;
  evaluations: EvaluationsStore;
  train: TrainStore;
  networkCosts: NetworkCostsStore;
  precisionEffect: PrecisionEffectStore;
  fileUpload: FileUploadStore;
  threshold: ThresholdStore;
  distil: DistilStore;
  results: ResultsStore;
  tables: TablesStore;
  figures: FiguresStore;
  rules: RulesStore;
  /** The gallery that has the focus; its keys are live. */
  focusedGallery: { current: GalleryHandle | null };
}

/** Connects, and makes the stores listen. */
export function openStores(): Stores {
  let heard: ConnectionStatus = "connecting";
  let tell = (status: ConnectionStatus): void => {
    heard = status;
  };
  const client = connect((status) => tell(status));
  const workbench = createWorkbenchStore(client);
  const knownSets = createKnownSetsStore(client, workbench);
  const stores: Stores = {
    client,
    workbench,
    data: createDataStore(client, workbench),
    dataCheck: createDataCheckStore(client, workbench),
    knownSets,
    compose: createComposeStore(client, workbench, knownSets),
    alignment: createAlignmentStore(client, workbench),
    evaluations: createEvaluationsStore(client, workbench, knownSets),
    train: createTrainStore(client, workbench),
    networkCosts: createNetworkCostsStore(client, workbench),
    precisionEffect: createPrecisionEffectStore(client, workbench),
    fileUpload: createFileUploadStore(sendFile, workbench),
    threshold: createThresholdStore(client, workbench),
    distil: createDistilStore(client, workbench),
    results: createResultsStore(client, workbench),
    tables: createTablesStore(client, workbench, knownSets),
    figures: createFiguresStore(client, workbench),
    rules: createRulesStore(client, workbench),
    focusedGallery: { current: null },
  };
  client.on("project", workbench.getState().projectChanged);
  client.on("job", workbench.getState().jobChanged);
  client.on("notice", workbench.getState().notify);
  tell = workbench.getState().connectionChanged;
  tell(heard);
  return stores;
}

const StoresContext = createContext<Stores | null>(null);

export const StoresProvider = ({ stores, children }: { stores: Stores; children: ReactNode }) => (
  <StoresContext.Provider value={stores}>{children}</StoresContext.Provider>
);

export function useStores(): Stores {
  const stores = useContext(StoresContext);
  if (!stores) throw new Error("This component stands outside StoresProvider.");
  return stores;
}

export const useWorkbench = <T,>(select: (state: WorkbenchState) => T): T => useStore(useStores().workbench, select);
export const useData = <T,>(select: (state: DataState) => T): T => useStore(useStores().data, select);
export const useDataCheck = <T,>(select: (state: DataCheckState) => T): T => useStore(useStores().dataCheck, select);
export const useKnownSets = <T,>(select: (state: KnownSetsState) => T): T => useStore(useStores().knownSets, select);
export const useCompose = <T,>(select: (state: ComposeState) => T): T => useStore(useStores().compose, select);
export const useAlignment = <T,>(select: (state: AlignmentState) => T): T => useStore(useStores().alignment, select);
export const useEvaluations = <T,>(select: (state: EvaluationsState) => T): T => useStore(useStores().evaluations, select);
export const useTrain = <T,>(select: (state: TrainState) => T): T => useStore(useStores().train, select);
export const useNetworkCosts = <T,>(select: (state: NetworkCostsState) => T): T => useStore(useStores().networkCosts, select);
export const usePrecisionEffect = <T,>(select: (state: PrecisionEffectState) => T): T => useStore(useStores().precisionEffect, select);
export const useFileUpload = <T,>(select: (state: FileUploadState) => T): T => useStore(useStores().fileUpload, select);
export const useThreshold = <T,>(select: (state: ThresholdState) => T): T => useStore(useStores().threshold, select);
export const useDistil = <T,>(select: (state: DistilState) => T): T => useStore(useStores().distil, select);
export const useResults = <T,>(select: (state: ResultsState) => T): T => useStore(useStores().results, select);
export const useTables = <T,>(select: (state: TablesState) => T): T => useStore(useStores().tables, select);
export const useFigures = <T,>(select: (state: FiguresState) => T): T => useStore(useStores().figures, select);
export const useRules = <T,>(select: (state: RulesState) => T): T => useStore(useStores().rules, select);

/** The class names of the project. */
const noClasses: string[] = [];
export const useClasses = (): string[] => useWorkbench((state) => state.project?.classes ?? noClasses);
/** True when nothing may be changed. */
export const useIsReadOnly = (): boolean => useWorkbench((state) => (state.project?.readOnlyReason ?? null) !== null);
