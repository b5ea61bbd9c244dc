// A face as galleries show it, whatever list it comes from.

export interface FaceValue {
  name: string;
  value: string;
  /** Shows the value with the colour of a class. */
  classIndex?: number;
}

export interface Face {
  datasetId: string;
  row: number;
  file: string;
  /** Colours the tile; -1 has no class. */
  classIndex: number;
  /** One short value, laid over the tile. */
  caption: string;
  /** Read out and used as the tooltip. */
  description: string;
  /** All values, for the large view. */
  values: FaceValue[];
}
