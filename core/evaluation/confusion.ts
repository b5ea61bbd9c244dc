// Section 4.4's accuracy, from one confusion matrix over the whole test set; averaging per batch would give another number.

/** counts[true][predicted]. */
export type Confusion = number[][];
