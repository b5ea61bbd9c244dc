// The words of evaluations across databases.
import { formatCount } from "./format.ts";

export const evaluationStrings = {
  title: "On other data sets",
  hint: "A finished run asked about test images that it was not trained beside (section 4.4).",
  open: "Evaluate on another data set …",
  none: "None yet.",
  run: "Run",
  runName: (role: string, when: string, seed: number) => `${role}, ${when}, seed ${seed}`,
  set: "Data set",
  images: "Test images",
  accuracy: "Accuracy",
  meanClassAccuracy: "Mean class accuracy",
  dialogTitle: "Evaluate on another data set",
  dialogHint: "With the classes of the run; labels that mean none of them are left out and counted.",
  noRun: "Train the primitive learner first.",
  chooseSet: "Choose a data set.",
  choosePart: "Choose a part of the data set.",
  noPicture: "No picture of the chosen parts has one of the run's classes.",
  counted: (count: number, leftOut: number) =>
    `${count === 1 ? "1 test image" : `${formatCount(count)} test images`}${leftOut > 0 ? `, ${formatCount(leftOut)} left out, having none of the classes` : ""}.`,
  start: "Evaluate",
  starting: "Evaluating …",
} as const;
