// What `omnifer --help` and `omnifer COMMAND --help` print, with an example for each command.

const usage: Record<string, string> = {
  run: `omnifer run --project P --data DIR [options]     the whole pipeline: primitive learner, mining, VAS and its control

  DIR holds images/ and labels.csv (columns file,label,split; file is relative to images/; split is anchor, pool or test)
  and, optionally, groups.csv (file,person,...). A pool label, if there, only scores the pseudo-labels.

  --project P            project folder, made when it does not exist
  --data DIR             the data set; may be left out when the project has one
  --network NAME         compact (default), vgg-face, resnet34 or face-resnet
  --recipe NAME          primitive recipe: paper, scratch or transfer (face-resnet)
  --epochs N             epochs of the primitive learner; the falls of the learning rate keep their proportion
  --retrain-epochs N     epochs of both retrainings
  --seed S               seed of weights, order, flips and dropout (default 1)
  --rule RULE            margin (Eq. 5, default) or confidence (Eq. 2)
  --delta X | --target-count N | --share F | --precision P
                         threshold by value, by count, by share of the pool (default 0.30; the paper's is 0.02366),
                         or by precision on out-of-fold anchors
  --cap-per-class N      keep at most N of a class, the largest values
  --classes a,b,...      class list, when labels are not the seven basic expressions
  --json                 the last line on stdout is the result as one object; progress goes to stderr

  Example: omnifer run --project ./raf --data ./faces --seed 3 --share 0.2 --json
`,
  demo: `omnifer demo DIR [--once] [--port N]            draws the demonstration project into DIR, runs its pipeline, prints
                                                the table and serves the workbench until Ctrl+C; --once does not serve

  Example: omnifer demo ~/OmniFER/demonstration --once
`,
  serve: `omnifer serve --project P [--port N]            serves the workbench on this computer only and prints its address

  Example: omnifer serve --project ./raf --port 7320
  From another computer: ssh -L 7320:127.0.0.1:7320 SERVER, then open the printed address.
`,
  doctor: `omnifer doctor [--json]                         what is used and from where: TensorFlow, device, threads, sharp, Node

  Example: omnifer doctor
`,
};

/** Help of one command, or of all. */
export function helpText(command?: string): string {
  const one = command !== undefined && Object.hasOwn(usage, command) ? usage[command] : undefined;
  if (one) return one;
  return `OmniFER Workbench: find, among unlabelled faces, the ones worth learning an expression from.\n\n${Object.values(usage).join("\n")}`;
}
