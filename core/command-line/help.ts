// What `omnifer --help` and `omnifer COMMAND --help` print, with an example for each command.

import { readers } from "../datasets/readers/registry.ts";
import type { SetReader } from "../datasets/set-reader.ts";
import { recipePresets } from "../recipe.ts";

/** Of a data set that is put together from others. */
const sets = `  --anchor DIR --pool DIR --test DIR
                         instead of --data: data sets as they lie on disk (RAF-DB, FER-2013, class folders, ...), one a role;
                         two roles may take different parts of one. omnifer data inspect DIR tells what a folder holds
  --part ROLE=PART,...   parts of a role's data set (default: those usual for the role)
  --reader ROLE=NAME     how a folder is read, when it could be two data sets
  --choice ROLE.NAME=V   a choice of its reader, such as anchor.images=original
  --map ROLE.LABEL=CLASS what a label of it means; none for no class
  --align ROLE,...|all   turn the faces of these roles upright by MTCNN; a face that is not found stays as it is
`;

/** Of run and train alike. */
const learner = `  --project P            project folder, made when it does not exist
  --data DIR             the data set; may be left out when the project has one
${sets}  --network NAME         compact (default), vgg-face, resnet34 or face-resnet; what --weights hold when that is given
  --weights FILE         pretrained weights: safetensors, PyTorch (.pth, .pt), Keras (.h5) or MatConvNet (.mat); docs/weights.md
  --channel-order ORDER  rgb or bgr, when the file's order is another than it seems
  --mean R,G,B --std R,G,B
                         mean and deviation of its pictures' pixels, from 0 to 1 or, with a mean above 1, to 255; when the file
                         does not say them (timm's 0.5,0.5,0.5)
  --from-seed            start a network from its seed that would want pretrained weights
  --size N               width and height of its pictures (default 48, 224, 224, 150)
  --recipe NAME          primitive recipe: ${recipePresets.map(({ name }) => name).join(", ")}, one saved in the project, or a .json file
  --epochs N             epochs of the primitive learner; the falls of the learning rate keep their proportion
`;

/** "images=aligned" and what it means, a line each. */
const choiceLines = ({ title, choices }: SetReader): string[] =>
  choices.flatMap(({ name, options }) =>
    options.map(({ value, means }, index) => `      ${`${name}=${value}`.padEnd(19)}${title}: ${means}${index === 0 ? " (default)" : ""}`),
  );

const usage: Record<string, string> = {
  run: `omnifer run --project P --data DIR [options]     the whole pipeline: primitive learner, mining, VAS and its control

  DIR holds images/ and labels.csv (columns file,label,split; file is relative to images/; split is anchor, pool or test)
  and, optionally, groups.csv (file,person,...). A pool label, if there, only scores the pseudo-labels.

${learner}  --retrain-epochs N     epochs of both retrainings
  --seed S               seed of weights, order, flips and dropout (default 1)
  --bfloat16             mine in bfloat16, where the processor has it
  --rule RULE            margin (Eq. 5, default) or confidence (Eq. 2)
  --delta X | --target-count N | --share F | --precision P
                         threshold by value, by count, by share of the pool (default 0.30; the paper's is 0.02366),
                         or by precision on out-of-fold anchors
  --cap-per-class N      keep at most N of a class, the largest values
  --classes a,b,...      class list, when labels are not the seven basic expressions
  --das                  distil the selection as well, and retrain with the images (DAS) next to all controls
  --outer-epochs N       of the distillation (default 60)
  --modes a,b,...        how the images enter: every-batch, union, preload (default: all three)
  --orders N             batch orders that every retraining is repeated in (default 3)
  --draws N              draws of random mined images (default 5)
  --json                 the last line on stdout is the result as one object; progress goes to stderr

  Example: omnifer run --project ./raf --data ./faces --seed 3 --share 0.2 --json
  Example: omnifer run --project ./raf --das --modes every-batch --orders 5
`,
  train: `omnifer train --project P --data DIR [options]   the primitive learner alone, and its test result

${learner}  --seed S               seed of weights, order, flips and dropout (default 1)
  --classes a,b,...      class list, when labels are not the seven basic expressions
  --json                 the last line on stdout is the result as one object; progress goes to stderr

  Example: omnifer train --project ./raf --data ./faces --network resnet34 --weights ./resnet34.pth --json
`,
  distill: `omnifer distill --project P [options]           one image a class, or more, out of the selected samples (Algorithm 1)

  --run ID               the primitive learner to distil for (default: the current one)
  --source SOURCE        selected (default) or anchor, the anchor set itself
  --images-per-class N   of each gradient step (default 1)
  --steps S              gradient steps made with images of their own (default 1)
  --repeats R            times that their sequence is applied (default 3; 1 for printed)
  --outer-epochs E       passes over the source (default 60)
  --checkpoint-every N   keep the images every N outer epochs (default 10)
  --nets J               initial weights an iteration, for --init random-head or random (default 1)
  --real-batch B         samples an iteration (default 64)
  --balanced             equally many samples of each class in it, instead of the source's own balance
  --start-step X         step size that is learnt from (default 0.001)
  --init INIT            known: the learner (default), random-head: its body, or random: drawn each iteration
  --start START          images begin as noise (default), real samples, or the class-mean
  --method METHOD        wang (default), printed: lines 6 to 9 of the paper as they stand, or dm: distribution matching
  --surrogate SURFACE    what the steps go through: the exact network (default), or a smooth one of the same weights, without the kinks of
                         relu and max-pool, 1.2 to 1.5 times as long; losses and DAS are those of the exact network either way
  --seed S               of the images and the order of samples (default: the project's)
  --import FILE          instead: take images distilled elsewhere, a distilled.safetensors or results.pth; they are measured
                         where samples are selected
  --json                 the last line on stdout is the result as one object; progress goes to stderr

  Example: omnifer distill --project ./raf --outer-epochs 60 --json
  Example: omnifer distill --project ./raf --import ./results.pth
`,
  evaluate: `omnifer evaluate --project P [--run ID] [--data DIR | --test DIR] [--json]
                                                a finished run (the latest) on the test images of its own data set, of DIR
                                                with images/ and labels.csv, or of any data set as it lies on disk

  --part test=PART,...   parts of the test set (default: those usually tested on); --reader, --choice and --map as in omnifer run
  --align                turn the faces of the test set upright by MTCNN

  Example: omnifer evaluate --project ./raf --data ./other-faces
  Example: omnifer evaluate --project ./raf --test ./fer2013 --part test=validation,test
`,
  demo: `omnifer demo DIR [--once] [--port N]            draws the demonstration project into DIR, runs its pipeline, prints
                                                the table and serves the workbench until Ctrl+C; --once does not serve

  Example: omnifer demo ~/OmniFER/demonstration --once
`,
  serve: `omnifer serve --project P [--port N]            serves the workbench on this computer only and prints its address

  Example: omnifer serve --project ./raf --port 7320
  From another computer: ssh -L 7320:127.0.0.1:7320 SERVER, then open the printed address.
`,
  data: `omnifer data inspect DIR [options]               what is in a data set's folder: pictures by class and part, people, what was
                                                left out and why; nothing is imported, no picture is opened

  It is recognised by its files. Known are: ${readers.map(({ title }) => title).join(", ")}

  --reader NAME          ${readers.map(({ name }) => name).join(", ")}; where the wrong one would be taken
  --choice NAME=VALUE    how a set is read, once for each:
${readers.flatMap(choiceLines).join("\n")}
  --map LABEL=CLASS      what a label of the set means, once for each; LABEL=none for no class
  --json                 the result as one object

  Ends with 1 when a label has no class yet.

omnifer data check --project P [--json]          looks through a project's data set: pictures of the anchors or the pool that show a
                                                test face again, persons in two parts, pictures that cannot be read, rare
                                                classes, and after out-of-fold anchors were scored, labels that are doubtful

  Changes nothing and leaves nothing out. The first check reads every picture, a later one only what could not be read.

  Example: omnifer data inspect ./RAF-DB --choice images=original
  Example: omnifer data inspect ./faces --map smirk=contempt --map odd=none
  Example: omnifer data check --project ./raf --json
`,
  weights: `omnifer weights inspect FILE [options]            what a file of pretrained weights is: format, layout, network, tensors,
                                                what its pictures must look like, and what is missing
omnifer weights convert FILE OUT.safetensors [options]
                                                the same weights under PyTorch's names and axes, for RGB pictures

  FILE is a .pth, .pt, .safetensors, .h5 or .mat; nothing of it is ever run. docs/weights.md lists the published files.

  --network NAME         compact, vgg-face, resnet34 or face-resnet (default: as the names of the tensors tell)
  --channel-order ORDER  rgb or bgr, where you know better than the file and the table of published weights
  --mean R,G,B --std R,G,B
                         mean and deviation of the pixels, from 0 to 1 or, with a mean above 1, to 255
  --classes N            convert: keep the last layer only when it has N classes (default: keep it)
  --json                 the result as one object

  Example: omnifer weights inspect vgg_face_dag.pth
  Example: omnifer weights convert rcmalli_vggface_tf_vgg16.h5 vgg-face.safetensors --classes 7
  Example: omnifer weights convert timm.pth resnet34.safetensors --mean 0.5,0.5,0.5 --std 0.5,0.5,0.5
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
