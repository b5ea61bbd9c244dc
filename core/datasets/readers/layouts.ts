// What each reader looks for, in a line: said where a folder is none of them.
import type { SetName } from "../set-reader.ts";

export const layoutsLookedFor: Readonly<Record<SetName, string>> = {
  "raf-db": "EmoLabel/list_patition_label.txt beside Image/, or Kaggle's DATASET/train/1/ … 7/",
  fer2013: "fer2013.csv, icml_face_data.csv, train/ and test/ with pictures named PrivateTest_…, FER2013Train/label.csv",
  "ck-plus": "cohn-kanade-images/ and Emotion/, or CK+48's class folders",
  jaffe: "pictures named KA.AN1.39.tiff",
  mmi: "Sessions/ with session.xml and films",
  affectnet: "Manually_Annotated_file_lists/, or train_set/ and val_set/ with annotations/",
  expw: "label.lst beside image/origin/ or origin/",
  ms1m: "train.rec and train.idx, or imgs/ with a folder a person",
  "class-folders": "folders named after classes, perhaps in train/ and test/; or pictures alone",
  "labels-csv": "images/ and labels.csv (file,label,split)",
};
