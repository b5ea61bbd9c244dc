// What `omnifer --help` and `omnifer COMMAND --help` print, with an example for each command.

import { readers } from "../datasets/readers/registry.ts";
import type { SetReader } from "../datasets/set-reader.ts";
import { recipePresets } from "../recipe.ts";
import { RuleName } from "../selection-rules.ts";

/** Of a data set that is put together from others. */
const sets = `  --anchor DIR --pool DIR --test DIR
                         instead of --data: data sets as they lie on disk (RAF-DB, FER-2013, class folders, ...), one a role;
                         two roles may take different parts of one. omnifer data inspect DIR tells what a folder holds
  --fold PROTOCOL:INDEX  of one folder for --anchor and --test: trains on all people but those of a fold, tests on these.
                         subject-ten-fold:0 to :9 (CK+'s), or leave-one-subject-out:0 to the number of people less one
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
  --threshold-by WAY     how thresholds are found, where no value above says it:
      fixed, count, share, precision   as above; fixed is 0.95 for confidence (FixMatch)
      class-share        the same share (--share) of every class's pseudo-labels
      class-delta        --factor (default 1) x the mean value of a class's out-of-fold anchors that are right, at least --floor (0.02)
      flexmatch          --tau (0.95) x b / (2 - b), b the class's pictures above tau over the most of any class or, as published, over
                         the pictures that reach tau in no class if those are more; --no-warm-up leaves these out
      ada-cm             --factor (0.97) x the mean confidence of a class's anchors that are right, at least --floor (0.8); --anchors
                         out-of-fold (default) or training: those that the learner knows by heart, for no waiting
  --cap-per-class N      keep at most N of a class, the largest values
  --agree                only images whose nearest centroid and classifier name the same class
  --centroids ANCHORS    all (default) or correct: only anchors that the learner classifies right (CAG-UDA)
  --centroid-features F  raw (Eq. 3, default), unit-length, or centred: less the mean of all anchors
  --rounds N             mine again with the retrained learner, choose and retrain again, N times in all (default 1)
  --rounds-from START    primitive (default): every retraining starts from its weights; or last: from the round before
  --classes a,b,...      class list, when labels are not the seven basic expressions
  --das                  distil the selection as well, and retrain with the images (DAS) next to all controls
  --outer-epochs N       of the distillation (default 60)
  --modes a,b,...        how the images enter: every-batch, union, preload (default: all three)
  --orders N             batch orders that every retraining is repeated in (default 3)
  --draws N              draws of random mined images (default 5)
  --json                 the last line on stdout is the result as one object; progress goes to stderr

  Example: omnifer run --project ./raf --data ./faces --seed 3 --share 0.2 --json
  Example: omnifer run --project ./raf --threshold-by flexmatch --agree
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
  probe: `omnifer probe --project P [--distillation ID] [--checkpoints from-start|after-start] [--json]
                                                whether distilled images hold patterns (Fig. 7): a network learns from all checkpoints but the
                                                last of six and is asked for the classes of that one; beside it noise with random labels, and
                                                another distillation's images where the project has one of the same classes and network

  --distillation ID      of the project (default: the current one)
  --checkpoints WHICH    from-start: the first six (default), or after-start: the six after the start, which is still noise
  --json                 the curves by epoch as one object; progress goes to stderr

  Example: omnifer probe --project ./raf
`,
  "compare-rules": `omnifer compare-rules --project P [--rules a,b,...] [--json]
                                                selection rules side by side, from the project's primitive learner: what each selects, and
                                                VAS against its control; what is finished is not done again

  --rules a,b,...        of ${RuleName.options.join(", ")} (default: all)
  --json                 the last line on stdout is the result as one object; progress goes to stderr

  Each is omnifer run with other options: margin (--rule margin, at the project's own delta), fixmatch (--rule confidence --threshold-by
  fixed), flexmatch, ada-cm, class-delta and class-share (--threshold-by), cag (--centroids correct), agreement (--agree), self-training
  (--rounds 2). Labels of the pool, if there, only score the pseudo-labels.

  Example: omnifer compare-rules --project ./raf --rules margin,fixmatch,agreement
`,
  evaluate: `omnifer evaluate --project P [--run ID] [--data DIR | --test DIR] [--vote sequences] [--json]
                                                a finished run (the latest) on the test images of its own data set, of DIR
                                                with images/ and labels.csv, or of any data set as it lies on disk

  --part test=PART,...   parts of the test set (default: those usually tested on); --reader, --choice and --map as in omnifer run
  --align                turn the faces of the test set upright by MTCNN
  --vote sequences       beside the pictures: one answer a film of CK+ or MMI, by the mean probability of its pictures of one label

  Example: omnifer evaluate --project ./raf --data ./other-faces
  Example: omnifer evaluate --project ./raf --test ./fer2013 --part test=validation,test
`,
  reproduce: `omnifer reproduce --table N --project P [options]
                                                Tables 1 to 7 of the paper: published numbers beside your own, mean and deviation over
                                                seeds, intervals against the control, cost
omnifer reproduce --table N --miniature         the same on drawn miniatures of the data sets with a small network, within minutes

  --table N,...|all      what is in the project already, from whatever table, is not run again
  --rafdb DIR --fer2013 DIR --ckplus DIR --jaffe DIR --mmi DIR
                         the data sets as they lie on disk; without one, the set that the project knows (omnifer data add)
  --pool DIR             the auxiliary pool: MS-Celeb-1M in the paper
  --part, --reader, --choice, --map
                         as in omnifer run, with rafdb, fer2013, ckplus, jaffe, mmi or pool as ROLE
  --align                turn all faces upright by MTCNN
  --weights-vgg-face FILE --weights-resnet34 FILE
                         pretrained weights (docs/weights.md); rows of a network without weights are left out
  --network NAME         another network in the place of both: the page names it, and compares nothing with published numbers
  --seeds N              seeds 1 to N (default 3)
  --size N --epochs N --retrain-epochs N --outer-epochs N
                         instead of the network's usual ones
  --rule, --share, ...   how the threshold is found, as in omnifer run (default: 0.30 of the pool; the paper's share is 0.02366)
  --json                 the pages as one array; progress goes to stderr

  Ends with 1 when no row could be run.

  Example: omnifer reproduce --table 1 --project ./tables --rafdb ./RAF-DB --pool ./ms1m --weights-vgg-face ./vgg_face_dag.pth
  Example: omnifer reproduce --table all --miniature
`,
  figure: `omnifer figure --number 2|3 --project P --out FILE.png [options]
                                                a figure of the paper with this project's pictures, for print (300 dpi):
                                                2, examples of the data sets; 3, the selected samples nearest to their centroids
omnifer figure --decisions --project P [--json]  what you decided against licences: when, which figure in which file, whose licence

  --columns N            figure 3: pictures a class (default 8)
  --values VALUE         figure 3: what stands under each picture: none (default), cosine, confidence
  --override-licences    show pictures whose licence does not let them be shown; the file says that it was your decision,
                         and the project keeps it (--decisions)
  --json                 the result as one object

  Example: omnifer figure --number 3 --project ./raf --columns 10 --out figure-3.png
  Example: omnifer figure --decisions --project ./raf
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
omnifer data add DIR --project P [options]       the same, and the project remembers the folder: its window can put a data set
                                                together with it (Data, "Put together a data set")

  It is recognised by its files. Known are: ${readers.map(({ title }) => title).join(", ")}

  --reader NAME          ${readers.map(({ name }) => name).join(", ")}; where the wrong one would be taken
  --choice NAME=VALUE    how a set is read, once for each:
${readers.flatMap(choiceLines).join("\n")}
  --map LABEL=CLASS      inspect: what a label of the set means, once for each; LABEL=none for no class
  --json                 the result as one object

  Ends with 1 when a label has no class yet.

omnifer data check --project P [options]         looks through a project's data set: pictures of the anchors or the pool that show a
                                                test face again, persons in two parts, pictures that cannot be read, rare
                                                classes, and after out-of-fold anchors were scored, labels that are doubtful

  Changes nothing unless it is asked to. The first check reads every picture, a later one only what could not be read.

  --leave-out            from now on the project works with a data set without the anchors and pool pictures that show a test
                         face again; test pictures stay, and earlier runs belong to the data set as it was
  --take-back            goes back to the data set with all pictures, and to what was made from it
  --json                 the result as one object

  Example: omnifer data inspect ./RAF-DB --choice images=original
  Example: omnifer data inspect ./faces --map smirk=contempt --map odd=none
  Example: omnifer data add ./RAF-DB --project ./raf
  Example: omnifer data check --project ./raf --json
  Example: omnifer data check --project ./raf --leave-out
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
