// Test pictures of the laboratory sets, which the paper describes without saying how many it tested.
import type { TestCount } from "./table.ts";

export const ckplusCount: TestCount = {
  pictures: 1236,
  isInferred: true,
  source:
    "309 sequences of the six expressions, first and last three frames. The paper says 1,308, which has 18 sequences of contempt among 327, but seven outputs, none of them contempt.",
};

export const jaffeCount: TestCount = {
  pictures: 213,
  isInferred: true,
  source:
    "All of JAFFE: the printed 54.93 is 117 of 213. The leave-one-subject-out of section 4.2 needs training on JAFFE, which this table has not.",
};

export const mmiCount: TestCount = {
  pictures: 832,
  isInferred: true,
  source:
    "208 sequences of the six expressions, three frames at the apex and the first one. Both printed numbers can be shares of 832; the paper does not say which frames it took.",
};

export const fer2013Count: TestCount = {
  pictures: 3589,
  isInferred: true,
  source: "PrivateTest: the paper does not say which part of FER-2013 it tested across data sets.",
};
